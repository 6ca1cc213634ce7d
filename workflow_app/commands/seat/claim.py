"""签收: take a waiting seat into one's own hands, and give it back to the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.commands.record import record
from workflow_app.commands.seat.seated import may_act, seated
from workflow_app.models import Account, Seat
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, SeparationOfDuties
from workflow_app.queries.law.duties import why_not_me
from workflow_app.queries.law.seat_duty import duty_of


def claim(seat_id: int, *, by: Account, at: datetime) -> Seat:
    """From now on nobody but this person speaks from the seat. What is theirs already stays as it is.

    A seat whose holder no longer sits at the desk may be taken over. Raises NotFound, AlreadyDone, NotAllowed naming who holds it,
    SeparationOfDuties for who could not sign from it.
    """
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        mine = at_table.mine
        left = mine.holder if mine.holder_id not in (None, by.pk) and not mine.staffed else None
        if left is not None:
            let_go(mine, at)
        may_act(at_table, by)
        if why := why_not_me(at_table.case, duty_of(mine), by):
            raise SeparationOfDuties(why)
        if mine.holder_id == by.pk:
            return mine
        _hold(mine, by, at)
        body = {"seat": mine.pk} | ({"from": left.pk} if left else {})
        record(at_table.case.stream, "claim", by=by, at=at, body=body)
        return mine


def release(seat_id: int, *, by: Account, at: datetime) -> Seat:
    """Back to the desk, for whoever of it comes first. Raises NotFound, NotAllowed for somebody else's, NotPossibleNow."""
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        mine = at_table.mine
        if mine.holder_id != by.pk or not mine.waiting:
            raise NotAllowed("这件待办不在您名下，没有可退回的；请刷新页面查看。")
        if mine.lent_to:
            raise NotPossibleNow(f"这件待办正委派{mine.lent_to}办理，请先收回委派，再退回岗位。")
        let_go(mine, at)
        record(at_table.case.stream, "release", by=by, at=at, body={"seat": mine.pk})
        return mine


def let_go(seat: Seat, at: datetime) -> None:
    """Nobody's in particular any more; what its holder had lent out comes back with it."""
    seat.delegations.filter(ended_at__isnull=True).update(ended_at=at)
    seat.holder = seat.held_since = seat.passed_by = None
    seat.save(update_fields=["holder", "held_since", "passed_by"])


def _hold(seat: Seat, holder: Account, at: datetime) -> None:
    seat.holder, seat.held_since, seat.passed_by = holder, at, None
    seat.save(update_fields=["holder", "held_since", "passed_by"])
