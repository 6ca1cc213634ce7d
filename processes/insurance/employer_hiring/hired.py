"""The employer's claim and the months of each employee, as the rules see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from forms.rows import Row
from processes.insurance.ceiling import ceiling, subsidies
from processes.insurance.contributions import EMPLOYER, MEDICAL, PENSION, UNEMPLOYMENT, Paid, paid_by
from processes.insurance.month import Month
from processes.insurance.month_claimed import MonthClaimed
from processes.insurance.retirement import retirement_day
from processes.insurance.spans import by_month
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate


@dataclass(frozen=True, slots=True)
class HiredMonth:
    """One employee in one month: what every month of a subsidy is asked, and the contract it was worked under."""

    claimed: MonthClaimed
    employer: str
    contract_since: date
    contract_until: date


@dataclass(frozen=True, slots=True)
class Claim:
    """The roster, person by person in the order of the first row of each."""

    facts: Facts
    by_person: Mapping[str, tuple[Row, ...]]

    @property
    def employer(self) -> str:
        """Its credit code."""
        return str(self.facts.answers.credit_code)

    def had(self, person: str) -> frozenset[str]:
        """Months of that life claimed before, in whatever item."""
        return frozenset(claim.key for claim in subsidies(self.facts, person))

    def months(self, person: str, policy: PolicyOnDate) -> Iterator[HiredMonth]:
        """The months of one employee in order, each once."""
        rows = self.by_person[person]
        retires = retirement_day(person, rows[0].was_worker == "yes", policy)
        most = ceiling(self.facts, person, retires, policy) if retires else None
        recorded = paid_by(self.facts, person, EMPLOYER, self.employer)
        for month, row in by_month(rows).items():
            paid = _in_month(recorded, month)
            claimed = MonthClaimed(self.facts, person, row.name, month, paid, _typed(row), retires, most)
            yield HiredMonth(claimed, self.employer, row.contract_since, row.contract_until)


def claim(facts: Facts) -> Claim:
    """Read from the answers."""
    people: dict[str, tuple[Row, ...]] = {}
    for row in facts.answers.roster:
        people[row.id_number] = (*people.get(row.id_number, ()), row)
    return Claim(facts, people)


def _in_month(recorded: Mapping[Month, Paid] | None, month: Month) -> Paid | None:
    return None if recorded is None else recorded.get(month, {})


def _typed(row: Row) -> Paid:
    typed = {PENSION: row.pension_fen, MEDICAL: row.medical_fen, UNEMPLOYMENT: row.unemployment_fen}
    return {insurance: fen for insurance, fen in typed.items() if fen}
