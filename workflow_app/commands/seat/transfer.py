"""转办: pass a waiting seat on to a colleague at the same desk, who speaks in their own name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.approval.duties import conflict, excluded
from workflow_app.commands.record import record
from workflow_app.commands.seat.seated import may_act, reason, seated, sits_at
from workflow_app.models import Account, Seat
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood, SeparationOfDuties
from workflow_app.queries.law.duties import duties_held
from workflow_app.queries.law.seat_duty import duty_of


def transfer(seat_id: int, to: Account, words: str, *, by: Account, at: datetime) -> Seat:
    """The seat is theirs; the opinion will name both. Raises NotFound, AlreadyDone, NotAllowed, NotUnderstood for somebody
    who does not sit there, SeparationOfDuties where they could not sign, NotPossibleNow while it is delegated."""
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        may_act(at_table, by)
        words, mine = reason(words, "转办的原因"), at_table.mine
        if mine.lent_to:
            raise NotPossibleNow(f"这件待办正委派{mine.lent_to}办理，请先收回委派，再转办。")
        if to == by or not sits_at(mine, to, at):
            raise NotUnderstood(f"只能转给“{mine.title}”这个岗位上的其他人，请重新选择。")
        held = duties_held([at_table.case.pk], to).get(at_table.case.pk, frozenset())
        if other := conflict(duty_of(mine), held):
            raise SeparationOfDuties(
                f"不能转给{to.name}：" + excluded("本件", other, duty_of(mine)).replace("您", "对方")
            )
        mine.holder, mine.held_since, mine.passed_by = to, at, by
        mine.save(update_fields=["holder", "held_since", "passed_by"])
        body = {"seat": mine.pk, "to": to.pk, "reason": words}
        record(at_table.case.stream, "transfer", by=by, at=at, body=body)
        return mine
