"""How much: two thirds of what the person paid in the month, no more than on the lowest base where the base is capped."""

from __future__ import annotations

from decimal import Decimal

from processes.decree import FUND_MEASURES
from processes.insurance.month import first_day, spoken_month
from processes.insurance.month_claimed import MonthClaimed
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate

NOTHING_KNOWN = "0.00"
ROUNDED = {"舍去": "down({})", "四舍五入": "{}"}


def subsidy(claimed: MonthClaimed, policy: PolicyOnDate) -> AmountLine:
    """The line of one month under the policy of that month, in fen; nothing where no contribution is known."""
    then = policy.afresh().at(first_day(claimed.month))
    caption = f"灵活就业社会保险补贴：{spoken_month(claimed.month)}"
    return AmountLine.reckon(caption, _formula(claimed, then), FUND_MEASURES, then.used)


def _formula(claimed: MonthClaimed, then: PolicyOnDate) -> str:
    counted = {each: claimed.paid[each] for each in then.words("sis.flex.insurances") if claimed.paid.get(each)}
    if not counted:
        return NOTHING_KNOWN
    ratio = then.table("sis.flex.ratio")
    share = f"{_base(counted, then)} × {ratio['分子']} ÷ {ratio['分母']}"
    return ROUNDED[then.one_of("sis.flex.rounding", ROUNDED)].format(share)


def _base(counted: dict[str, int], then: PolicyOnDate) -> str:
    paid = " + ".join(yuan_text(fen) for fen in counted.values())
    if not then.flag("sis.flex.base_capped"):
        return f"({paid})"
    rates: list[Decimal] = [then.table("sis.flex.rates")[each] for each in counted]
    lowest = yuan_text(then.money_fen("sis.flex.cap_base"))
    return f"min({paid}, {lowest} × ({' + '.join(map(str, rates))}))"
