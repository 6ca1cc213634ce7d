"""A signature in a round: one row a person, and what the round has decided with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery

from workflow_app.approval.decide import decide, whose_turn
from workflow_app.approval.quorum import Quorum
from workflow_app.approval.stance import Outcome, Stance
from workflow_app.clock.limit import PauseReason
from workflow_app.models import Account, Deadline, Delegation, Holding, Opinion, Pause, Round, Seat
from workflow_app.models.round import CLOSE_AS, RoundState
from workflow_app.models.unit import in_force

RELATED = "opinion", "desk", "holder", "round", "round__task"
ASKED = Q(removed_at__isnull=True)


def seats_of(round_id: int) -> list[Seat]:
    """Every seat a round asks with its opinion, desk, round and live task, in one statement."""
    return list(Seat.objects.filter(ASKED, round=round_id).select_related(*RELATED).order_by("place"))


def seats_beside(seat_id: int, by: Account, on: date) -> list[Any]:
    """The same for the round in which a seat stands, a removed one among them if it is the seat itself.

    Of each is said besides: `sits`, whether the person sits at its desk that day, and `absent`, in whose place (a key, None for
    themself); `staffed`, whether its holder still sits there; `for_holder`, whether the person stands in for that holder; `lent_to`, whom it was delegated to and who did not answer yet;
    `halted`, whether the case is suspended.
    """
    sitting = Holding.objects.filter(in_force(on), desk=OuterRef("desk"))
    mine = sitting.filter(account=by).order_by(F("in_place_of").asc(nulls_first=True))
    lent = Delegation.objects.filter(seat=OuterRef("pk"), ended_at__isnull=True)
    halted = Pause.objects.filter(case=OuterRef("round__case"), reason=PauseReason.SUSPENSION, until__isnull=True)
    seats = Seat.objects.filter(ASKED | Q(pk=seat_id), round__seats=seat_id).select_related(*RELATED)
    said = {
        "sits": Exists(mine),
        "absent": Subquery(mine.values("in_place_of")[:1]),
        "for_holder": Exists(mine.filter(in_place_of=OuterRef("holder"))),
        "staffed": Exists(sitting.filter(account=OuterRef("holder"))),
        "lent_to": Subquery(lent.values("to__name")[:1]),
        "halted": Exists(halted),
    }
    return list(seats.annotate(**said).order_by("place"))


def sign(seats: Sequence[Seat], mine: Seat, opinion: Opinion) -> Outcome:
    """Say a new opinion from one's own seat. Closes the round when that decides it. The case is held, the seat is waiting."""
    opinion.save(force_insert=True)
    stance, at = Stance(opinion.stance), opinion.at
    opened = mine.round
    assert opened.quorum is not None, "there are seats only where somebody signs"
    quorum = Quorum.from_json(opened.quorum)
    spoken = spoken_in(seats) | {mine.place: stance}
    outcome = decide(quorum, spoken)
    pass_the_turn(seats, whose_turn(quorum, spoken), at)
    if outcome is not Outcome.OPEN:
        close(opened, outcome, at)
    return outcome


def close(opened: Round, outcome: Outcome, at: datetime) -> None:
    """The round has decided; its seats wait for nobody any more."""
    CLOSE_AS[RoundState(outcome.value)](opened)
    opened.closed_at = at
    opened.save(update_fields=["state", "closed_at"])


def leave(opened: Round, outcome: Outcome, at: datetime) -> None:
    """The step is over other than by what its quorum decided: nobody is asked there any more, nothing of it still runs."""
    close(opened, outcome, at)
    _ask_nobody(opened, at)
    Deadline.objects.filter(round=opened, state=Deadline.State.ARMED).update(state=Deadline.State.MET, settled_at=at)


def cancel(opened: Round, at: datetime) -> None:
    """The case left by another way."""
    opened.cancel()
    opened.closed_at = at
    opened.save(update_fields=["state", "closed_at"])
    _ask_nobody(opened, at)


def _ask_nobody(left: Round, at: datetime) -> None:
    left.seats.filter(waiting=True).update(waiting=False)
    end_delegations(left, at)


def end_delegations(left: Round, at: datetime) -> None:
    """Nobody waits for an answer at a step that is over."""
    Delegation.objects.filter(seat__round=left, ended_at__isnull=True).update(ended_at=at)


def spoken_in(seats: Sequence[Seat]) -> dict[str, Stance]:
    """What has been said from these seats, by place."""
    return {seat.place: Stance(seat.opinion.stance) for seat in seats if hasattr(seat, "opinion")}


def turn_round(opened: Round, at: datetime) -> None:
    """After its seats were rearranged or a word was unsaid: whoever's turn it now is waits. The round is open."""
    seats = seats_of(opened.pk)
    pass_the_turn(seats, whose_turn(Quorum.from_json(opened.quorum or {}), spoken_in(seats)), at)


def pass_the_turn(seats: Sequence[Seat], turn: frozenset[str], at: datetime) -> None:
    """Nobody waits for an answer at a seat that is asked no more while the round goes on: its part is decided without it, or
    the word before it was unsaid."""
    sit_down = [seat.pk for seat in seats if seat.waiting and seat.place not in turn]
    stand_up = [seat.pk for seat in seats if not seat.waiting and seat.place in turn]
    if sit_down:
        Seat.objects.filter(pk__in=sit_down).update(waiting=False)
    silent = [seat.pk for seat in seats if seat.pk in sit_down and not hasattr(seat, "opinion")]
    if turn and silent:
        Delegation.objects.filter(seat__in=silent, ended_at__isnull=True).update(ended_at=at)
    if stand_up:
        Seat.objects.filter(pk__in=stand_up).update(waiting=True)
