"""Set money aside for determined claims, post it when paid, give it back when it will not be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import F
from django.utils.timezone import localtime

from workflow_app.models import Appropriation, Case, Claim, Ledger, Posting
from workflow_app.policy.refusals import BudgetExhausted


def reserve(case: Case, claims: Sequence[Claim], *, at: datetime) -> Appropriation:
    """Move the sum from available to reserved in one guarded statement.

    Raises BudgetExhausted with the sum and what is left: approval is refused, never paid on credit.
    """
    total = sum((claim.amount for claim in claims), Decimal(0))
    year = localtime(at).year
    fitting = Appropriation.objects.filter(region=case.unit.region, item=case.item, year=year).order_by("id")
    for appropriation in fitting:
        room = Appropriation.objects.filter(pk=appropriation.pk, appropriated__gte=F("reserved") + F("posted") + total)
        if room.update(reserved=F("reserved") + total):
            post(appropriation, claims, Ledger.AVAILABLE, Ledger.RESERVED, at)
            return appropriation
    left = max((a.appropriated - a.reserved - a.posted for a in fitting), default=Decimal(0))
    raise BudgetExhausted(
        f"{year}年度本项资金指标不足：本次需要 {total:,.2f} 元，可用余额 {left:,.2f} 元。请先由财政部门下达或追加指标，再核定。"
    )


def give_back(claim: Claim, *, at: datetime) -> Appropriation:
    """Move what was set aside for a claim back to where it was taken from."""
    taken = Posting.objects.select_related("appropriation").get(claim=claim, target=Ledger.RESERVED)
    Appropriation.objects.filter(pk=taken.appropriation_id).update(reserved=F("reserved") - taken.amount)
    post(taken.appropriation, [claim], Ledger.RESERVED, Ledger.AVAILABLE, at)
    return taken.appropriation


def post(appropriation: Appropriation, claims: Sequence[Claim], source: str, target: str, at: datetime) -> None:
    """Write one posting per claim; the counters are the caller's, in the same transaction."""
    Posting.objects.bulk_create(
        (
            Posting(appropriation=appropriation, claim=claim, source=source, target=target, amount=claim.amount, at=at)
            for claim in claims
        ),
        batch_size=500,
    )
