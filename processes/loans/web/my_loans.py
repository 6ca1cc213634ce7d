"""My loans: those of everybody the account acts for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from processes.loans.queries.loan_page import LoanPage
from processes.loans.queries.watched import own
from workflow_app.moment import today
from workflow_app.web.who import SignedIn, for_applicants


@require_safe
@for_applicants
def my_loans(request: SignedIn) -> HttpResponse:
    """The list, newest first."""
    pages = [LoanPage(loan, today()) for loan in own(request.user, today())]
    return render(request, "loans/my_loans.html", {"pages": pages})
