"""Interest by actual days over a year of 360, half up to the fen, once at the end of each sum."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from processes.loans.calculation.balance import Balance, balances
from processes.loans.calculation.periods import Period
from processes.loans.calculation.terms import Course
from workflow_app.policy.formula import recompute
from workflow_app.policy.money import yuan_text

DAYS_OF_YEAR = 360
SHOWN_AT_MOST = 6  # balances a formula lists one by one; more of them stand as their products (积数)


def rate_text(rate: Decimal) -> str:
    """0.0395 → `3.95%`, with at least two places."""
    percent = (rate * 100).normalize()
    places = max(2, -int(percent.as_tuple().exponent))
    return f"{percent:.{places}f}%"


def formula(standing: Sequence[Balance], rate: str) -> str:
    """Arithmetic in yuan; `rate` is text of its own (`3.95%`, or a difference in parentheses). Nothing standing: `0.00`."""
    if not standing:
        return "0.00"
    if len(standing) == 1:
        only = standing[0]
        return f"{yuan_text(only.principal_fen)} × {rate} × {only.period.days} ÷ {DAYS_OF_YEAR}"
    return f"{_products(standing)} × {rate} ÷ {DAYS_OF_YEAR}"


def product_text(standing: Sequence[Balance]) -> str:
    """The sum of yuan times days (积数)."""
    return yuan_text(sum(balance.product for balance in standing))


def interest_fen(course: Course, period: Period) -> int:
    """Fen of interest the borrower owes for the days of the period, at the rate agreed."""
    return recompute(formula(balances(course, period), rate_text(course.terms.rate)))


def _products(standing: Sequence[Balance]) -> str:
    if len(standing) > SHOWN_AT_MOST:
        return product_text(standing)
    return "(" + " + ".join(f"{yuan_text(each.principal_fen)} × {each.period.days}" for each in standing) + ")"
