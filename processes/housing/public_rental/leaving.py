"""Conditions of leaving (退出腾退, 第三十一条), and what is owed or given back at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from processes.decree import IN_FORCE_SINCE
from processes.housing.public_rental import LEAVING
from processes.housing.public_rental.renewing import (
    NAME_IT,
    NO_TENANCY,
    Tenant,
    asked_by_the_tenant,
    tenancy_is_in_force,
)
from processes.housing.rent import MonthRent, Rates, month_formula, month_rent, months_between
from processes.housing.terms import RENT_MARKET, RENT_RELIEF, RENT_RULE, RENT_UNIT
from workflow_app.clock.spoken import spoken
from workflow_app.policy.condition import Ruling, condition, met, not_met, undecided
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.standing import Standing


@dataclass(frozen=True, slots=True)
class Settlement:
    """Rent of every day lived there, and what was paid; `last` is the month that may be a broken one."""

    left_on: date
    last: MonthRent
    owed_fen: int
    paid_fen: int

    @property
    def short_fen(self) -> int:
        return max(self.owed_fen - self.paid_fen, 0)

    @property
    def over_fen(self) -> int:
        return max(self.paid_fen - self.owed_fen, 0)


def left_on(tenant: Tenant) -> date:
    """The day the keys came back, as the rent desk recorded it; until then the day the tenant named."""
    handover = tenant.facts.told.get("handover")
    return handover.keys_on if handover else tenant.facts.answers.leaving_on


def settlement(tenant: Tenant, policy: PolicyOnDate) -> Settlement | None:
    """None without a tenancy, or for a day before it began."""
    last = left_on(tenant)
    if tenant.tenancy is None or last < tenant.starts_on:
        return None
    months = [_of_month(tenant, since, until, policy) for since, until in months_between(tenant.starts_on, last)]
    return Settlement(last, months[-1], sum(month.fen for month in months), tenant.tenancy["paid_fen"])


def _of_month(tenant: Tenant, since: date, until: date, policy: PolicyOnDate) -> MonthRent:
    assert tenant.tenancy
    then = policy.at(since)
    share = then.table(RENT_RELIEF)[tenant.tenancy["relief"]]
    standing = Standing.weakest(tuple(value.standing for value in policy.used))
    rates = Rates(then.money_fen(RENT_UNIT), then.money_fen(RENT_MARKET), share, standing, RENT_RULE)
    formula = month_formula(Decimal(tenant.tenancy["area"]), Decimal(tenant.tenancy["entitled"]), rates)
    return month_rent(since, until, formula, standing)


@condition("交房日期在租期内", LEAVING, since=IN_FORCE_SINCE)
def leaves_within_the_tenancy(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    if tenant.tenancy is None:
        return undecided(NO_TENANCY, NAME_IT)
    day = left_on(tenant)
    if tenant.starts_on <= day <= tenant.ends_on:
        return met(f"{spoken(day)}交房。")
    span = f"{spoken(tenant.starts_on)}至{spoken(tenant.ends_on)}"
    if day < tenant.starts_on:
        return not_met(f"{spoken(day)}不在租期{span}内。", f"请把交房日期改在{span}之间。")
    if day <= tenant.facts.on:  # who stayed on says so truthfully and owes rent for the days of use
        return met(f"{spoken(day)}交房，租期{spoken(tenant.ends_on)}已经届满，届满后的天数照实结算。")
    later = f"请把交房日期改在{span}之间；届满后才能交房的，交房后再申请，最早{spoken(day)}。"
    return not_met(f"{spoken(day)}不在租期{span}内。", later, day)


@condition("租金按实际居住天数结算", LEAVING, since=IN_FORCE_SINCE)
def rent_is_settled_by_days(tenant: Tenant, policy: PolicyOnDate) -> Ruling:
    """Never a reason to keep somebody: what is short stays a debt, what is over is given back."""
    found = settlement(tenant, policy)
    if found is None:
        return undecided(NO_TENANCY, NAME_IT)
    last = f"末月{found.last.formula}＝{yuan_text(found.last.fen)}元"
    rest = f"应退{yuan_text(found.over_fen)}元" if found.over_fen else f"尚欠{yuan_text(found.short_fen)}元"
    return met(f"应缴{yuan_text(found.owed_fen)}元（{last}），已缴{yuan_text(found.paid_fen)}元，{rest}。")


OF_EXIT = (tenancy_is_in_force, asked_by_the_tenant, leaves_within_the_tenancy, rent_is_settled_by_days)
