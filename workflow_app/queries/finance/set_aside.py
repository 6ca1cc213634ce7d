"""Which indicators pay what, and how much of them was set aside for claims."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from workflow_app.models import Appropriation, Ledger, Posting

IN = Q(target=Ledger.RESERVED)
OUT = Q(source=Ledger.RESERVED) & ~Q(target=Ledger.PAID)


def indicators(region: str, item: str, year: int) -> QuerySet[Appropriation]:
    """Those from which an item is paid in a region and a year, the oldest first; closed ones pay nothing more."""
    return Appropriation.objects.filter(region=region, item=item, year=year, closed_on=None).order_by("id")


def set_aside(claims: QuerySet[Any, Any]) -> Decimal:
    """Yuan set aside for these claims and not given back; what was paid of it counts. One statement."""
    postings = Posting.objects.filter(claim__in=claims)
    sums = postings.aggregate(into=Sum("amount", filter=IN), out=Sum("amount", filter=OUT))
    return (sums["into"] or Decimal(0)) - (sums["out"] or Decimal(0))


def sources_of(claims: QuerySet[Any, Any]) -> dict[int, frozenset[int]]:
    """{claim: the indicators its money stands at}, carried ones where they were carried to."""
    open_ones = Posting.objects.filter(claim__in=claims, target=Ledger.RESERVED, appropriation__closed_on=None)
    found: dict[int, set[int]] = {}
    for claim, indicator in open_ones.order_by("pk").values_list("claim", "appropriation"):
        found.setdefault(claim, set()).add(indicator)
    return {claim: frozenset(keys) for claim, keys in found.items()}


def indicators_of(claims: QuerySet[Any, Any]) -> QuerySet[Appropriation]:
    """The indicators these claims are or were paid from, the oldest first."""
    from_these = Posting.objects.filter(claim__in=claims, target=Ledger.RESERVED).values("appropriation")
    return Appropriation.objects.filter(pk__in=from_these).order_by("pk")
