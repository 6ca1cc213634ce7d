"""What the law says about a claim and about its renewal: conditions of the whole, and a line for every month."""

from __future__ import annotations

from processes.insurance.flexible_employment.amount import subsidy
from processes.insurance.flexible_employment.claimant import Claimant, claimant
from processes.insurance.flexible_employment.claiming import OF_CLAIM
from processes.insurance.flexible_employment.eligibility import of_ceiling, of_month
from processes.insurance.flexible_employment.renewing import OF_RENEWAL
from processes.insurance.month_lines import MonthRules, month_lines
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.condition import Condition, findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate

RULES = MonthRules(of_ceiling, subsidy)


def assess_claim(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """The first claim."""
    return _assess(facts, policy, OF_CLAIM)


def assess_renewal(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """The months after it."""
    return _assess(facts, policy, (*OF_RENEWAL, *OF_CLAIM))


def _assess(facts: Facts, policy: PolicyOnDate, of_whole: tuple[Condition[Claimant], ...]) -> Assessment:
    claim = claimant(facts, policy.afresh())
    months = ((month, of_month(month, policy)) for month in claim.months())
    lines = tuple(month_lines(months, claim.had, RULES, policy))
    return Assessment(findings(of_whole, claim, policy), lines, policy.day, policy.edition_sha256)
