"""My loan: what falls due when, what was paid, what would settle it today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from processes.loans.models import Loan
from processes.loans.queries.loan_page import LoanPage
from workflow_app.moment import today
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.scope import visible_case
from workflow_app.web.who import SignedIn, for_applicants


@require_safe
@for_applicants
def loan(request: SignedIn, number: str) -> HttpResponse:
    """The borrower's page, found by the number of the case the loan was granted in."""
    case = visible_case(number, request.user, today())
    found = Loan.objects.filter(case=case).select_related("borrower").first()
    if found is None:
        raise NotFound("这个办件还没有放款。放款以后可以在这里看还款计划。")
    return render(request, "loans/loan.html", {"page": LoanPage(found, today()), "loan": found, "case": case})
