"""What a loan was agreed to be, and what has become of it since: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from processes.loans.calculation.periods import Period
from workflow_app.policy.money import fen_of, yuan_text


@dataclass(frozen=True, slots=True)
class Terms:
    """Principal in fen; yearly `rate` and the one-year `lpr` at signing as ratios (0.0395); no interest for `due_on` itself."""

    principal_fen: int
    rate: Decimal
    lpr: Decimal
    disbursed_on: date
    due_on: date

    @property
    def period(self) -> Period:
        """The days agreed at first: an extension adds nothing to it."""
        return Period(self.disbursed_on, self.due_on)


@dataclass(frozen=True, slots=True)
class Repaid:
    """One repayment, in fen: from its day on its principal bears no interest."""

    on: date
    principal_fen: int
    interest_fen: int

    @property
    def fen(self) -> int:
        return self.principal_fen + self.interest_fen


@dataclass(frozen=True, slots=True)
class Course:
    """A loan as it went. `overdue` are the days it was behind, `extended_until` the day an extension moved the end to."""

    terms: Terms
    repaid: tuple[Repaid, ...] = ()
    overdue: tuple[Period, ...] = ()
    extended_until: date | None = None

    @property
    def due_on(self) -> date:
        """The last day the principal may be repaid as agreed now."""
        return self.extended_until or self.terms.due_on

    def as_json(self) -> dict[str, Any]:
        terms = self.terms
        return {
            "principal": yuan_text(terms.principal_fen),
            "rate": str(terms.rate),
            "lpr": str(terms.lpr),
            "disbursed_on": terms.disbursed_on.isoformat(),
            "due_on": terms.due_on.isoformat(),
            "extended_until": self.extended_until.isoformat() if self.extended_until else None,
            "repaid": [
                [each.on.isoformat(), yuan_text(each.principal_fen), yuan_text(each.interest_fen)]
                for each in self.repaid
            ],
            "overdue": [[each.start.isoformat(), each.end.isoformat()] for each in self.overdue],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What as_json gave."""
        day = date.fromisoformat
        terms = Terms(
            fen_of(Decimal(data["principal"])),
            Decimal(data["rate"]),
            Decimal(data["lpr"]),
            day(data["disbursed_on"]),
            day(data["due_on"]),
        )
        return cls(
            terms,
            tuple(
                Repaid(day(on), fen_of(Decimal(principal)), fen_of(Decimal(interest)))
                for on, principal, interest in data["repaid"]
            ),
            tuple(Period(day(start), day(end)) for start, end in data["overdue"]),
            day(data["extended_until"]) if data["extended_until"] else None,
        )
