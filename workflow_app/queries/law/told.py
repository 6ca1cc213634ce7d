"""What seats were asked and answered, and what registers said: both lie outside the filing and decide with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.answers import Answers
from workflow_app.models import Case, Opinion, RegisterRecord
from workflow_app.policy import catalogue
from workflow_app.policy.register import Register, RegisterAnswer
from workflow_app.policy.register_shape import understood


def told_in(case: Case) -> list[Opinion]:
    """The opinions of seats that ask something, in the order in which they were given."""
    said = Opinion.objects.filter(seat__round__case=case, seat__removed_at__isnull=True).exclude(seat__asks="")
    return list(said.select_related("seat").order_by("pk"))


def answers_told(case: Case, said: list[Opinion]) -> dict[str, Answers]:
    """The latest answers by the name of their page; a seat that did not agree answered nothing."""
    procedure = catalogue.procedure(case.item, case.procedure)
    return {
        opinion.seat.asks: Answers.from_json(procedure.seat_questions(opinion.seat.asks), opinion.answers)
        for opinion in said
        if opinion.answers is not None
    }


def told_of(case: Case) -> Mapping[str, Answers]:
    """The same, of a case whose seats nobody read yet."""
    procedure = catalogue.procedure(case.item, case.procedure)
    return answers_told(case, told_in(case)) if procedure.seat_sections else {}


def register_records(case: Case) -> list[RegisterRecord]:
    """Everything the registers were asked for this case, the oldest first."""
    return list(RegisterRecord.objects.filter(case=case).order_by("pk"))


def register_answers(records: list[RegisterRecord]) -> Iterator[RegisterAnswer]:
    """As the rules read them; an answer nobody gave or nobody can read has no content."""
    for row in records:
        at = row.answered_at or row.asked_at
        yield RegisterAnswer(Register(row.register), row.subject, at, row.source, content_of(row))


def content_of(row: RegisterRecord) -> dict[str, Any] | None:
    """What was answered, or None: what was kept before shapes were looked at may not be an answer either."""
    return understood(Register(row.register), row.content)
