"""Instalments prove themselves: together they are their claim, each is paid once or stopped, and no claim is both paid whole and in parts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Sum

from workflow_app.models import Claim, ClaimState, Instalment, LineState, PaymentLine, Posting
from workflow_app.models.money import Ledger


def breaks() -> Iterator[str]:
    """A sentence for every claim whose instalments do not agree with it."""
    in_parts = Claim.objects.filter(Exists(Instalment.objects.filter(claim=OuterRef("pk")))).select_related("case")
    for added in in_parts.annotate(sum=Sum("instalments__amount")).exclude(sum=F("amount")):
        yield f"办件 {added.case.number} 第{added.ordinal}行各期合计 {added.sum} 元，核定 {added.amount} 元"
    for claim in in_parts.filter(payment_lines__instalment=None, payment_lines__isnull=False).distinct():
        yield f"办件 {claim.case.number} 第{claim.ordinal}行应分期支付，却有整笔支付"
    lines = PaymentLine.objects.exclude(instalment=None).select_related("batch", "instalment")
    for line in lines.exclude(instalment__claim=F("claim")):
        yield f"批次 {line.batch.number} 第{line.ordinal}笔支付的是另一行的一期"
    for line in lines.exclude(batch__drafted_at__date__gte=F("instalment__due_on")):
        yield f"批次 {line.batch.number} 第{line.ordinal}笔在这一期的起付日以前编制"
    yield from _ended()


def _ended() -> Iterator[str]:
    """A claim is paid once each of its instalments is paid or stopped, and not before; what is stopped went back."""
    paid = PaymentLine.objects.filter(instalment=OuterRef("pk"), state=LineState.PAID)
    rows = Instalment.objects.annotate(paid=Exists(paid)).select_related("claim__case")
    for row in rows.filter(claim__state=ClaimState.PAID, paid=False, stopped_at=None):
        yield f"办件 {row.claim.case.number} 第{row.claim.ordinal}行记为已到账，第{row.ordinal}期没有支付，也没有停止"
    for row in rows.filter(paid=True).exclude(stopped_at=None):
        yield f"办件 {row.claim.case.number} 第{row.claim.ordinal}行第{row.ordinal}期已停止支付，却已到账"
    back = Posting.objects.filter(source=Ledger.RESERVED, target=Ledger.AVAILABLE)
    stopped = Claim.objects.filter(instalments__stopped_at__isnull=False).distinct().select_related("case")
    for claim in stopped.annotate(given=Exists(back.filter(claim=OuterRef("pk")))).filter(Q(given=False)):
        yield f"办件 {claim.case.number} 第{claim.ordinal}行以后各期已停止支付，预留的资金没有退回"
