"""My case: where it is, who has it, until when, and everything that belongs to it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.qr import qr
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import today
from workflow_app.queries.applicant.case_view import capacity_of, case_view
from workflow_app.web.who import SignedIn, for_applicants


@require_safe
@for_applicants
def case(request: SignedIn, number: str) -> HttpResponse:
    """The page."""
    view = case_view(number, request.user, today(), calendar_in_force())
    told = {
        "view": view,
        "case": view.case,
        "qr": qr(f"{settings.PUBLIC_ADDRESS}/q?number={view.case.number}"),
        "is_agent": bool(view.returned) and capacity_of(view.case, request.user, today()) == "agent",
    }
    return render(request, "applicant/case.html", told)
