"""Read the bank's return file: every line of the files it answers settles, or it changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.bank.transfer import Answer
from workflow_app.commands.close_case import CLOSE_CASE
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.held import held_batch
from workflow_app.commands.issue import issue
from workflow_app.commands.keep_file import keep_file
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
    PresentedReturn,
)
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.bank_profiles import profile_of
from workflow_app.queries.finance.due import unpaid
from workflow_app.queries.finance.returned_files import by_ordinal, look, posted_before, said_who, why_not_whole
from workflow_app.queries.papers.treasury import payment_receipt
from workflow_app.queries.scope import acting_desk

RECEIPT = PaperKind(
    "payment_receipt", "国库集中支付入账通知", "case_paper", "入", "papers/payment_receipt.html", internal=True
)


def read_return(batch_id: int, data: bytes, *, by: Account, at: datetime) -> PaymentBatch:
    """Settle the files of a written batch which the bank's answer answers, comparing line, amount and account.

    The batch is settled once all its files are. Raises AlreadyDone for a file read before, NotUnderstood naming the line that
    differs; nothing is settled then.
    """
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        batch = held_batch(batch_id)
        acting_desk(by, "batch_draft", batch.finance_id, localtime(at).date())
        may_be_read(batch, digest)
        lines = by_ordinal(batch)
        matching = look(batch, data, lines.values())
        if not matching.whole:
            raise NotUnderstood(why_not_whole(batch, matching))
        answers = [said.answer for said in matching.matched]
        kept = _keep(batch, data, digest, by, at)
        paid = [lines[answer.ordinal] for answer in answers if answer.paid]
        _settle_paid(paid, at)
        _settle_returned(answers, lines, at)
        split = _answer_files(batch, kept, matching.parts, at)
        body = {"sha256": digest, "paid": len(paid), "returned": len(answers) - len(paid)}
        record(
            batch.stream, "read_return", by=by, at=at, body=body | ({"files": list(matching.parts)} if split else {})
        )
        occasion = f"{batch.number} {digest[:16]}" if split else batch.number
        enqueue(CLOSE_CASE, sorted({line.claim.case_id for line in paid}), at=at, occasion=occasion)
        return batch


def may_be_read(batch: PaymentBatch, digest: str) -> None:
    """Raises AlreadyDone for a file read before, naming by whom and when; NotPossibleNow when no answer is waited for."""
    before = posted_before(digest)
    if before is not None:
        raise AlreadyDone(said_who(before))
    if batch.state != BatchState.WRITTEN:
        raise NotPossibleNow(f"批次 {batch.number} 现在是“{batch.get_state_display()}”，不能导入回盘文件。")


def _keep(batch: PaymentBatch, data: bytes, digest: str, by: Account, at: datetime) -> BankReturn:
    """The bytes stay sealed; those that were looked at before are kept already."""
    shown = PresentedReturn.objects.filter(batch=batch, sha256=digest).select_related("file").first()
    extension = profile_of(batch).extension
    name = f"回盘{batch.number}.{extension}"
    file = shown.file if shown else keep_file(extension, data, name, by=by, at=at)
    return BankReturn.objects.create(batch=batch, sha256=digest, file=file, read_by=by, read_at=at)


def _answer_files(batch: PaymentBatch, kept: BankReturn, parts: Sequence[int], at: datetime) -> bool:
    """Tie the answer to the files it answers; the last one settles the batch. Whether the batch went in several."""
    batch.bank_files.filter(number__in=parts).update(answered_by=kept)
    files = list(batch.bank_files.values_list("answered_by", flat=True))
    if all(files):
        batch.settle()
        batch.settled_at = at
        batch.save(update_fields=["state", "settled_at"])
        _tell_what_became(batch, kept.read_by, at)
    return len(files) > 1


def _tell_what_became(batch: PaymentBatch, by: Account, at: datetime) -> None:
    """Every transfer has its answer: 入账通知."""
    issue(
        RECEIPT.kind,
        paper=RECEIPT,
        notice=batch.request.notice,
        funds_request=batch.request,
        unit=batch.finance,
        data=payment_receipt(batch, by, at),
        at=at,
    )


def _settle_paid(paid: Sequence[PaymentLine], at: datetime) -> None:
    if not paid:
        return
    PaymentLine.objects.filter(pk__in=[line.pk for line in paid]).update(state=LineState.PAID, settled_at=at)
    waiting = set(unpaid(line.claim_id for line in paid if line.instalment_id).values_list("claim", flat=True))
    over = {line.claim_id for line in paid} - waiting
    Claim.objects.filter(pk__in=over).update(state=ClaimState.PAID)
    pay_out([(line.claim, line.amount) for line in paid], at=at)


def _settle_returned(answers: Sequence[Answer], lines: Mapping[int, PaymentLine], at: datetime) -> None:
    back = [lines[answer.ordinal] for answer in answers if not answer.paid]
    reasons = {answer.ordinal: answer.reason for answer in answers}
    for line in back:
        line.state, line.reason, line.settled_at = LineState.RETURNED, reasons[line.ordinal][:120], at
    PaymentLine.objects.bulk_update(back, ["state", "reason", "settled_at"], batch_size=200)
