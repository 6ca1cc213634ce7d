"""After filing: the number, the code, what happens next."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.qr import qr
from workflow_app.models import Deadline
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import today
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.web.who import SignedIn, for_applicants


@require_safe
@for_applicants
def receipt(request: SignedIn, number: str) -> HttpResponse:
    """The receipt of one's own case, at any time."""
    view = case_view(number, request.user, today(), calendar_in_force())
    paper = next((each.paper for each in view.papers if each.paper.kind == "receipt"), None)
    told = {
        "view": view,
        "case": view.case,
        "paper": paper,
        "qr": qr(f"{settings.PUBLIC_ADDRESS}/c/{paper.token}") if paper else "",
        "answer_by": view.until.due_on if view.until and view.until.kind == Deadline.Kind.RECEIPT else None,
    }
    return render(request, "applicant/receipt.html", told)
