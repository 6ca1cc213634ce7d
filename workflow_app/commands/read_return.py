"""Read the bank's return file: every line settles, or the file changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.bank import gb18030_csv
from workflow_app.bank.transfer import Answer, Unreadable
from workflow_app.commands.close_case import CLOSE_CASE
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.held import held_batch
from workflow_app.commands.record import record
from workflow_app.commands.reserve import pay_out
from workflow_app.models import (
    Account,
    BankReturn,
    BatchState,
    Claim,
    ClaimState,
    LineState,
    PaymentBatch,
    PaymentLine,
)
from workflow_app.policy.money import fen_of
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import acting_desk


def read_return(batch_id: int, data: bytes, *, by: Account, at: datetime) -> PaymentBatch:
    """Settle a written batch from the bank's answer, comparing line, amount and account.

    Raises AlreadyDone for a file read before, NotUnderstood naming the line that differs; nothing is settled then.
    """
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        batch = held_batch(batch_id)
        acting_desk(by, "batch_draft", batch.finance_id, localtime(at).date())
        _first_time(batch, digest)
        answers = _read(batch, data)
        lines = {line.ordinal: line for line in batch.lines.select_related("claim")}
        _same_lines(answers, lines)
        BankReturn.objects.create(batch=batch, sha256=digest, read_by=by, read_at=at)
        paid = [lines[answer.ordinal] for answer in answers if answer.paid]
        _settle_paid(paid, at)
        _settle_returned(answers, lines, at)
        batch.settle()
        batch.settled_at = at
        batch.save(update_fields=["state", "settled_at"])
        body = {"sha256": digest, "paid": len(paid), "returned": len(lines) - len(paid)}
        record(batch.stream, "read_return", by=by, at=at, body=body)
        enqueue(CLOSE_CASE, sorted({line.claim.case_id for line in paid}), at=at, occasion=batch.number)
        return batch


def _first_time(batch: PaymentBatch, digest: str) -> None:
    before = BankReturn.objects.filter(sha256=digest).select_related("read_by", "batch").first()
    if before is not None:
        when = f"{localtime(before.read_at):%Y年%-m月%-d日 %H:%M}"
        raise AlreadyDone(
            f"这份回盘文件已由{before.read_by.name}于{when}导入批次 {before.batch.number}，没有重复入账。"
        )
    if batch.state != BatchState.WRITTEN:
        raise NotPossibleNow(f"批次 {batch.number} 现在是“{batch.get_state_display()}”，不能导入回盘文件。")


def _read(batch: PaymentBatch, data: bytes) -> list[Answer]:
    if len(data) > gb18030_csv.LARGEST_BYTES:
        raise NotUnderstood("回盘文件超过20MB，不像是本批次的回盘。请核对后重新选择。")
    try:
        return gb18030_csv.read_answer(batch.number, data)
    except Unreadable as broken:
        raise NotUnderstood(str(broken)) from broken


def _same_lines(answers: Sequence[Answer], lines: dict[int, PaymentLine]) -> None:
    said = [answer.ordinal for answer in answers]
    if sorted(said) != sorted(lines):
        raise NotUnderstood(
            f"回盘文件有{len(said)}笔，本批次有{len(lines)}笔，序号对不上，没有入账。请向代理银行取得完整的回盘文件。"
        )
    for answer in answers:
        line = lines[answer.ordinal]
        if answer.fen != fen_of(line.amount) or answer.account != line.account:
            raise NotUnderstood(f"回盘文件序号{answer.ordinal}的金额或账号与放款时不同，没有入账。请与代理银行核对。")


def _settle_paid(paid: Sequence[PaymentLine], at: datetime) -> None:
    if not paid:
        return
    PaymentLine.objects.filter(pk__in=[line.pk for line in paid]).update(state=LineState.PAID, settled_at=at)
    claims = [line.claim for line in paid]
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(state=ClaimState.PAID)
    pay_out(claims, at=at)


def _settle_returned(answers: Sequence[Answer], lines: dict[int, PaymentLine], at: datetime) -> None:
    back = [lines[answer.ordinal] for answer in answers if not answer.paid]
    reasons = {answer.ordinal: answer.reason for answer in answers}
    for line in back:
        line.state, line.reason, line.settled_at = LineState.RETURNED, reasons[line.ordinal][:120], at
    PaymentLine.objects.bulk_update(back, ["state", "reason", "settled_at"], batch_size=200)
