"""What the law says about a recognition and about giving it back: conditions and the one line put together."""

from __future__ import annotations

from processes.insurance.hardship_recognition.applicant import Applicant, applicant
from processes.insurance.hardship_recognition.eligibility import OF_CATEGORY, OF_OTHERS, OF_PERSON, OF_STATUS
from processes.insurance.hardship_recognition.removing import OF_REMOVAL
from processes.insurance.hardship_recognition.validity import valid_until, without_money
from processes.insurance.recognised import RECOGNITION, REMOVAL
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding
from workflow_app.policy.on_date import PolicyOnDate


def assess_recognition(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """One line: the person, valid from the day of filing."""
    person = applicant(facts)
    return Assessment((), (_recognised(person, policy),), policy.day, policy.edition_sha256)


def assess_removal(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """One line: the recognition that ends, from the day on which its reason was gone."""
    line = LineAssessment(
        key=facts.answers.recognition_number,
        beneficiary=facts.answers.applicant_id,
        name=facts.answers.applicant_name,
        findings=findings(OF_REMOVAL, facts, policy),
        amount=without_money("退出就业困难人员认定", policy.afresh()),
        kind=REMOVAL,
        since=facts.answers.changed_on,
    )
    return Assessment((), (line,), policy.day, policy.edition_sha256)


def _recognised(person: Applicant, policy: PolicyOnDate) -> LineAssessment:
    reading = policy.afresh()
    until = valid_until(person, reading)
    return LineAssessment(
        key=f"{person.category}/{person.filed_on.isoformat()}",
        beneficiary=person.id_number,
        name=person.facts.answers.applicant_name,
        findings=_of(person, policy),
        amount=without_money("就业困难人员认定", reading),
        kind=RECOGNITION,
        since=person.filed_on,
        until=until,
    )


def _of(person: Applicant, policy: PolicyOnDate) -> tuple[Finding, ...]:
    of_category = OF_CATEGORY.get(person.category, OF_OTHERS)
    of_person = findings((*OF_PERSON, *of_category), person, policy)
    return (*of_person, *findings(OF_STATUS, person.watched, policy))
