"""What came back equals what was ordered back, receipt by receipt, and never more than was paid."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F, Sum

from workflow_app.models import Claim, FundsMove, Ledger, Posting, Recovery, RecoveryReceipt, RecoveryState
from workflow_app.models.money import left_on

BACK = (Ledger.AVAILABLE, Ledger.RETURNED)


def breaks() -> Iterator[str]:
    """A sentence for every recovery whose lines, receipts, postings and state do not agree."""
    for row in Recovery.objects.select_related("case").order_by("pk").iterator():
        for wrong in _of(row):
            yield f"办件 {row.case.number} 的追回{wrong}"
    for receipt in RecoveryReceipt.objects.select_related("recovery__case", "move").order_by("pk").iterator():
        posted = receipt.move.postings.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
        if posted != receipt.amount or receipt.move.amount != receipt.amount:
            yield f"国库收款 {receipt.serial} 登记 {receipt.amount:.2f} 元，入账 {posted:.2f} 元"
    stray = Posting.objects.filter(source=Ledger.PAID, target__in=BACK).filter(move__recovery_receipt=None)
    for posting in stray.select_related("claim__case"):
        yield f"分录 {posting.pk} 从支付转出 {posting.amount} 元，没有国库收款"
    for move in FundsMove.objects.filter(kind=FundsMove.Kind.RECOVER, recovery_receipt=None):
        yield f"追回 {move.number} 没有国库收款"
    moved = Posting.objects.order_by().values("claim").annotate(left=left_on(Ledger.PAID)).filter(left__lt=0)
    for claim in Claim.objects.filter(pk__in=[each["claim"] for each in moved]).select_related("case"):
        yield f"办件 {claim.case.number} 第{claim.ordinal}行追回的多于支付的"


def _of(row: Recovery) -> Iterator[str]:
    asked = row.lines.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    if asked != row.amount:
        yield f"金额 {row.amount:.2f} 与所列明细合计 {asked:.2f} 不一致"
    if row.lines.filter(amount__gt=F("claim__amount")).exists():
        yield "有一行多于它支付的金额"
    received = row.receipts.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    if received > row.amount or (received == row.amount) != (row.state == RecoveryState.PAID_BACK):
        yield f"应缴 {row.amount:.2f} 元，已缴 {received:.2f} 元，状态却是“{row.get_state_display()}”"
    if row.decided_at and row.decided_by_id == row.proposed_by_id:
        yield "由同一个人提出和决定"
