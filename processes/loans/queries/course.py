"""A loan's rows as the rooms that reckon read them."""

from __future__ import annotations

from datetime import date

from processes.loans.calculation.periods import Period
from processes.loans.calculation.terms import Course, Repaid, Terms
from processes.loans.models import Delay, Loan
from workflow_app.policy.money import fen_of

FOR_EVER = date(9999, 12, 31)


def course_of(loan: Loan) -> Course:
    """Terms, repayments in their order, days behind, extension. Two statements."""
    terms = Terms(fen_of(loan.principal), loan.rate.normalize(), loan.lpr.normalize(), loan.disbursed_on, loan.due_on)
    return Course(
        terms,
        tuple(Repaid(each.on, fen_of(each.principal), fen_of(each.interest)) for each in loan.repayments.all()),
        tuple(_days(each) for each in loan.delays.all()),
        loan.extended_until,
    )


def _days(delay: Delay) -> Period:
    return Period(delay.since, delay.until or FOR_EVER)
