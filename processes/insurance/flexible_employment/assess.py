"""What the law says about a claim and about its renewal: conditions of the whole, and a line for every month."""

from __future__ import annotations

from collections.abc import Iterator

from processes.insurance.flexible_employment.amount import subsidy
from processes.insurance.flexible_employment.claimant import Claimant, claimant
from processes.insurance.flexible_employment.claiming import OF_CLAIM
from processes.insurance.flexible_employment.eligibility import of_ceiling, of_month
from processes.insurance.flexible_employment.renewing import OF_RENEWAL
from processes.insurance.month_claimed import MonthClaimed, at_place
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import Condition, findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.on_date import PolicyOnDate


def assess_claim(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """The first claim."""
    return _assess(facts, policy, OF_CLAIM)


def assess_renewal(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """The months after it."""
    return _assess(facts, policy, (*OF_RENEWAL, *OF_CLAIM))


def _assess(facts: Facts, policy: PolicyOnDate, of_whole: tuple[Condition[Claimant], ...]) -> Assessment:
    claim = claimant(facts, policy.afresh())
    whole = findings(of_whole, claim, policy)
    return Assessment(whole, tuple(_lines(claim, policy)), policy.day, policy.edition_sha256)


def _lines(claim: Claimant, policy: PolicyOnDate) -> Iterator[LineAssessment]:
    """Months that fail otherwise take nothing from the ceiling."""
    stood = claim.had
    for each in claim.months():
        found = of_month(each, policy)
        counted = at_place(each, stood + 1)
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
