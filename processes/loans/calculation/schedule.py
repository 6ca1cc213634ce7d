"""What falls due when: interest on each twentieth of a quarter's last month, the principal with the rest on the due day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from processes.loans.calculation.balance import principal_on
from processes.loans.calculation.interest import interest_fen
from processes.loans.calculation.periods import Period, quarters
from processes.loans.calculation.terms import Course


@dataclass(frozen=True, slots=True)
class Due:
    """Interest for the days of `period` and principal, in fen, to be paid on `on`."""

    on: date
    period: Period
    interest_fen: int
    principal_fen: int

    @property
    def fen(self) -> int:
        return self.interest_fen + self.principal_fen


def schedule(course: Course) -> tuple[Due, ...]:
    """Every day something is due, in order, from what is known of the loan so far; empty quarters are left out."""
    whole = Period(course.terms.disbursed_on, course.due_on)
    dues = (_due(course, quarter.period.within(whole)) for quarter in quarters(whole))
    return tuple(due for due in dues if due.fen)


def _due(course: Course, period: Period) -> Due:
    last = period.end == course.due_on
    principal = principal_on(course, period.end) if last else 0
    return Due(period.end, period, interest_fen(course, period), principal)
