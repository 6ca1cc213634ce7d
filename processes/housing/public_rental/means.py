"""What a household lives on: income per head against a multiple of the subsistence allowance."""

from __future__ import annotations

from processes.decree import IN_FORCE_SINCE
from processes.housing.public_rental import WHO_MAY_APPLY
from processes.housing.public_rental.household import Household
from workflow_app.policy.condition import Ruling, condition, met, not_met
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate

AFTERWARDS = "收入发生变化，月均收入低于标准以后可以重新申请；核对结果有误的，请向民政部门申请复核。"


@condition("人均月收入不超过标准", WHO_MAY_APPLY, since=IN_FORCE_SINCE)
def income_is_within_the_limit(household: Household, policy: PolicyOnDate) -> Ruling:
    """The limit itself is still within. Compared without dividing, so that no fen is lost."""
    return within(household.income_fen, household.people, policy)


def within(income_fen: int, people: int, policy: PolicyOnDate) -> Ruling:
    """The same for a tenant who renews."""
    limit = limit_fen(policy)
    words = f"全家月均收入{yuan_text(income_fen)}元，{people}人，人均标准{yuan_text(limit)}元。"
    if income_fen <= limit * people:
        return met(words)
    return not_met(f"{words}超过标准。", AFTERWARDS)


def limit_fen(policy: PolicyOnDate) -> int:
    """Fen a head and month: so many times the subsistence allowance."""
    return int(policy.number("prh.income_times") * policy.money_fen("prh.dibao_standard"))


OF_MEANS = (income_is_within_the_limit,)
