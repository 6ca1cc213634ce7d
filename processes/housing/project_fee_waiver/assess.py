"""What the law says of an application for waivers: the project's conditions, and a line for each fee."""

from __future__ import annotations

from processes.housing.project_fee_waiver.fees import FEE_WAIVER, OF_FEE, Fee, fees_of, waived
from processes.housing.project_fee_waiver.project import OF_PROJECT
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate


def assess_waiver(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """A fee that cannot be waived is struck off; the others go on."""
    lines = tuple(_line(fee, policy) for fee in fees_of(facts))
    return Assessment(findings(OF_PROJECT, facts, policy), lines, policy.day, policy.edition_sha256)


def _line(fee: Fee, policy: PolicyOnDate) -> LineAssessment:
    answers = fee.facts.answers
    return LineAssessment(
        key=fee.key,
        beneficiary=answers.credit_code,
        name=answers.organisation_name,
        findings=findings(OF_FEE, fee, policy),
        amount=waived(fee, policy),
        kind=FEE_WAIVER,
    )
