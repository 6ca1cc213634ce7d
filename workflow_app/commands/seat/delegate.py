"""委派: ask a colleague to look into a case; the answer comes back, and who asked signs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.record import record
from workflow_app.commands.seat.seated import Seated, may_act, reason, seated, sits_at
from workflow_app.models import Account, Delegation, Holding
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.duties import duties_held


def delegate(seat_id: int, to: Account, words: str, *, by: Account, at: datetime) -> Delegation:
    """The seat waits for their answer. Raises NotFound, AlreadyDone, NotAllowed, NotUnderstood for somebody who has no desk at the
    seat's unit, NotPossibleNow while it is with somebody already."""
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        may_act(at_table, by)
        words, mine = reason(words, "委派的事项"), at_table.mine
        if mine.lent_to:
            raise NotPossibleNow(f"这件待办已委派{mine.lent_to}办理，还没有交回；要换人请先收回。")
        _can_be_asked(at_table, to, by, at)
        mine.holder, mine.held_since = by, mine.held_since if mine.holder_id == by.pk else at
        mine.save(update_fields=["holder", "held_since"])
        asked = Delegation.objects.create(seat=mine, by=by, to=to, words=words, at=at)
        body = {"seat": mine.pk, "delegation": asked.pk, "to": to.pk}
        record(at_table.case.stream, "delegate", by=by, at=at, body=body, personal=words)
        return asked


def answer(delegation_id: int, words: str, *, by: Account, at: datetime) -> Delegation:
    """Give it back with what was found. Raises NotFound for anybody else, AlreadyDone when it was recalled or answered."""
    with transaction.atomic():
        asked, at_table = _open(delegation_id, by, at, to=by.pk)
        asked.answer, asked.ended_at = reason(words, "办理结果"), at
        asked.save(update_fields=["answer", "ended_at"])
        body = {"seat": asked.seat_id, "delegation": asked.pk}
        record(at_table.case.stream, "answer_delegation", by=by, at=at, body=body, personal=asked.answer)
        return asked


def recall(delegation_id: int, *, by: Account, at: datetime) -> Delegation:
    """Who asked does without the answer; so does who sits there once they do not any more.

    Raises NotFound for anybody else, AlreadyDone when the answer came meanwhile.
    """
    with transaction.atomic():
        asked, at_table = _open(delegation_id, by, at)
        gone = asked.by_id != by.pk and at_table.mine.sits and not sits_at(at_table.mine, asked.by, at)
        if asked.by_id != by.pk and not gone:
            raise NotFound("没有找到这件委派，请刷新页面。")
        asked.ended_at = at
        asked.save(update_fields=["ended_at"])
        body = {"seat": asked.seat_id, "delegation": asked.pk, "to": asked.to_id}
        record(at_table.case.stream, "recall_delegation", by=by, at=at, body=body)
        return asked


def _can_be_asked(at_table: Seated, to: Account, by: Account, at: datetime) -> None:
    unit = Holding.objects.filter(in_force(localtime(at).date()), account=to, desk__unit=at_table.mine.desk.unit)
    if to == by or not to.is_active or not unit.exists():
        raise NotUnderstood("只能委派本单位在岗的其他人，请重新选择。")
    held = duties_held([at_table.case.pk], to).get(at_table.case.pk, frozenset())
    if held & {Duty.OWN, Duty.RECUSED}:
        raise NotAllowed(f"{to.name}应当回避本件，不能委派；请选择其他人。")


def _open(delegation_id: int, who: Account, at: datetime, **whose: int) -> tuple[Delegation, Seated]:
    found = Delegation.objects.filter(pk=delegation_id, **whose).values_list("seat", flat=True).first()
    if found is None:
        raise NotFound("没有找到这件委派，请刷新页面。")
    at_table = seated(found, who, at)
    asked = Delegation.objects.select_related("to", "by").get(pk=delegation_id)
    if asked.ended_at is not None:
        how = f"{asked.to.name}已经交回" if asked.answer else "已经收回，或者本件已到别的环节"
        raise AlreadyDone(f"这件委派{how}，没有再次处理。请刷新页面查看。")
    return asked, at_table
