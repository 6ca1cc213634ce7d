"""One loan at the desk: its schedule beside what the person may record on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms.posted import posted_values
from forms.rendering import ShownField, shown_fields
from processes.loans.models import Loan
from processes.loans.queries.loan_page import LoanPage
from processes.loans.queries.watched import watched
from processes.loans.web.acts import ACTS, BY_NAME, LoanAct
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

Typed = Mapping[str, object]


@require_safe
@for_officers
def desk_loan(request: SignedIn, number: str) -> HttpResponse:
    """The page."""
    return _page(request, _opened(request, number))


@require_POST
@for_officers
def act(request: SignedIn, number: str, name: str) -> HttpResponse:
    """Record something; the page comes back with the words kept when it is refused."""
    loan, chosen = _opened(request, number), BY_NAME.get(name)
    if chosen is None:
        raise NotFound("没有这项操作，请回到贷款页面重新选择。")
    raw, at = posted_values(chosen.section, dict(request.POST.lists())), now()
    back_to(request, lambda refusal: _page(request, _opened(request, number), refusal, name, raw))
    said = chosen.read(raw)

    def do() -> dict[str, str]:
        chosen.perform(loan, said, request.user, at)
        return {"loan": number}

    act_once(request, f"loan_{name}", [number, raw], do, at=at)
    messages.success(request, _(chosen.done))
    return redirect("desk_loan", number)


def _opened(request: SignedIn, number: str) -> Loan:
    rows = watched(place_of(request)).select_related("borrower", "case", "stream")
    loan = rows.filter(case__number=number).first()
    if loan is None:
        raise NotFound("没有找到这笔贷款，或者它不归您所在的单位。请核对贷款申请编号。")
    return loan


def _page(
    request: SignedIn, loan: Loan, refusal: Refusal | None = None, tried: str = "", raw: Typed | None = None
) -> HttpResponse:
    place = place_of(request)
    offered = [
        (each, _fields(each, raw if each.name == tried else None, refusal), each.name == tried)
        for each in ACTS
        if each.offered_to(loan, place)
    ]
    said = {"page": LoanPage(loan, place.on), "loan": loan, "acts": offered, "refusal": refusal}
    return show(request, "loans/desk_loan.html", "desk_loans", said)


def _fields(asked: LoanAct, raw: Typed | None, refusal: Refusal | None) -> tuple[ShownField, ...]:
    corrections: Any = getattr(refusal, "corrections", ()) if raw is not None else ()
    return shown_fields(asked.section, raw or {}, corrections)
