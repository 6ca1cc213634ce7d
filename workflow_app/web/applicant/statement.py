"""陈述申辩: what the party says before a decision of theirs is taken back, or before it has to pay back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.beside_the_route.revoke import state_on_revocation
from workflow_app.commands.recovery.propose import state_on_recovery
from workflow_app.models import Recovery, Revocation
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import now, today
from workflow_app.policy.refusals import NotPossibleNow, Refusal
from workflow_app.queries.applicant.case_view import CaseView, case_view
from workflow_app.web.form_token import act_once
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_applicants

LONGEST = 2000
Row = Revocation | Recovery
Ask = Callable[..., Any]


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def statement(request: SignedIn, number: str) -> HttpResponse:
    """On a revocation: the facts the office told, a form for the answer, and the act."""
    view = case_view(number, request.user, today(), calendar_in_force())
    return _heard(request, view, view.revocation, Revocation.WHAT, state_on_revocation)


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def recovery_statement(request: SignedIn, number: str) -> HttpResponse:
    """The same on a recovery."""
    view = case_view(number, request.user, today(), calendar_in_force())
    row = view.recovery if view.recovery and view.recovery.decided_at is None else None
    return _heard(request, view, row, Recovery.WHAT, state_on_recovery)


def _heard(request: SignedIn, view: CaseView, row: Row | None, what: str, state: Ask) -> HttpResponse:
    if row is None:
        raise NotPossibleNow(f"这件申请没有等您陈述申辩的{what}告知。")
    if request.method != "POST":
        return _page(request, view, row)
    back_to(request, lambda refusal: _page(request, view, row, refusal))
    at, words = now(), request.POST.get("words", "").strip()[:LONGEST]

    def do() -> dict[str, int]:
        return {"row": state(row.pk, words, by=request.user, at=at).pk}

    act_once(request, state.__name__, [view.case.number, row.pk, words], do, at=at)
    messages.success(request, _("已收到您的陈述申辩意见，作出决定后会书面告诉您。"))
    return redirect("case", view.case.number)


def _page(request: SignedIn, view: CaseView, row: Row, refusal: Refusal | None = None) -> HttpResponse:
    said = {"view": view, "case": view.case, "row": row, "kept": request.POST, "refusal": refusal}
    return render(request, "applicant/statement.html", said)
