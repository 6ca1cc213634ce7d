"""A household as the conditions look at it: what it said, and what the bureaus found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.identity import birth_date
from forms.rows import Row
from workflow_app.clock.months import age_on
from workflow_app.policy.facts import Facts

HOUSEHOLD, TENANCY = "rental_household", "rental_tenancy"  # kinds of claim
KEY = "household"
ADULT = 18  # 民法典第十七条
FIRST_TIER, SECOND_TIER = 1, 2
TIER_WORDS = {FIRST_TIER: "优先批次", SECOND_TIER: "一般批次"}


@dataclass(frozen=True, slots=True)
class Household:
    """The filing with its members; sums in fen a month."""

    facts: Facts

    @property
    def members(self) -> tuple[Row, ...]:
        return tuple(self.facts.answers.members)

    @property
    def people(self) -> int:
        return len(self.members)

    @property
    def adults(self) -> Iterator[Row]:
        """Everybody of full age on the day of filing; who has no date of birth counts as one."""
        return (member for member in self.members if is_adult(member, self.facts.filed_on))

    @property
    def income_fen(self) -> int:
        """As the civil affairs bureau found it, else as it was declared."""
        found = self.facts.told.get("means")
        return int(found.checked_income_fen if found else sum(member.income_fen for member in self.members))

    @property
    def relief(self) -> str:
        found = self.facts.told.get("means")
        return str(found.checked_relief if found else self.facts.answers.relief)

    @property
    def tier(self) -> int:
        """Who is to be served first draws first."""
        found = self.facts.told.get("means")
        priority = found.checked_priority if found else self.facts.answers.priority
        return SECOND_TIER if priority == "none" else FIRST_TIER


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the household."""

    name: str
    id_number: str


def is_adult(member: Row, on: date) -> bool:
    born = birth_date(member.id_number)
    return born is None or age_on(born, on) >= ADULT


def members_of(household: Household) -> tuple[Member, ...]:
    """Each person."""
    return tuple(Member(row.name, row.id_number) for row in household.members)
