"""The person a recognition is about, as the rules see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from processes.alive import Watched
from processes.insurance.register_answers import Employment, employment
from processes.insurance.retirement import MONTHS_A_YEAR, retirement_day
from workflow_app.clock.months import add_months
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks to be recognised, in which category, on the day of filing."""

    facts: Facts
    id_number: str
    category: str

    @property
    def filed_on(self) -> date:
        return self.facts.filed_on

    @property
    def work(self) -> Employment | None:
        """What the employment register says; None when it gave no answer."""
        return employment(self.facts, self.id_number)

    @property
    def watched(self) -> Watched:
        """The day of filing is what counts."""
        return Watched(self.facts, self.id_number, self.filed_on, self.filed_on)

    def retires_on(self, policy: PolicyOnDate) -> date | None:
        """The day of the legal age of retirement."""
        return retirement_day(self.id_number, self.facts.answers.was_worker == "yes", policy)


def applicant(facts: Facts) -> Applicant:
    return Applicant(facts, facts.answers.applicant_id, facts.answers.category)


def years_before(day: date, years: int) -> date:
    """The day that many years earlier."""
    return add_months(day, -years * MONTHS_A_YEAR)
