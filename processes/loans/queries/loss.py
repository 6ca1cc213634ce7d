"""What a default cost, and what came back."""

from __future__ import annotations

from django.db.models import Sum

from processes.loans.calculation.debt import debt
from processes.loans.models import Loan
from processes.loans.queries.course import course_of
from workflow_app.policy.money import fen_of


def lost_fen(loan: Loan) -> int:
    """What fund and bank lost together: the debt of the day the fund paid."""
    assert loan.claimed_on is not None  # asked only of loans the fund has paid for
    return debt(course_of(loan), loan.claimed_on).to_settle_fen


def recovered_fen(loan: Loan) -> int:
    """What the fund got back so far."""
    total = loan.recoveries.aggregate(total=Sum("to_fund"))["total"]
    return fen_of(total) if total else 0
