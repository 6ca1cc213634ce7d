"""追回 as finance reads it: what its bureau paid and others ordered back, what came of it, what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum

from workflow_app.models import PaymentLine, Posting, ReceiptEntry, Recovery, RecoveryReceipt, RecoveryState
from workflow_app.models.recovery import OWING
from workflow_app.queries.finance.offsets import unreceived
from workflow_app.queries.workplace import FINANCE, Workplace

MOST = 100  # settled ones shown; those that owe are all shown


@dataclass(frozen=True, slots=True)
class Owed:
    """A recovery with what came back of it. Yuan."""

    row: Recovery
    received: Decimal
    overdue: bool

    @property
    def left(self) -> Decimal:
        return self.row.amount - self.received


def owing(place: Workplace) -> list[Owed]:
    """Every recovery the bureau waits for, the earliest day first."""
    return [_owed(row, place.on) for row in _ours(place).filter(state__in=OWING).order_by("pay_by", "pk")]


def waiting(place: Workplace) -> QuerySet[ReceiptEntry]:
    """What was entered of the bureau's recoveries and waits for another person, the oldest first."""
    rows = ReceiptEntry.objects.filter(recovery__in=_ours(place).values("pk"), answered_at=None)
    return rows.select_related("recovery__case__applicant", "by", "line__batch").order_by("pk")


def transfers_to_receive(place: Workplace) -> list[PaymentLine]:
    """What the bank paid towards the bureau's debts and nobody entered a receipt of, by debt."""
    met = Recovery.objects.filter(pk__in=_ours(place).values("pk"), state__in=OWING, offset_lines__isnull=False)
    return [
        line for row in met.distinct().order_by("pk") for line in unreceived(row).select_related("batch", "towards")
    ]


def settled(place: Workplace) -> list[Owed]:
    """The last ones that came back whole."""
    rows = _ours(place).filter(state=RecoveryState.PAID_BACK).order_by("-ended_at", "-pk")
    return [_owed(row, place.on) for row in rows[:MOST]]


def _ours(place: Workplace) -> QuerySet[Recovery]:
    """Of claims that an indicator of one's own bureau paid."""
    units = place.units_of(FINANCE)
    paid = Posting.objects.filter(claim__recovered_lines__recovery=OuterRef("pk"), appropriation__unit__in=units)
    receipts = Prefetch("receipts", RecoveryReceipt.objects.order_by("paid_on", "pk"))
    rows = Recovery.objects.filter(Exists(paid)).select_related("case__applicant", "case__unit")
    return rows.annotate(received=Sum("receipts__amount")).prefetch_related(receipts)


def _owed(row: Recovery, on: date) -> Owed:
    until = row.demand_until or row.pay_by
    received: Decimal | None = getattr(row, "received", None)
    return Owed(row, received or Decimal(0), row.state in OWING and until is not None and on > until)
