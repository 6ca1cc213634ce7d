"""How many months of subsidy a life has: a fixed number, or all to retirement for those who were near it when first approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from processes.insurance.month import Month, first_day
from processes.insurance.recognised import GRANTED
from processes.insurance.retirement import MONTHS_A_YEAR
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.facts import EarlierClaim, Facts
from workflow_app.policy.on_date import PolicyOnDate

SUBSIDY = "social_insurance_subsidy"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """`months` in a whole life; None: every month before `retires`."""

    months: int | None
    retires: date

    def holds(self, place: int, month: Month) -> bool:
        """Whether the month may be paid as the `place`th of the life."""
        return first_day(month) < self.retires if self.months is None else place <= self.months

    @property
    def words(self) -> str:
        if self.months is None:
            return f"首次核定时距法定退休年龄不足规定年数，可以享受到{spoken(self.retires)}退休"
        return f"最多享受{self.months}个月"


def subsidies(facts: Facts, person: str) -> tuple[EarlierClaim, ...]:
    """Months of this kind of subsidy claimed for a person in other cases, of whatever item, that stand."""
    return tuple(
        claim for claim in facts.earlier if claim.kind == SUBSIDY and claim.beneficiary == person and claim.stands
    )


def ceiling(facts: Facts, person: str, retires: date, policy: PolicyOnDate) -> Ceiling:
    """The age that counts is that of the first approval; of who was never approved, that of the day of filing."""
    approved = [claim.decided_on for claim in subsidies(facts, person) if claim.state in GRANTED and claim.decided_on]
    first = min(approved, default=facts.filed_on)
    years = int(policy.table("sis.term_to_retirement")["年"])
    near = add_months(retires, -years * MONTHS_A_YEAR) < first
    return Ceiling(None if near else policy.whole("sis.term_max"), retires)
