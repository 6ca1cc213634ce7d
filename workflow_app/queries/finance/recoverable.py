"""What of a case's payments may be recovered, and of a recovery what came back and what is owed. Yuan throughout."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from workflow_app.models import Case, Claim, Ledger, Posting, Recovery
from workflow_app.models.money import left_on

CENT = Decimal("0.01")  # SQLite forgets the cents of a sum that has none


def recoverable(case: Case) -> list[tuple[Claim, Decimal]]:
    """The lines of a case with what was paid on each and has not come back, in their order."""
    paid = case.claims.filter(postings__target=Ledger.PAID).distinct().order_by("ordinal")
    stood = _left(list(paid.values_list("pk", flat=True)))
    return [(claim, stood[claim.pk]) for claim in paid if stood.get(claim.pk, 0) > 0]


def came_back(recovery: Recovery) -> dict[int, Decimal]:
    """{claim: yuan} of what the receipts of a recovery posted."""
    moved = Posting.objects.filter(move__recovery_receipt__recovery=recovery).order_by()
    return dict(moved.values_list("claim").annotate(sum=Sum("amount")))


def owed(recovery: Recovery) -> Decimal:
    """What has still to come back of what was ordered."""
    received = recovery.receipts.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return recovery.amount - received


def _left(claims: list[int]) -> dict[int, Decimal]:
    rows = Posting.objects.filter(claim__in=claims).order_by().values_list("claim")
    return {claim: left.quantize(CENT) for claim, left in rows.annotate(left=left_on(Ledger.PAID))}
