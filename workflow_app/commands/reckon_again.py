"""What a seat answers may decide how much: its answers are read, and the lines reckoned anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from workflow_app.commands.assess import assess
from workflow_app.commands.make_claims import reckoned
from workflow_app.models import Case, ClaimState, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotUnderstood


def read_seat_answers(case: Case, seat: Seat, raw: Mapping[str, Any]) -> dict[str, Any] | None:
    """The answers of a seat that asks something, as JSON; None for a seat that asks nothing. Raises NotUnderstood."""
    if not seat.asks:
        return None
    questions = catalogue.procedure(case.item, case.procedure).seat_questions(seat.asks)
    (section,) = questions.sections
    reading = questions.read({section.slug: raw})
    if reading.answers is None:
        raise NotUnderstood(f"“{section.title}”有{len(reading.corrections)}处需要改正。", reading.corrections)
    return reading.answers.to_json()


def reckon_again(case: Case, *, at: datetime) -> None:
    """Ask the rules again and let the claims that nobody has decided on say what they now come to. The case is held."""
    assessment = assess(case, at=at)
    for claim in case.claims.filter(state=ClaimState.CLAIMED):
        line = assessment.lines[claim.ordinal - 1]
        if line.amount:
            case.claims.filter(pk=claim.pk).update(since=line.since, until=line.until, **reckoned(line.amount))
    kept = case.claims.exclude(state__in=(ClaimState.STRUCK_OFF, ClaimState.DROPPED))
    case.amount = kept.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    case.save(update_fields=["amount"])
