"""What the law says about an employer's claim: conditions of the whole, and a line for every employee and month."""

from __future__ import annotations

from collections.abc import Iterator

from processes.insurance.employer_hiring.amount import subsidy
from processes.insurance.employer_hiring.claiming import OF_CLAIM
from processes.insurance.employer_hiring.eligibility import of_ceiling, of_month
from processes.insurance.employer_hiring.hired import Claim, claim
from processes.insurance.month_lines import MonthRules, month_lines
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate

RULES = MonthRules(of_ceiling, subsidy)


def assess_claim(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """The roster, employee by employee and month by month."""
    claimed = claim(facts)
    lines = tuple(line for person in claimed.by_person for line in _of_person(claimed, person, policy))
    return Assessment(findings(OF_CLAIM, claimed, policy), lines, policy.day, policy.edition_sha256)


def _of_person(claimed: Claim, person: str, policy: PolicyOnDate) -> Iterator[LineAssessment]:
    months = ((hired.claimed, of_month(hired, policy)) for hired in claimed.months(person, policy.afresh()))
    return month_lines(months, claimed.had(person), RULES, policy)
