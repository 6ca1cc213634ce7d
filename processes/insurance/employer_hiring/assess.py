"""What the law says about an employer's claim: conditions of the whole, and a line for every employee and month."""

from __future__ import annotations

from collections.abc import Iterator

from processes.insurance.employer_hiring.amount import subsidy
from processes.insurance.employer_hiring.claiming import OF_CLAIM
from processes.insurance.employer_hiring.eligibility import of_ceiling, of_month
from processes.insurance.employer_hiring.hired import Claim, claim
from processes.insurance.month_claimed import MonthClaimed, at_place
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.on_date import PolicyOnDate


def assess_claim(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """The roster, employee by employee and month by month."""
    claimed = claim(facts)
    lines = tuple(line for person in claimed.by_person for line in _of_person(claimed, person, policy))
    return Assessment(findings(OF_CLAIM, claimed, policy), lines, policy.day, policy.edition_sha256)


def _of_person(claimed: Claim, person: str, policy: PolicyOnDate) -> Iterator[LineAssessment]:
    """Months that fail otherwise take nothing from the ceiling."""
    stood = claimed.had(person)
    for hired in claimed.months(person, policy.afresh()):
        found = of_month(hired, policy)
        counted = at_place(hired.claimed, stood + 1)
        stood += all(finding.verdict is not Verdict.NOT_MET for finding in found)
        yield _line(counted, (*found, *of_ceiling(counted, policy)), policy)


def _line(claimed: MonthClaimed, found: tuple[Finding, ...], policy: PolicyOnDate) -> LineAssessment:
    return LineAssessment(
        key=claimed.month,
        beneficiary=claimed.person,
        name=claimed.name,
        findings=found,
        amount=subsidy(claimed, policy),
        since=claimed.watched.since,
        until=claimed.watched.until,
    )
