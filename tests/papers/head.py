"""What stands on every paper, by the rows: organ, number, day; of a case also the case, its applicant and its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

from tests.papers.leaves import Expected, one_of, says
from workflow_app.models import Action, Case, Filing, IssuedDocument, Opinion, Unit, UnitName
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.edition import edition_of
from workflow_app.policy import catalogue


def day(at: datetime) -> str:
    """2026-11-30, in Shanghai."""
    return localtime(at).date().isoformat()


def clock(at: datetime | None) -> str:
    """2026-11-30T10:00:00, in Shanghai."""
    assert at is not None
    return localtime(at).strftime("%Y-%m-%dT%H:%M:%S")


def fen(yuan: Decimal) -> int:
    """Of a sum of the rows."""
    return int(yuan * 100)


def name_of(unit: Unit, on: date) -> str:
    """What the unit was called that day."""
    (name,) = (
        row.name for row in UnitName.objects.filter(unit=unit, since__lte=on) if not row.until or on <= row.until
    )
    return name


def title_of(item: str, on: date) -> str:
    """What the item is called that day."""
    return catalogue.item(item).title_on(on)


def of_paper(paper: IssuedDocument) -> Expected:
    """Number, day, organ and the code to check it with."""
    on = localtime(paper.issued_at).date()
    name = name_of(paper.unit, on)
    where = filter(None, (paper.unit.address, paper.unit.window))
    return {
        "number": paper.number,
        "issued_on": on.isoformat(),
        "organ.name": name,
        "organ.address": says(*where),
        "organ.phone": says(*filter(None, (paper.unit.phone, paper.unit.hours))),
        "seal.organ": name,
        "qr_url": lambda found: found.endswith(paper.token),
        "estimated": lambda found: found is None or all(each in _days(paper.data) for each in found),
    }


def _days(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from () if key == "estimated" else _days(below)
    elif isinstance(value, list):
        for below in value:
            yield from _days(below)
    elif isinstance(value, str):
        yield value


def of_case(paper: IssuedDocument) -> Expected:
    """The head of a paper of a case, as things stood when it was issued."""
    case = paper.case
    assert case is not None
    on = localtime(paper.issued_at).date()
    procedure = catalogue.procedure(case.item, case.procedure)
    policy = edition_of(case).on(localtime(case.filed_at).date())
    accepted = case.accepted_at and case.accepted_at <= paper.issued_at and paper.kind != "receipt"
    served = case.procedure != catalogue.item(case.item).principal.slug
    return of_paper(paper) | {
        "recipient": case.applicant.name,
        "you": "你" if case.applicant.kind == "person" else "你单位",
        "case.number": case.number,
        "case.item": title_of(case.item, on),
        "case.matter": title_of(case.item, on) + (procedure.title if served else ""),
        "case.procedure": procedure.title,
        "case.applicant": case.applicant.name,
        "case.filed_on": day(case.filed_at),
        "case.accepted_on": day(case.accepted_at) if case.accepted_at and accepted else "",
        "case.statutory_days": policy.days(procedure.clocks.statutory),
        "case.promised_days": policy.days(procedure.clocks.promised),
        "case.due_on": one_of("", *days_of(case, "promised")),
        "case.query_code": case.query_code,
    }


def days_of(case: Case, *kinds: str) -> set[str]:
    """Every last day its limits of those kinds have had: as they stand, as they were first reckoned, as acts that moved them say."""
    rows = list(case.deadlines.filter(kind__in=kinds))
    days = {row.due_on.isoformat() for row in rows}
    days |= {calendar_in_force().add(row.starts_on, row.days).isoformat() for row in rows}  # before any pause
    for body in Action.objects.filter(stream=case.stream_id).values_list("body", flat=True):
        moved = [each for each in body.get("moved", ()) if isinstance(each, dict) and each.get("kind") in kinds]
        days |= {each[side] for each in moved for side in ("before", "after")}
    return days


def remedies_of(paper: IssuedDocument) -> Expected:
    """The government and the court of the place where the deciding unit is."""
    assert paper.case is not None
    on = localtime(paper.issued_at).date()
    there = Unit.objects.filter(region=paper.case.unit.region)
    government, court = (name_of(there.get(kind=kind), on) for kind in ("government", "court"))
    return {"remedies.reconsideration_body": government, "remedies.court": court}


def word_of(paper: IssuedDocument, stance: str) -> Opinion:
    """The newest word of that stance before the paper."""
    words = Opinion.objects.filter(seat__round__case=paper.case, at__lte=paper.issued_at, stance=stance)
    return words.latest("pk")


def filed(paper: IssuedDocument) -> dict[str, Any]:
    """The answers in force when the paper was issued, as they were filed."""
    filing = Filing.objects.filter(case=paper.case, at__lte=paper.issued_at).latest("ordinal")
    return dict(filing.answers)


def chosen(paper: IssuedDocument, name: str) -> str:
    """How the questionnaire words what was chosen there."""
    assert paper.case is not None
    answers = filed(paper)
    questions = catalogue.procedure(paper.case.item, paper.case.procedure).questions
    (asked,) = (each for each in questions.asked(answers) if each.name == name)
    return asked.show(answers[name])


def told_by_seat(case: Case, name: str) -> Any:
    """What a signer answered there, newest first; None where nobody was asked."""
    words = Opinion.objects.filter(seat__round__case=case).order_by("-pk")
    return next((word.answers[name] for word in words if word.answers and name in word.answers), None)
