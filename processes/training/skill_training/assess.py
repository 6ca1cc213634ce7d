"""What the law says about a class record and about a claim: conditions and sums put together."""

from __future__ import annotations

from processes.alive import Watched, is_alive
from processes.answered import once_asked
from processes.training.skill_training.amount import subsidy
from processes.training.skill_training.claiming import OF_SCHOOL, OF_TRAINEE
from processes.training.skill_training.eligibility import OF_LINE
from processes.training.skill_training.recording import OF_CLASS_RECORD, OF_COURSE
from processes.training.skill_training.trainee import Claimed, Trainee, claimed, recorded_course
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.condition import findings
from workflow_app.policy.facts import Facts
from workflow_app.policy.finding import Finding
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.register import Register


def assess_class_record(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """Findings only: recording a class pays nothing."""
    of_course = findings(OF_COURSE, recorded_course(facts.answers), policy)
    found = (*of_course, *findings(OF_CLASS_RECORD, facts, policy))
    return Assessment(found, (), policy.day, policy.edition_sha256)


def assess_claim(facts: Facts, policy: PolicyOnDate) -> Assessment:
    """Findings of the whole and a line for each trainee; without a class record nobody can be checked and no line stands."""
    claim = claimed(facts)
    sum_of_one = subsidy(claim.course, policy) if claim.course else None
    lines = tuple(_line(facts, trainee, sum_of_one, policy) for trainee in claim.trainees)
    return Assessment(_whole(claim, policy), lines, policy.day, policy.edition_sha256)


def sum_is_above_the_meeting_threshold(assessment: Assessment, policy: PolicyOnDate) -> bool:
    """Whether the office meeting has to hear it: more than the threshold, not the threshold itself."""
    return assessment.total_fen > policy.money_fen("trn.meeting_threshold")


def _whole(claim: Claimed, policy: PolicyOnDate) -> tuple[Finding, ...]:
    of_filer = findings(OF_SCHOOL if claim.by_school else OF_TRAINEE, claim, policy)
    of_course = findings(OF_COURSE, claim.course, policy) if claim.course else ()
    return (*of_filer, *of_course)


def _line(facts: Facts, trainee: Trainee, amount: AmountLine | None, policy: PolicyOnDate) -> LineAssessment:
    alive = once_asked(facts, Register.DEATH, trainee.id_number, is_alive)
    return LineAssessment(
        key=trainee.course.key,
        beneficiary=trainee.id_number,
        name=trainee.name,
        findings=(
            *findings(OF_LINE, trainee, policy),
            *findings(alive, Watched.on(facts, trainee.id_number, facts.filed_on), policy),
        ),
        amount=amount,
        evidence=trainee.certificate_number,
    )
