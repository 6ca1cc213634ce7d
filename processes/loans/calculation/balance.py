"""How much principal stands on which days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from processes.loans.calculation.periods import Period
from processes.loans.calculation.terms import Course


@dataclass(frozen=True, slots=True)
class Balance:
    """Principal in fen that stood unchanged through the days of a period."""

    period: Period
    principal_fen: int

    @property
    def product(self) -> int:
        """积数: fen times days."""
        return self.principal_fen * self.period.days

    def within(self, period: Period) -> Balance:
        return Balance(self.period.within(period), self.principal_fen)


def principal_on(course: Course, day: date) -> int:
    """Fen of principal that bear interest for that day: what is repaid on it does not."""
    if day < course.terms.disbursed_on:
        return 0
    return course.terms.principal_fen - sum(each.principal_fen for each in course.repaid if each.on <= day)


def balances(course: Course, period: Period) -> tuple[Balance, ...]:
    """The balances of that period in order; days on which nothing was owed are left out."""
    changes = {course.terms.disbursed_on, *(each.on for each in course.repaid if each.principal_fen)}
    borders = sorted({period.start, period.end, *(day for day in changes if day in period)})
    stretches = (Period(start, end) for start, end in pairwise(borders))
    found = (Balance(each, principal_on(course, each.start)) for each in stretches)
    return tuple(each for each in found if each.principal_fen)


def over(course: Course, periods: Iterable[Period]) -> tuple[Balance, ...]:
    """The balances of several periods."""
    return tuple(balance for period in periods for balance in balances(course, period))
