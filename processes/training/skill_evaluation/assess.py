"""What the law says about a claim: one person, one certificate, one line."""

from __future__ import annotations

from processes.alive import Watched, is_alive
from processes.answered import once_asked
from processes.training.skill_evaluation.amount import subsidy
from processes.training.skill_evaluation.eligibility import OF_LINE
from processes.training.skill_evaluation.holder import evidence_of, holder
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register


def assess_claim(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """Findings and sum of the one line."""
    person = holder(facts)
    alive = once_asked(facts, Register.DEATH, person.id_number, is_alive)
    line = LineAssessment(
        key=person.key,
        beneficiary=person.id_number,
        name=facts.answers.applicant_name,
        findings=(
            *findings(OF_LINE, person, policy),
            *findings(alive, Watched.on(facts, person.id_number, facts.filed_on), policy),
        ),
        amount=subsidy(person, policy),
        evidence=evidence_of(person.certificate_number),
        marks=(person.certificate_number,),
    )
    return Assessment((), (line,), policy.day, policy.edition_sha256)
