"""Conditions of each employee and month: the contract and the employer, then what every month of a subsidy is asked."""

from __future__ import annotations

from datetime import timedelta

from processes.alive import Watched, is_alive, still
from processes.answered import silence
from processes.decree import FUND_MEASURES
from processes.insurance import OPINION, SUBSIDIES_SINCE
from processes.insurance.employer_hiring.hired import HiredMonth
from processes.insurance.month_claimed import (
    MonthClaimed,
    contributions_were_paid,
    is_before_retirement,
    is_recognised_in_the_month,
    is_within_the_ceiling,
    month_is_over,
)
from processes.insurance.register_answers import employment
from processes.insurance.status import has_no_pension
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Condition, Ruling, condition, findings, met, not_met, undecided
from workflow_app.policy.finding import Finding
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register

ONE_DAY = timedelta(days=1)


@condition("劳动合同期限达到规定", OPINION, since=SUBSIDIES_SINCE)
def contract_is_long_enough(hired: HiredMonth, policy: PolicyOnDate) -> Ruling:
    """A contract from 1 March to the last day of February is one of a year."""
    months = policy.whole("sis.contract_min")
    last = add_months(hired.contract_since, months) - ONE_DAY
    words = f"合同期限{spoken(hired.contract_since)}至{spoken(hired.contract_until)}。"
    if hired.contract_until >= last:
        return met(words)
    remedy = f"请与职工续签或者改签到{spoken(last)}以后，签订后即可申领。"
    return not_met(f"{words}不满{months}个月。", remedy, hired.claimed.facts.filed_on)


@condition("当月在劳动合同期内", OPINION, since=SUBSIDIES_SINCE)
def month_lies_in_the_contract(hired: HiredMonth, policy: PolicyOnDate) -> Ruling:
    watched = hired.claimed.watched
    if hired.contract_since <= watched.until and watched.since <= hired.contract_until:
        return met("当月在合同期内。")
    return not_met("当月不在合同期内。", "请核对合同日期和月份；合同期外的月份请删去。")


@condition("当月在本单位就业", FUND_MEASURES, since=SUBSIDIES_SINCE)
def works_for_the_employer(hired: HiredMonth, policy: PolicyOnDate) -> Ruling:
    """The register holds the present employer only; somebody who has left meanwhile is looked up by a person."""
    work = employment(hired.claimed.facts, hired.claimed.person)
    if work is None:
        return silence(hired.claimed.facts, Register.EMPLOYMENT, hired.claimed.person)
    if work.employer != hired.employer:
        where = f"现在{work.employer_name}就业登记" if work.employer else "现在没有单位就业登记"
        return undecided(f"{where}。", "请核对职工当月是否在本单位就业、何时离开。")
    if work.since and work.since > hired.claimed.watched.until:
        remedy = "请删去就业登记以前的月份；登记日期有误的，请先办理更正。"
        return not_met(f"{spoken(work.since)}才在本单位就业登记。", remedy)
    return met("在本单位就业登记。")


OF_CONTRACT: tuple[Condition[HiredMonth], ...] = (
    contract_is_long_enough,
    month_lies_in_the_contract,
    works_for_the_employer,
)
OF_MONTH: tuple[Condition[MonthClaimed], ...] = (
    month_is_over,
    contributions_were_paid,
    is_recognised_in_the_month,
    is_before_retirement,
)
OF_STATUS: tuple[Condition[Watched], ...] = (is_alive, has_no_pension)
AT_PAYMENT = still(*OF_STATUS)


def of_month(hired: HiredMonth, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """All but the ceiling, which counts only the months that stand."""
    of_contract = findings(OF_CONTRACT, hired, policy)
    of_claimed = findings(OF_MONTH, hired.claimed, policy)
    return (*of_contract, *of_claimed, *findings(OF_STATUS, hired.claimed.watched, policy))


def of_ceiling(claimed: MonthClaimed, policy: PolicyOnDate) -> tuple[Finding, ...]:
    """Whether the month may be paid as the one it is in the person's life."""
    return findings((is_within_the_ceiling,), claimed, policy)
