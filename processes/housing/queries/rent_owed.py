"""What a tenancy owes on a day, and how many months of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from processes.housing.models import RentBill, RentPayment, Tenancy
from processes.housing.rent import (
    MonthRent,
    month_formula,
    month_rent,
    months_between,
    months_in_arrears,
)
from processes.housing.terms import rates_on
from workflow_app.policy.edition import Edition
from workflow_app.policy.money import fen_of


@dataclass(frozen=True, slots=True)
class Owed:
    """Fen billed in all, fen that fell due, fen paid; `months` of rent that fell due wholly unpaid."""

    billed_fen: int
    due_fen: int
    paid_fen: int
    months: int

    @property
    def overdue_fen(self) -> int:
        return max(self.due_fen - self.paid_fen, 0)

    @property
    def open_fen(self) -> int:
        """What may still be paid: nobody pays more than was billed."""
        return max(self.billed_fen - self.paid_fen, 0)


def owed(tenancy: Tenancy, on: date) -> Owed:
    """A bill is overdue from the day after its last day; of its months only those that have begun count as in arrears."""
    bills = list(RentBill.objects.filter(tenancy=tenancy).order_by("since"))
    due = [bill for bill in bills if bill.due_on < on]
    paid = sum(fen_of(each.amount) for each in RentPayment.objects.filter(tenancy=tenancy))
    begun = (month["fen"] for bill in due for month in bill.months if date.fromisoformat(month["since"]) <= on)
    months = months_in_arrears(begun, paid)
    return Owed(_sum(bills), _sum(due), paid, months)


def reckoned(tenancy: Tenancy, since: date, until: date, edition: Edition) -> tuple[MonthRent, ...]:
    """The rent of each month of the span, at the rents in force in that month."""
    return tuple(_of_month(tenancy, first, last, edition) for first, last in months_between(since, until))


def last_day(tenancy: Tenancy, today: date) -> date:
    """The last day rent is owed for: of who stays on after the term the day that is known, for the lease goes on without one
    (民法典第七百三十四条)."""
    return tenancy.left_on or max(tenancy.ends_on, today)


def _of_month(tenancy: Tenancy, first: date, last: date, edition: Edition) -> MonthRent:
    rates = rates_on(edition, tenancy.relief, first)
    return month_rent(first, last, month_formula(tenancy.area, tenancy.entitled, rates), rates.standing)


def _sum(bills: Sequence[RentBill]) -> int:
    return sum(fen_of(bill.amount) for bill in bills)
