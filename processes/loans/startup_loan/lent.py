"""The loan a later case rests on, as its rows tell it (Facts.life), with the figures of policy of its day of disbursement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from processes.loans.calculation.debt import Debt, debt
from processes.loans.calculation.regimes import Regime, Rule
from processes.loans.calculation.terms import Course
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate

SUBSIDY_KIND, CLAIM_ON_FUND_KIND, WRITE_OFF_KIND = "loan_interest_subsidy", "loan_fund_claim", "loan_write_off"
YEARS = ("1", "2", "3")
# What policy.yaml calls the regimes.
CALLED = {"逐年递减": Regime.R0, "借款人承担一部分": Regime.R1, "全额": Regime.R1H, "按比例": Regime.R2}


@dataclass(frozen=True, slots=True)
class Lent:
    """`number` is the case it was granted in; `state` as the family calls it; `behind_since` the day a sum fell due unpaid.

    `compensated_fen` is what the fund paid the bank, `recovered_fen` what came back since; both 0 before.
    """

    number: str
    borrower: str
    name: str
    lender: str
    lender_code: str
    state: str
    subsidised: bool
    course: Course
    behind_since: date | None
    settled_on: date | None
    claimed_on: date | None
    compensated_fen: int
    recovered_fen: int

    def debt_on(self, day: date) -> Debt:
        return debt(self.course, day)


def lent(facts: Facts) -> Lent | None:
    """None when the parent has no loan: it was not granted, or not disbursed."""
    if not facts.life or facts.parent is None:
        return None
    said, applied = facts.life, facts.parent.answers
    return Lent(
        number=facts.parent.number,
        borrower=applied.applicant_id,
        name=applied.applicant_name,
        lender=said["lender"],
        lender_code=said["lender_code"],
        state=said["state"],
        subsidised=said["subsidised"],
        course=Course.from_json(said["course"]),
        behind_since=_day(said["behind_since"]),
        settled_on=_day(said["settled_on"]),
        claimed_on=_day(said["claimed_on"]),
        compensated_fen=said["compensated_fen"],
        recovered_fen=said["recovered_fen"],
    )


def rule_of(loan: Lent, policy: PolicyOnDate) -> Rule:
    """The way its subsidy is reckoned, for good, by the day it was disbursed."""
    then = policy.at(loan.course.terms.disbursed_on)
    regime = CALLED[then.one_of("loan.subsidy.regime", CALLED)]
    if regime is Regime.R0:
        thirds = then.table("loan.subsidy.year_thirds")
        return Rule(regime, thirds=tuple(int(thirds[year]) for year in YEARS))
    if regime is Regime.R1:
        return Rule(regime, deduction=then.number("loan.subsidy.deduction"))
    return Rule(regime, part=then.number("loan.subsidy.part")) if regime is Regime.R2 else Rule(regime)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
