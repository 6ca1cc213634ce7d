"""When a person reaches the legal age of retirement, which moves month by month since 2025-01-01."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.identity import birth_date
from workflow_app.clock.months import add_months
from workflow_app.policy.on_date import PolicyOnDate

DELAYED_SINCE = date(2025, 1, 1)
MAN, WOMAN, WOMAN_WORKER = "男", "女", "女工人"
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class RetirementAge:
    """`years` is the age without delay; whoever reaches it after DELAYED_SINCE works one month longer for every `step`
    months begun since, `most` months in all."""

    years: int
    step: int
    most: int

    def reached_by(self, born: date) -> date:
        """The day somebody born then reaches it."""
        undelayed = add_months(born, self.years * MONTHS_A_YEAR)
        return add_months(born, self.years * MONTHS_A_YEAR + self._delay(undelayed))

    def _delay(self, undelayed: date) -> int:
        if undelayed < DELAYED_SINCE:
            return 0
        passed = (undelayed.year - DELAYED_SINCE.year) * MONTHS_A_YEAR + undelayed.month - DELAYED_SINCE.month
        return min(self.most, passed // self.step + 1)


def is_man(id_number: str) -> bool:
    """The seventeenth digit is odd for men (GB 11643-1999)."""
    return int(id_number[16]) % 2 == 1


def group_of(id_number: str, was_worker: bool) -> str:
    """The row of the policy's tables: women who worked at the bench retire earlier than other women."""
    if is_man(id_number):
        return MAN
    return WOMAN_WORKER if was_worker else WOMAN


def retirement_day(id_number: str, was_worker: bool, policy: PolicyOnDate) -> date | None:
    """By the ages of the policy on its day; None when the number carries no date of birth."""
    born = birth_date(id_number)
    if born is None:
        return None
    group = group_of(id_number, was_worker)
    tables = (policy.table(key) for key in ("retirement.age", "retirement.delay_step", "retirement.delay_most"))
    return RetirementAge(*(int(table[group]) for table in tables)).reached_by(born)
