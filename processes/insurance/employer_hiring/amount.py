"""How much: what the employer itself paid for the employee in the month; the employee's part is never in it."""

from __future__ import annotations

from processes.decree import FUND_MEASURES
from processes.insurance.month import first_day, spoken_month
from processes.insurance.month_claimed import MonthClaimed
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.money import yuan_text
from workflow_app.policy.on_date import PolicyOnDate

NOTHING_KNOWN = "0.00"


def subsidy(claimed: MonthClaimed, policy: PolicyOnDate) -> AmountLine:
    """The line of one employee and month under the policy of that month, in fen; nothing where no contribution is known."""
    then = policy.afresh().at(first_day(claimed.month))
    caption = f"企业社会保险补贴：{spoken_month(claimed.month)}{_maternity(then)}"
    return AmountLine.reckon(caption, _formula(claimed, then), FUND_MEASURES, then.used)


def _maternity(then: PolicyOnDate) -> str:
    return "（医疗含生育）" if then.flag("sis.employer.maternity_counts") else ""


def _formula(claimed: MonthClaimed, then: PolicyOnDate) -> str:
    counted = [claimed.paid[each] for each in then.words("sis.employer.insurances") if claimed.paid.get(each)]
    if not counted:
        return NOTHING_KNOWN
    share = then.number("sis.employer.share")
    return f"({' + '.join(map(yuan_text, counted))}) × {share}"
