"""The subsidy of one quarter of a loan: the days that count, and the arithmetic written out."""

from __future__ import annotations

from dataclasses import dataclass

from processes.loans.calculation.balance import balances, over
from processes.loans.calculation.interest import DAYS_OF_YEAR, formula, product_text, rate_text
from processes.loans.calculation.periods import Period, Quarter
from processes.loans.calculation.regimes import Rule, Share, shares
from processes.loans.calculation.terms import Course
from workflow_app.policy.formula import LONGEST, recompute


@dataclass(frozen=True, slots=True)
class Subsidy:
    """`formula` in yuan and its `fen`; `days` that count, `left_out` the days of the quarter overdue or extended."""

    formula: str
    fen: int
    days: int
    left_out: int


def subsidy(course: Course, rule: Rule, quarter: Quarter) -> Subsidy:
    """What the quarter is worth under that rule: days of actual use within the first term, without those overdue."""
    owed = tuple(each.period for each in balances(course, quarter.period))
    counting = counted(course, quarter)
    text = _written(course, shares(course.terms, rule, _joined(counting)))
    days = sum(each.days for each in counting)
    return Subsidy(text, recompute(text), days, sum(each.days for each in owed) - days)


def counted(course: Course, quarter: Quarter) -> tuple[Period, ...]:
    """The days of the quarter that count, a piece for each balance."""
    owed = (each.period for each in balances(course, quarter.period))
    return tuple(piece for each in owed for piece in _counting(course, each))


def interest_counted(course: Course, quarter: Quarter) -> int:
    """Fen of interest the borrower owes the bank for the days that count, whatever part of it is subsidised."""
    return recompute(formula(over(course, counted(course, quarter)), rate_text(course.terms.rate)))


def _counting(course: Course, period: Period) -> tuple[Period, ...]:
    """An extension begins where the first term ends, so nothing of it is left in."""
    return period.within(course.terms.period).without(course.overdue)


def _joined(pieces: tuple[Period, ...]) -> tuple[Period, ...]:
    """Pieces that touch become one: where the balance changes matters to the sum, not to the share."""
    joined: list[Period] = []
    for piece in pieces:
        if joined and joined[-1].end == piece.start:
            joined[-1] = Period(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return tuple(joined)


def _written(course: Course, found: tuple[Share, ...]) -> str:
    """Every period as it is reckoned; where that grows too long, one product for all that is paid alike."""
    text = " + ".join(formula(balances(course, each.period), each.rate) + each.after for each in found)
    return text if text and len(text) <= LONGEST else _in_products(course, found) or "0.00"


def _in_products(course: Course, found: tuple[Share, ...]) -> str:
    kinds = dict.fromkeys((each.rate, each.after) for each in found)
    sums = {kind: over(course, [each.period for each in found if (each.rate, each.after) == kind]) for kind in kinds}
    return " + ".join(
        f"{product_text(standing)} × {rate} ÷ {DAYS_OF_YEAR}{after}" for (rate, after), standing in sums.items()
    )
