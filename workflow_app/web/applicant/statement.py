"""陈述申辩: what the party says before a decision of theirs is taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.beside_the_route.revoke import state_on_revocation
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import now, today
from workflow_app.policy.refusals import NotPossibleNow, Refusal
from workflow_app.queries.applicant.case_view import CaseView, case_view
from workflow_app.web.form_token import act_once
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_applicants

LONGEST = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def statement(request: SignedIn, number: str) -> HttpResponse:
    """The facts the office told, a form for the answer, and the act."""
    view = case_view(number, request.user, today(), calendar_in_force())
    row = view.revocation
    if row is None:
        raise NotPossibleNow("这件申请没有等您陈述申辩的撤销告知。")
    if request.method != "POST":
        return _page(request, view)
    back_to(request, lambda refusal: _page(request, view, refusal))
    at, words = now(), request.POST.get("words", "").strip()[:LONGEST]

    def do() -> dict[str, int]:
        return {"revocation": state_on_revocation(row.pk, words, by=request.user, at=at).pk}

    act_once(request, "state_on_revocation", [number, row.pk, words], do, at=at)
    messages.success(request, _("已收到您的陈述申辩意见，作出决定后会书面告诉您。"))
    return redirect("case", number)


def _page(request: SignedIn, view: CaseView, refusal: Refusal | None = None) -> HttpResponse:
    said = {"view": view, "case": view.case, "row": view.revocation, "kept": request.POST, "refusal": refusal}
    return render(request, "applicant/statement.html", said)
