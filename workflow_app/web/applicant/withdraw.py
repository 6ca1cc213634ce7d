"""Take an application back: first in words what that means, then the act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_app.commands.withdraw import withdraw as withdraw_case
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import now, today
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.web.form_token import act_once
from workflow_app.web.who import SignedIn, for_applicants


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def withdraw(request: SignedIn, number: str) -> HttpResponse:
    """The page, and its act."""
    view = case_view(number, request.user, today(), calendar_in_force())
    if request.method != "POST":
        return render(request, "applicant/withdraw.html", {"view": view, "case": view.case})
    at, words = now(), request.POST.get("words", "").strip()[:300]

    def do() -> dict[str, str]:
        return {"case": withdraw_case(view.case.pk, words=words, by=request.user, at=at).number}

    act_once(request, "withdraw", [number, words], do, at=at)
    messages.success(request, _("已撤回。需要时可以重新申报。"))
    return redirect("case", number)
