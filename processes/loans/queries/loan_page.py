"""A loan as a page shows it: what falls due when and whether it is paid, what was paid, what is owed today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from processes.loans.calculation.debt import Debt, debt
from processes.loans.calculation.interest import rate_text
from processes.loans.calculation.schedule import Due, schedule
from processes.loans.calculation.terms import Course
from processes.loans.models import Loan, Recovery, Repayment
from processes.loans.queries.course import course_of
from workflow_app.models import Claim, ClaimState

WITHOUT_MONEY = (ClaimState.DROPPED, ClaimState.STRUCK_OFF)


class Standing(StrEnum):
    """How a line of the schedule stands."""

    PAID = "paid"
    MISSED = "missed"
    NEXT = "next"
    LATER = "later"

    @property
    def label(self) -> str:
        return {"paid": "已付", "missed": "未付", "next": "下次应付", "later": "未到期"}[self.value]


@dataclass(frozen=True, slots=True)
class Line:
    """One day something falls due, in fen."""

    due: Due
    standing: Standing


class LoanPage:
    """Everything the pages of a loan ask for, each fetched once and only when it is shown."""

    def __init__(self, loan: Loan, on: date) -> None:
        self.loan, self.on = loan, on

    @cached_property
    def course(self) -> Course:
        return course_of(self.loan)

    @cached_property
    def owed(self) -> Debt | None:
        """The debt of the day; None once nothing is owed to the bank."""
        return debt(self.course, self.on) if self.loan.is_running else None

    @cached_property
    def lines(self) -> list[Line]:
        """The schedule with how each line stands; interest paid counts for the oldest first."""
        paid = sum(each.interest_fen for each in self.course.repaid)
        found: list[Line] = []
        for due in schedule(self.course):
            paid -= due.interest_fen
            found.append(Line(due, self._standing(due, paid, found)))
        return found

    @property
    def upcoming(self) -> Due | None:
        """What has to be paid next, missed or not."""
        open_lines = (each.due for each in self.lines if each.standing in (Standing.MISSED, Standing.NEXT))
        return next(open_lines, None) if self.loan.is_running else None

    @cached_property
    def repayments(self) -> list[Repayment]:
        return list(self.loan.repayments.all())

    @cached_property
    def recoveries(self) -> list[Recovery]:
        return list(self.loan.recoveries.all())

    @cached_property
    def subsidies(self) -> list[Claim]:
        """What was asked or granted for its quarters, the newest first."""
        rows = Claim.objects.filter(case__parent=self.loan.case_id, amount__gt=0, case__payee_accounts__isnull=False)
        return list(rows.exclude(state__in=WITHOUT_MONEY).select_related("case").distinct().order_by("-key"))

    @property
    def outstanding(self) -> Decimal:
        """Principal that is not repaid, in yuan."""
        return self.loan.principal - sum((each.principal for each in self.repayments), Decimal(0))

    @property
    def rate(self) -> str:
        """The yearly rate, in percent."""
        return rate_text(self.loan.rate)

    def _standing(self, due: Due, left: int, before: list[Line]) -> Standing:
        principal_is_paid = not due.principal_fen
        if left >= 0 and principal_is_paid:
            return Standing.PAID
        if due.on < self.on:
            return Standing.MISSED
        if not self.loan.is_running:
            return Standing.LATER
        return Standing.LATER if any(each.standing is Standing.NEXT for each in before) else Standing.NEXT
