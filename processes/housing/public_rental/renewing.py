"""Conditions of a renewal (续租, 第三十条): asked for in time by the tenant, rent paid, means still within the limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from processes.decree import IN_FORCE_SINCE
from processes.housing.public_rental import ARREARS, LEASE_TERM, RENEWING, WHO_MAY_APPLY
from processes.housing.public_rental.means import within
from processes.housing.rent import months_in_arrears
from processes.housing.terms import LEASE_MAX
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.facts import Facts
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate

ONE_DAY = timedelta(days=1)
NO_TENANCY = "没有找到在履行的租赁合同。"
NAME_IT = "请填写租赁合同上的轮候号。"


@dataclass(frozen=True, slots=True)
class Tenant:
    """Who asks, and the tenancy as its rows tell it; None without one in force."""

    facts: Facts

    @property
    def tenancy(self) -> dict[str, Any] | None:
        told = self.facts.life.get("tenancy")
        return dict(told) if told and told["state"] == "in_force" else None

    @property
    def starts_on(self) -> date:
        assert self.tenancy
        return date.fromisoformat(self.tenancy["starts_on"])

    @property
    def ends_on(self) -> date:
        assert self.tenancy
        return date.fromisoformat(self.tenancy["ends_on"])


@condition("租赁合同在履行中", RENEWING, since=IN_FORCE_SINCE)
def tenancy_is_in_force(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    if tenant.tenancy is None:
        return not_met(NO_TENANCY, NAME_IT)
    return met(f"{tenant.tenancy['home']}，租期到{spoken(tenant.ends_on)}。")


@condition("由承租人本人申请", RENEWING, since=IN_FORCE_SINCE)
def asked_by_the_tenant(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    parent = tenant.facts.parent
    if parent is None:
        return undecided(NO_TENANCY, NAME_IT)
    if parent.answers.applicant_id == tenant.facts.answers.applicant_id:
        return met("申请人就是承租人。")
    return not_met("申请人不是这份租赁合同的承租人。", "请由承租人本人申请。")


@condition("在租期届满前的规定时间申请", RENEWING, since=IN_FORCE_SINCE)
def asked_in_time(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    """Late is a question for the office, not a loss of the home."""
    if tenant.tenancy is None:
        return undecided(NO_TENANCY, NAME_IT)
    months, filed_on = policy.whole("prh.renewal_notice"), tenant.facts.filed_on
    last = add_months(tenant.ends_on, -months)
    if filed_on <= last:
        return met(f"{spoken(filed_on)}申请，最迟{spoken(last)}。")
    return undecided(
        f"{spoken(filed_on)}申请，晚于届满前{months}个月的{spoken(last)}。", "请核实迟延的原因，认定是否受理续租。"
    )


@condition("租金已经缴清", ARREARS, since=IN_FORCE_SINCE)
def rent_is_paid(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    if tenant.tenancy is None:
        return undecided(NO_TENANCY, NAME_IT)
    on = tenant.facts.on
    due = [bill for bill in tenant.tenancy["bills"] if date.fromisoformat(bill["due_on"]) < on]
    paid = tenant.tenancy["paid_fen"]
    short = sum(bill["fen"] for bill in due) - paid
    if short <= 0:
        return met("到期租金已经缴清。")
    begun = [month["fen"] for bill in due for month in bill["months"] if date.fromisoformat(month["since"]) <= on]
    months = months_in_arrears(begun, paid)
    words = f"到期未缴租金{yuan_text(short)}元，整月未缴{months}个月。"
    return not_met(words, f"请缴清后申请，最早{spoken(on)}。", on)


@condition("续租期限在规定以内", LEASE_TERM, since=IN_FORCE_SINCE)
def term_is_within_the_limit(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    if tenant.tenancy is None:
        return undecided(NO_TENANCY, NAME_IT)
    since, until = tenant.ends_on + ONE_DAY, tenant.facts.answers.new_until
    months = policy.whole(LEASE_MAX)
    last = add_months(since, months) - ONE_DAY
    if since <= until <= last:
        return met(f"{spoken(since)}至{spoken(until)}。")
    return not_met(
        f"续租从{spoken(since)}起，不能到{spoken(until)}。", f"请把届满日改在{spoken(since)}至{spoken(last)}之间。"
    )


@condition("收入仍在标准以内", WHO_MAY_APPLY, since=IN_FORCE_SINCE)
def income_is_still_within_the_limit(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    answers = tenant.facts.answers
    return within(answers.income_fen, answers.people, policy)


OF_RENEWAL = (
    tenancy_is_in_force,
    asked_by_the_tenant,
    asked_in_time,
    rent_is_paid,
    term_is_within_the_limit,
    income_is_still_within_the_limit,
)
