"""Let the money go: the second person's act, and the one that cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.commit import commit_all
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.held import held_batch, held_cases
from workflow_app.commands.keep_to_limit import keep_to_limit
from workflow_app.commands.record import record
from workflow_app.models import Account, BatchState, ClaimState, LineState, PayeeAccount, PaymentBatch
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood, SeparationOfDuties
from workflow_app.queries.finance.doubts import cases_of, lines_in_doubt, unchecked
from workflow_app.queries.finance.due import PART
from workflow_app.queries.finance.offsets import cannot_meet
from workflow_app.queries.scope import acting_desk

WRITE_BANK_FILE = "write_bank_file"


def release_batch(batch_id: int, typed: Decimal, *, by: Account, at: datetime) -> PaymentBatch:
    """Release a drafted batch. `typed` is the total in yuan as the person typed it, to be sure they read it.

    Raises SeparationOfDuties for its drafter, NotAllowed above the person's limit, NotUnderstood for another total, NotPossibleNow when a line no longer
    equals what was determined, a doubt about it arose since the batch was built, or its case is being revoked.
    """
    with transaction.atomic():
        batch = held_batch(batch_id)
        desk = acting_desk(by, "batch_release", batch.finance_id, localtime(at).date())
        if batch.drafted_by_id == by.pk:
            raise SeparationOfDuties("这个批次是您编制的，按双人复核的要求，请由另一位同事放款。")
        if batch.state != BatchState.DRAFTED:
            raise AlreadyDone(_already(batch))
        if typed != batch.total:
            raise NotUnderstood(f"输入的金额与批次总额不一致，请对照批次总额重新输入。批次 {batch.number} 没有放款。")
        cases = held_cases(batch.request)
        _is_in_no_doubt(batch)
        _was_asked_again(batch)
        _equals_what_was_determined(batch)
        _goes_where_it_should(batch)
        commit_all(cases, by, Duty.RELEASE)
        keep_to_limit(by, desk, batch.total, at=at, but=batch.drafted_by_id)
        batch.release()
        batch.released_by, batch.released_at = by, at
        batch.save(update_fields=["state", "released_by", "released_at"])
        batch.lines.update(state=LineState.RELEASED)
        record(batch.stream, "release_batch", by=by, at=at, body={"count": batch.count, "total": str(batch.total)})
        enqueue(WRITE_BANK_FILE, [batch.pk], at=at)
        return batch


def _already(batch: PaymentBatch) -> str:
    if batch.released_by is None or batch.released_at is None:
        return f"批次 {batch.number} 现在是“{batch.get_state_display()}”，不能放款。"
    when = f"{localtime(batch.released_at):%Y年%-m月%-d日 %H:%M}"
    return f"批次 {batch.number} 已由{batch.released_by.name}于{when}放款，没有重复放款。"


def _is_in_no_doubt(batch: PaymentBatch) -> None:
    """Nobody pays unnoticed who died, retired or was hired since: whoever released first, or doubted first, was first."""
    if doubted := [str(ordinal) for ordinal in lines_in_doubt(batch)[:10]]:
        raise NotPossibleNow(
            f"批次 {batch.number} 第{'、'.join(doubted)}行在编制后发现需要核实的情况，或者正在办理撤销，不能放款。请作废本批次，重新编制；这些明细会自动留下。"
        )


def _was_asked_again(batch: PaymentBatch) -> None:
    """Months may lie between two instalments: a later one does not go before the registers were asked about its people once more."""
    later = batch.lines.filter(instalment__ordinal__gt=1).exists()
    if later and (left := unchecked(cases_of(batch))):
        raise NotPossibleNow(
            f"批次 {batch.number} 有分期支付的后续各期，还有{left}件没有完成支付前核对，不能放款。请稍后刷新；长时间没有完成的，请系统管理员检查后台任务。"
        )


def _equals_what_was_determined(batch: PaymentBatch) -> None:
    lines = batch.lines.annotate(part=PART)
    wrong = lines.exclude(claim__state=ClaimState.DETERMINED, amount=F("part")).count()
    if wrong or batch.lines.aggregate(total=Sum("amount"))["total"] != batch.total:
        raise NotPossibleNow(
            f"批次 {batch.number} 有{wrong}笔与核定结果不一致，不能放款。请作废本批次，核对后重新编制。"
        )


def _goes_where_it_should(batch: PaymentBatch) -> None:
    """An account corrected since the batch was built is not in it: nobody lets money go to the old one."""
    newest = PayeeAccount.objects.filter(case=OuterRef("claim__case")).order_by("-id").values("account_index")[:1]
    lines = batch.lines.annotate(now=Subquery(newest)).exclude(account_index=F("now")).values_list("ordinal", flat=True)
    if stale := [str(ordinal) for ordinal in lines[:10]]:
        raise NotPossibleNow(
            f"批次 {batch.number} 第{'、'.join(stale)}行的收款账户在编制后更正过，不能放款。请作废本批次，重新编制。"
        )
    offset = batch.lines.exclude(towards=None).select_related("claim")
    towards = {line.claim.case_id: line.ordinal for line in offset}
    if gone := cannot_meet(_accounts_of(towards)):
        named = "、".join(str(towards[case]) for case in sorted(gone))
        raise NotPossibleNow(
            f"批次 {batch.number} 第{named}行是抵缴追回款的，与申请人同意时不同（应缴的少了、待付的多了或者汇缴账户换了），不能放款。请作废本批次，重新编制。"
        )


def _accounts_of(cases: Iterable[int]) -> QuerySet[PayeeAccount]:
    """The accounts of these cases that count."""
    newest = PayeeAccount.objects.filter(case=OuterRef("case")).order_by("-pk").values("pk")[:1]
    return PayeeAccount.objects.filter(case__in=list(cases), pk=Subquery(newest)).select_related(
        "case__unit", "towards"
    )
