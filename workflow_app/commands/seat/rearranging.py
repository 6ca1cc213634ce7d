"""An open round's own quorum takes in a seat or lets it go; its other seats move along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workflow_app.approval.quorum import Quorum, Rearranged, without
from workflow_app.commands.hand_in import forget_correction
from workflow_app.flow import limits
from workflow_app.flow.signing import turn_round
from workflow_app.models import Case, Deadline, Round, Seat


def drop(seat: Seat, at: datetime) -> None:
    """Take an added seat nobody spoke from out of its open round; whose turn it is follows."""
    left = without(Quorum.from_json(seat.round.quorum or {}), seat.place)
    seat.removed_at, seat.waiting = at, False
    seat.save(update_fields=["removed_at", "waiting"])
    seat.delegations.filter(ended_at__isnull=True).update(ended_at=at)
    rearrange(seat.round, left)
    turn_round(seat.round, at)


def rearrange(opened: Round, to: Rearranged) -> None:
    """Keep the round's own quorum and move its seats along, the shallowest first: where a pair is dissolved all move up by
    one, so that each finds its new place free."""
    opened.quorum = to.quorum.to_json()
    opened.save(update_fields=["quorum"])
    for before, now in sorted(to.moved.items(), key=lambda pair: pair[0].count(".")):
        Seat.objects.filter(round=opened, place=before, removed_at__isnull=True).update(place=now)


def ask_no_longer(case: Case, seats: Sequence[Any], at: datetime) -> None:
    """The step goes on, but not by way of an applicant who was asked: that part of it is decided, or the word before it was
    unsaid. The seat leaves as if it had been removed."""
    asked = [seat.pk for seat in seats if seat.desk_id is None and seat.waiting]
    for seat in Seat.objects.filter(pk__in=asked, waiting=False).select_related("round") if asked else ():
        drop(seat, at)
        forget_asked(case, at)


def forget_asked(case: Case, at: datetime) -> None:
    """What the applicant had begun to supply, and until when."""
    forget_correction(case)
    limits.settle(case, Deadline.State.CANCELLED, at, (Deadline.Kind.CORRECTION,))
