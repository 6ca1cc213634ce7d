"""What spending plans and requests say of each other: nothing was requested that was not planned for the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from workflow_app.models import Appropriation, FundsMove, SpendingPlan
from workflow_app.queries.finance.spending import by_month, taken


def breaks() -> Iterator[str]:
    """A sentence for every month planned below nothing, and for every indicator of which more was requested than was planned. One
    that was carried from a year before, or was never planned, is left out: it was requested before there was a plan."""
    planned: dict[int, Decimal] = defaultdict(Decimal)
    keys = list(SpendingPlan.objects.order_by().values_list("appropriation", flat=True).distinct())
    names = dict(Appropriation.objects.filter(pk__in=keys).values_list("pk", "indicator"))
    for (key, month), total in by_month(keys).items():
        planned[key] += total
        if total < 0:
            yield f"指标 {names[key]} {month}月的用款计划合计 {total} 元，小于零"
    carried = set(
        FundsMove.objects.filter(kind=FundsMove.Kind.CARRY, postings__source="granted").values_list(
            "postings__appropriation", flat=True
        )
    )
    for key, total in taken(keys).items():
        if key not in carried and total > planned[key]:
            yield f"指标 {names[key]} 已申请 {total} 元，全年用款计划只批复 {planned[key]} 元"
