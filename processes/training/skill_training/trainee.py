"""What a claim is about: one course and the people who took it, whether the school files for them or they file themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from forms.answers import Answers
from processes.training.skill_training.questions import LEVEL_NAMES
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.policy.facts import EarlierClaim, Facts

CLAIM_KIND = "training_subsidy"


@dataclass(frozen=True, slots=True)
class Course:
    """The course as recorded; `recorded` maps identity number to name, None for a trainee's own course.

    `fee_fen` is what a trainee paid for it, None when the school files.
    """

    occupation: str
    level: str
    group: str
    starts_on: date
    ends_on: date
    hours: int
    recorded: Mapping[str, str] | None = None
    fee_fen: int | None = None

    @property
    def key(self) -> str:
        """The thing claimed, once per person: 电工/5."""
        return f"{self.occupation}/{self.level}"

    @property
    def title(self) -> str:
        return f"{self.occupation}（{LEVEL_NAMES[self.level]}）"


@dataclass(frozen=True, slots=True)
class Trainee:
    """One person of the claim. `had` are this person's subsidies in other cases that still stand."""

    name: str
    id_number: str
    certificate_number: str
    certificate_date: date
    attended_hours: int
    filed_on: date
    calendar: WorkingCalendar
    course: Course
    had: tuple[EarlierClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claim as a whole; without a class record there is no course to check anybody against."""

    facts: Facts
    course: Course | None
    trainees: tuple[Trainee, ...]

    @property
    def by_school(self) -> bool:
        return bool(self.facts.answers.applicant_kind == "organisation")


def claimed(facts: Facts) -> Claimed:
    """Read the claim from the answers: the course from the class record, or from what the trainee wrote."""
    if facts.answers.applicant_kind == "person":
        own = _own_course(facts.answers)
        return Claimed(facts, own, (_oneself(facts, own),))
    course = recorded_course(facts.parent.answers) if facts.parent else None
    return Claimed(facts, course, _on_roster(facts, course) if course else ())


def recorded_course(record: Answers) -> Course:
    """The course as the answers of a class record state it."""
    return Course(
        occupation=record.occupation,
        level=record.level,
        group=record.trainee_group,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        hours=record.training_hours,
        recorded={row.id_number: row.name for row in record.roster},
    )


def _own_course(answers: Answers) -> Course:
    return Course(
        occupation=answers.occupation,
        level=answers.level,
        group=answers.trainee_group,
        starts_on=answers.starts_on,
        ends_on=answers.ends_on,
        hours=answers.training_hours,
        fee_fen=answers.fee_fen,
    )


def _on_roster(facts: Facts, course: Course) -> tuple[Trainee, ...]:
    had = _had(facts.earlier)
    return tuple(
        Trainee(
            name=row.name,
            id_number=row.id_number,
            certificate_number=row.certificate_number,
            certificate_date=row.certificate_date,
            attended_hours=row.attended_hours,
            filed_on=facts.filed_on,
            calendar=facts.calendar,
            course=course,
            had=tuple(had.get(row.id_number, ())),
        )
        for row in facts.answers.roster
    )


def _oneself(facts: Facts, course: Course) -> Trainee:
    own = facts.answers
    return Trainee(
        name=own.applicant_name,
        id_number=own.applicant_id,
        certificate_number=own.certificate_number,
        certificate_date=own.certificate_date,
        attended_hours=own.attended_hours,
        filed_on=facts.filed_on,
        calendar=facts.calendar,
        course=course,
        had=tuple(_had(facts.earlier).get(own.applicant_id, ())),
    )


def _had(earlier: Iterable[EarlierClaim]) -> dict[str, list[EarlierClaim]]:
    """Sorted by person once, so that a roster of thousands is not searched person by person."""
    found: dict[str, list[EarlierClaim]] = {}
    for claim in earlier:
        if claim.stands and claim.kind == CLAIM_KIND:
            found.setdefault(claim.beneficiary, []).append(claim)
    return found
