"""A signature in a round: one row a person, and what the round has decided with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from workflow_app.approval.decide import decide, whose_turn
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.stance import Outcome, Stance
from workflow_app.models import Account, Holding, Opinion, Round, Seat
from workflow_app.models.round import CLOSE_AS, RoundState
from workflow_app.models.unit import in_force

RELATED = "opinion", "desk", "round", "round__task"


def seats_of(round_id: int) -> list[Seat]:
    """Every seat of a round with its opinion, desk, round and live task, in one statement."""
    return list(Seat.objects.filter(round=round_id).select_related(*RELATED).order_by("place"))


def seats_beside(seat_id: int, by: Account, on: date) -> list[Seat]:
    """The same for the round in which a seat stands; `held` says of each whether the person sits at its desk that day."""
    sits = Holding.objects.filter(in_force(on), account=by, desk=OuterRef("desk"))
    seats = Seat.objects.filter(round__seats=seat_id).select_related(*RELATED)
    return list(seats.annotate(held=Exists(sits)).order_by("place"))


def sign(seats: Sequence[Seat], mine: Seat, opinion: Opinion) -> Outcome:
    """Say a new opinion from one's own seat. Closes the round when that decides it. The case is held, the seat is waiting."""
    opinion.save(force_insert=True)
    stance, at = Stance(opinion.stance), opinion.at
    opened = mine.round
    assert opened.quorum is not None, "there are seats only where somebody signs"
    quorum = Quorum.from_json(opened.quorum)
    spoken = {seat.place: Stance(seat.opinion.stance) for seat in seats if hasattr(seat, "opinion")}
    spoken[mine.place] = stance
    outcome = decide(quorum, spoken)
    _pass_the_turn(seats, whose_turn(quorum, spoken))
    if outcome is not Outcome.OPEN:
        close(opened, outcome, at)
    return outcome


def close(opened: Round, outcome: Outcome, at: datetime) -> None:
    """The round has decided; its seats wait for nobody any more."""
    CLOSE_AS[RoundState(outcome.value)](opened)
    opened.closed_at = at
    opened.save(update_fields=["state", "closed_at"])


def cancel(opened: Round, at: datetime) -> None:
    """The case left by another way."""
    opened.cancel()
    opened.closed_at = at
    opened.save(update_fields=["state", "closed_at"])
    opened.seats.filter(waiting=True).update(waiting=False)


def _pass_the_turn(seats: Sequence[Seat], turn: frozenset[str]) -> None:
    sit_down = [seat.pk for seat in seats if seat.waiting and seat.place not in turn]
    stand_up = [seat.pk for seat in seats if not seat.waiting and seat.place in turn]
    if sit_down:
        Seat.objects.filter(pk__in=sit_down).update(waiting=False)
    if stand_up:
        Seat.objects.filter(pk__in=stand_up).update(waiting=True)
