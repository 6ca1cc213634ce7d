"""An open round's own quorum takes in a seat or lets it go; its other seats move along."""

from __future__ import annotations

from datetime import datetime

from workflow_app.approval.quorum import Quorum, Rearranged, without
from workflow_app.flow.signing import turn_round
from workflow_app.models import Round, Seat


def drop(seat: Seat, at: datetime) -> None:
    """Take an added seat nobody spoke from out of its open round; whose turn it is follows."""
    left = without(Quorum.from_json(seat.round.quorum or {}), seat.place)
    seat.removed_at, seat.waiting = at, False
    seat.save(update_fields=["removed_at", "waiting"])
    seat.delegations.filter(ended_at__isnull=True).update(ended_at=at)
    rearrange(seat.round, left)
    turn_round(seat.round)


def rearrange(opened: Round, to: Rearranged) -> None:
    """Keep the round's own quorum and move its seats along, deepest first where places grow, so that none is taken twice."""
    opened.quorum = to.quorum.to_json()
    opened.save(update_fields=["quorum"])
    for before, now in sorted(to.moved.items()):
        Seat.objects.filter(round=opened, place=before, removed_at__isnull=True).update(place=now)
