"""What is owed on a day, and what a payment pays: interest that is due first, then principal (民法典第五百六十一条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from processes.loans.calculation.balance import principal_on
from processes.loans.calculation.interest import interest_fen
from processes.loans.calculation.periods import Period, Quarter, quarters
from processes.loans.calculation.terms import Course, Repaid


@dataclass(frozen=True, slots=True)
class Debt:
    """Fen on a day: `principal` still out, `due_interest` that should have been paid by now, `accrued` beside it."""

    principal_fen: int
    due_interest_fen: int
    accrued_fen: int

    @property
    def to_settle_fen(self) -> int:
        """What ends the loan if paid on that day."""
        return self.principal_fen + self.due_interest_fen + self.accrued_fen


def debt(course: Course, on: date) -> Debt:
    """The debt on the morning of that day, before what is paid on it; interest through the day before.

    After the due day interest runs on at the rate agreed: no penalty is reckoned, no rule for it was found.
    """
    before = _before(course, on)
    paid = sum(each.interest_fen for each in course.repaid)
    due = sum(interest_fen(course, period) for period in _elapsed(course, on))
    accrued = interest_fen(course, Period(_running_since(course, on), on))
    owed = max(due - paid, 0)
    return Debt(before, owed, max(accrued - max(paid - due, 0), 0))


def split(course: Course, fen: int, on: date) -> Repaid:
    """What a payment of `fen` (no more than settles the loan) pays of interest and principal."""
    owed = debt(course, on)
    if fen == owed.to_settle_fen:
        return Repaid(on, owed.principal_fen, fen - owed.principal_fen)
    interest = min(fen, owed.due_interest_fen)
    principal = min(fen - interest, owed.principal_fen)
    return Repaid(on, principal, fen - principal)


def missed_since(course: Course, on: date) -> date | None:
    """The day on which the oldest unpaid sum fell due, if any is unpaid on that day; a sum may be paid all through its day."""
    paid = sum(each.interest_fen for each in course.repaid)
    for period in _elapsed(course, on):
        paid -= interest_fen(course, period)
        if paid < 0 and period.end < on:
            return period.end
    return course.due_on if course.due_on < on and principal_on(course, on) else None


def _before(course: Course, on: date) -> int:
    return course.terms.principal_fen - sum(each.principal_fen for each in course.repaid)


def _elapsed(course: Course, on: date) -> tuple[Period, ...]:
    """The stretches of interest that are due by that day; the last ends on the due day."""
    whole = Period(course.terms.disbursed_on, course.due_on)
    stretches = (quarter.period.within(whole) for quarter in quarters(whole))
    return tuple(each for each in stretches if each.end <= on)


def _running_since(course: Course, on: date) -> date:
    start = max(course.terms.disbursed_on, Quarter.of(on).period.start)
    return course.due_on if course.due_on <= on else start
