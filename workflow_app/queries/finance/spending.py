"""What was planned of indicators and what was taken of it, from the rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Case, DecimalField, F, OuterRef, Q, Subquery, Sum, Value, When

from workflow_app.models import Appropriation, Ledger, NoticeLine, PlanState, Posting, SpendingPlan
from workflow_app.models.spending_plan import UNDER_WAY
from workflow_app.policy.spending_plan import MONTHS, ZERO, Room, month_reached

CENT = Decimal("0.01")  # SQLite forgets the cents of a sum that has none
# A sum set aside counts as taken while it stands aside, is paid, or came back too late to be spent again.
GIVEN_BACK = (Q(source=Ledger.RESERVED) & ~Q(target=Ledger.PAID)) | Q(source=Ledger.PAID, target=Ledger.AVAILABLE)

MOVED = Case(
    When(target=Ledger.RESERVED, then=F("amount")),
    When(GIVEN_BACK, then=Value(0) - F("amount")),
    default=Value(0),
    output_field=DecimalField(),
)


def rooms(rows: Iterable[Appropriation], on: date) -> dict[int, Room]:
    """{indicator: what is planned to the month of that day and taken}, in two statements."""
    months = {row.pk: month_reached(row.year, on) for row in rows}
    planned, took = by_month(months), taken(months)
    return {key: Room(month, _to(planned, key, month), took.get(key, ZERO)) for key, month in months.items()}


def by_month(
    indicators: Iterable[int], states: Iterable[str] = (PlanState.APPROVED,)
) -> Mapping[tuple[int, int], Decimal]:
    """{(indicator, month): yuan} of the plans in these states. One statement."""
    found = SpendingPlan.objects.filter(appropriation__in=list(indicators), state__in=list(states)).order_by()
    rows = found.values_list("appropriation", "month").annotate(sum=Sum("amount"))
    return {(key, month): total.quantize(CENT) for key, month, total in rows}


def under_way(indicator: int) -> Mapping[int, Decimal]:
    """{month: yuan} of what somebody drafted and the treasury has not answered."""
    return {month: total for (_, month), total in by_month([indicator], UNDER_WAY).items()}


def taken(indicators: Iterable[int]) -> dict[int, Decimal]:
    """{indicator: yuan} of the claims that stand in a request and of which the money did not come back. One statement."""
    asked = NoticeLine.objects.filter(funds_request__isnull=False).values("claim")
    found = Posting.objects.filter(appropriation__in=list(indicators), claim__in=asked).order_by()
    return {key: total.quantize(CENT) for key, total in found.values_list("appropriation").annotate(sum=Sum(MOVED))}


def taken_by_request(indicator: int) -> dict[int, Decimal]:
    """{request: yuan} of the same, of one indicator: what its sum taken is made of. One statement."""
    asked = NoticeLine.objects.filter(claim=OuterRef("claim"), funds_request__isnull=False).values("funds_request")
    found = Posting.objects.filter(appropriation=indicator).annotate(request=Subquery(asked[:1]))
    rows = found.filter(request__isnull=False).order_by().values_list("request").annotate(sum=Sum(MOVED))
    return {request: total.quantize(CENT) for request, total in rows}


def spendable(row: Appropriation) -> Decimal:
    """What an indicator can pay in its year at all: its amount without what stands still, was passed on or given up."""
    return row.appropriated - row.frozen - row.passed_on - row.lapsed


def _to(planned: Mapping[tuple[int, int], Decimal], key: int, month: int) -> Decimal:
    return sum((planned.get((key, each), ZERO) for each in range(1, min(month, MONTHS) + 1)), ZERO)
