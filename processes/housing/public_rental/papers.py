"""The papers of the three procedures. Receipts, refusals and notices are the house's; the others stand in sheets/."""

from __future__ import annotations

from typing import Any

from processes.housing.public_rental.eligibility import what_the_list_will_say
from processes.housing.public_rental.household import TIER_WORDS, Household
from processes.housing.public_rental.leaving import left_on, rent_is_settled_by_days
from processes.housing.public_rental.renewing import ONE_DAY, Tenant
from processes.papers import OF_EVERY_FILING
from workflow_app.policy.effect import Telling
from workflow_app.policy.finding import Finding
from workflow_app.policy.paper import PaperKind

OWN_SHEETS = "housing/public_rental/sheets"


def waiting_facts(telling: Telling) -> dict[str, Any]:
    """Waiting number, tier, how many people, and what the list says of them."""
    household = Household(telling.facts)
    said = _finding(telling, what_the_list_will_say.key)
    return {
        "waiting_number": telling.case_number,
        "tier": TIER_WORDS[household.tier],
        "people": household.people,
        "said": said.words,
        "registered_on": telling.at.date().isoformat(),
        "marks": _marks(said),
    }


def renewal_facts(telling: Telling) -> dict[str, Any]:
    """The home and the further term."""
    tenant = Tenant(telling.facts)
    assert tenant.tenancy is not None, "a renewal is approved on a tenancy in force"
    since = tenant.ends_on + ONE_DAY
    until = telling.facts.answers.new_until
    return {"home": tenant.tenancy["home"], "term": {"since": since.isoformat(), "until": until.isoformat()}}


def exit_facts(telling: Telling) -> dict[str, Any]:
    """The home, the day of the keys, the rent settled by days."""
    tenant, said = Tenant(telling.facts), _finding(telling, rent_is_settled_by_days.key)
    assert tenant.tenancy is not None, "an exit is approved on a tenancy in force"
    return {
        "home": tenant.tenancy["home"],
        "left_on": left_on(tenant).isoformat(),
        "said": said.words,
        "marks": _marks(said),
    }


def _finding(telling: Telling, key: str) -> Finding:
    return next(each for each in telling.assessment.findings if each.condition == key)


def _marks(finding: Finding) -> list[str]:
    """Whose figures these are, where nobody enacted them here."""
    return list(dict.fromkeys(each.standing.notice for each in finding.used if each.standing.notice))


PUBLIC_NOTICE = PaperKind("public_notice", "公示", "case_paper", "示", f"{OWN_SHEETS}/public_notice.html")
WAITING_NOTICE = PaperKind(
    "waiting_notice", "轮候登记通知书", "case_paper", "轮", f"{OWN_SHEETS}/waiting_notice.html", tell=waiting_facts
)
ALLOCATION_RESULT = PaperKind(
    "allocation_result", "配租结果通知书", "case_paper", "配", f"{OWN_SHEETS}/allocation_result.html"
)
LEASE = PaperKind("lease", "公共租赁住房租赁合同", "case_paper", "租", f"{OWN_SHEETS}/lease.html")
RENT_DEMAND = PaperKind("rent_demand", "租金催缴通知书", "case_paper", "催", f"{OWN_SHEETS}/rent_demand.html")
RENEWAL_NOTICE = PaperKind(
    "renewal_notice", "续租通知书", "case_paper", "续", f"{OWN_SHEETS}/renewal_notice.html", tell=renewal_facts
)
EXIT_NOTICE = PaperKind(
    "exit_notice", "腾退结算通知书", "case_paper", "退", f"{OWN_SHEETS}/exit_notice.html", tell=exit_facts
)

OF_APPLICATION = (*OF_EVERY_FILING, PUBLIC_NOTICE, WAITING_NOTICE, ALLOCATION_RESULT, LEASE, RENT_DEMAND)
OF_RENEWAL = (*OF_EVERY_FILING, RENEWAL_NOTICE)
OF_EXIT = (*OF_EVERY_FILING, EXIT_NOTICE)
