"""The queue for money: what stands unopposed and waits to be determined, in the order it came, and how far the money reaches.

Read from the rows each time, so that it cannot say otherwise than they do. Nobody enacted an order of payment: the place in the
queue is told, it bars nobody from signing what there is money for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, OuterRef, Q, Subquery, Sum

from workflow_app.models import Case, CaseState, ClaimState, NoticeLine, Round, RoundState
from workflow_app.models.money import AVAILABLE
from workflow_app.policy import catalogue
from workflow_app.queries.finance.set_aside import indicators
from workflow_app.queries.workplace import FINANCE, Workplace

READY = Q(claims__state=ClaimState.CLAIMED, claims__notice_lines__state=NoticeLine.State.CLEARED)


@dataclass(frozen=True, slots=True)
class InQueue:
    """A case that waits for its determination: its place from one, its sum in yuan, what is left before it, whether that reaches."""

    number: str
    place: int
    since: datetime
    amount: Decimal
    left: Decimal

    @property
    def reaches(self) -> bool:
        return self.left >= self.amount


@dataclass(frozen=True, slots=True)
class Demand:
    """An item of a bureau's region: what is there, what waits for it."""

    item: str
    title: str
    available: Decimal
    waiting: Sequence[InQueue]

    @property
    def asked(self) -> Decimal:
        return sum((each.amount for each in self.waiting), Decimal(0))

    @property
    def missing(self) -> Decimal:
        """Yuan short of paying everybody who waits."""
        return max(self.asked - self.available, Decimal(0))

    @property
    def without(self) -> list[InQueue]:
        """Those the money does not reach."""
        return [each for each in self.waiting if not each.reaches]


def queue(region: str, item: str, on: date) -> Demand:
    """Two statements: the money, and who waits for it."""
    available = indicators(region, item, on.year).aggregate(sum=Sum(AVAILABLE))["sum"] or Decimal(0)
    return Demand(item, catalogue.item(item).title_on(on), available, tuple(_in_order(region, item, available)))


def demands(place: Workplace) -> list[Demand]:
    """What waits for money in the person's finance bureaus' regions, the most missed first."""
    regions = {desk.unit.region for desk in place.desks if desk.unit.kind == FINANCE}
    waiting = Case.objects.filter(READY, unit__region__in=regions, state=CaseState.DECIDING)
    pairs = waiting.order_by().values_list("unit__region", "item").distinct()
    found = [queue(region, item, place.on) for region, item in pairs]
    return sorted(found, key=lambda each: -each.missing)


def place_in_queue(case: Case, on: date) -> InQueue | None:
    """Where a case stands that waits for its determination; None for any other."""
    if case.state != CaseState.DECIDING or not case.claims.filter(state=ClaimState.CLAIMED).exists():
        return None
    demand = queue(case.unit.region, case.item, on)
    return next((each for each in demand.waiting if each.number == case.number), None)


def _in_order(region: str, item: str, available: Decimal) -> Iterator[InQueue]:
    opened = Round.objects.filter(case=OuterRef("pk"), state=RoundState.OPEN).order_by("-pk").values("opened_at")
    cases = Case.objects.filter(READY, unit__region=region, item=item, state=CaseState.DECIDING)
    rows = cases.annotate(asked=Sum("claims__amount"), since=Max(Subquery(opened[:1])))
    left = available
    ready = rows.filter(since__isnull=False, asked__gt=0).order_by("since", "pk")
    for place, (number, since, asked) in enumerate(ready.values_list("number", "since", "asked"), start=1):
        yield InQueue(number, place, since, asked, left)
        left -= asked if left >= asked else 0
