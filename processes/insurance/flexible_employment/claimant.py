"""The person who claims and the months they claim, as the rules see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from forms.rows import Row
from processes.insurance.ceiling import Ceiling, ceiling, subsidies
from processes.insurance.contributions import MEDICAL, OWN, PENSION, Paid, paid_by
from processes.insurance.month import Month
from processes.insurance.month_claimed import MonthClaimed
from processes.insurance.retirement import retirement_day
from processes.insurance.spans import by_month
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who files for which months. `recorded` is None when the register of contributions gave no answer."""

    facts: Facts
    person: str
    name: str
    rows: tuple[Row, ...]
    recorded: Mapping[Month, Paid] | None
    retires: date | None
    ceiling: Ceiling | None

    def months(self) -> Iterator[MonthClaimed]:
        """Every month of the rows in order, each once; `place` is set by who counts them."""
        for month, row in by_month(self.rows).items():
            recorded = None if self.recorded is None else self.recorded.get(month, {})
            yield MonthClaimed(
                facts=self.facts,
                person=self.person,
                name=self.name,
                month=month,
                recorded=recorded,
                typed=_typed(row),
                retires=self.retires,
                ceiling=self.ceiling,
            )

    @property
    def had(self) -> frozenset[str]:
        """Months of the life claimed before, in whatever item."""
        return frozenset(claim.key for claim in subsidies(self.facts, self.person))


def claimant(facts: Facts, policy: PolicyOnDate) -> Claimant:
    """Read from the answers of a claim or a renewal."""
    person = facts.answers.applicant_id
    retires = retirement_day(person, facts.answers.was_worker == "yes", policy)
    return Claimant(
        facts=facts,
        person=person,
        name=facts.answers.applicant_name,
        rows=facts.answers.months or (),
        recorded=paid_by(facts, person, OWN, person),
        retires=retires,
        ceiling=ceiling(facts, person, retires, policy) if retires else None,
    )


def _typed(row: Row) -> Paid:
    typed = {PENSION: row.pension_fen, MEDICAL: row.medical_fen}
    return {insurance: fen for insurance, fen in typed.items() if fen}
