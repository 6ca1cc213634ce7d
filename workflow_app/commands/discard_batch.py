"""Discard a drafted batch (作废批次): no money went, its claims may be drafted anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_batch
from workflow_app.commands.record import record
from workflow_app.models import Account, BatchState, LineState, PaymentBatch
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import desks_of

MAY_DISCARD = ("batch_draft", "batch_release")


def discard_batch(batch_id: int, reason: str, *, by: Account, at: datetime) -> PaymentBatch:
    """Discard it with a reason. By whoever drafts or releases at the same finance bureau: the one takes back what was
    built wrongly, the other has the right to say no. It moves no money, so no other duty excludes it.

    Raises AlreadyDone saying who and when, NotPossibleNow once it was released, NotUnderstood without a reason.
    """
    with transaction.atomic():
        batch = held_batch(batch_id)
        _may_discard(batch, by, at)
        if batch.state != BatchState.DRAFTED:
            raise _too_late(batch)
        if not reason.strip():
            raise NotUnderstood("请写明作废原因，再作废批次。")
        batch.discard()
        batch.discarded_by, batch.discarded_at, batch.reason = by, at, reason.strip()
        batch.save(update_fields=["state", "discarded_by", "discarded_at", "reason"])
        # A returned transfer these lines were to follow is free again: it waits for another line.
        batch.lines.update(state=LineState.DISCARDED, reissue_of=None)
        body = {"count": batch.count, "total": str(batch.total)}
        record(batch.stream, "discard_batch", by=by, at=at, body=body, personal=batch.reason)
        return batch


def _may_discard(batch: PaymentBatch, by: Account, at: datetime) -> None:
    desks = desks_of(by, localtime(at).date())
    if not desks.filter(role__in=MAY_DISCARD, unit=batch.finance_id).exists():
        raise NotAllowed("批次由本单位支付编制岗或支付复核岗作废，您不在这两个岗位上。")


def _too_late(batch: PaymentBatch) -> NotPossibleNow:
    if batch.discarded_by is None or batch.discarded_at is None:
        return NotPossibleNow(f"批次 {batch.number} 现在是“{batch.get_state_display()}”，钱已经放出，不能作废。")
    when = f"{localtime(batch.discarded_at):%Y年%-m月%-d日 %H:%M}"
    return AlreadyDone(f"批次 {batch.number} 已由{batch.discarded_by.name}于{when}作废，没有重复作废。")
