"""The queue for money: what stands unopposed and waits to be determined, in the order it came, and how far the money reaches. A case
finds money as `commands/reserve.py` looks for it: each tier's share whole in one indicator, the oldest with room.

Read from the rows each time, so that it cannot say otherwise than they do. Nobody enacted an order of payment: the place in the
queue is told, it bars nobody from signing what there is money for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery, Sum

from workflow_app.models import Case, CaseState, Claim, ClaimState, NoticeLine, Round, RoundState
from workflow_app.models.money import AVAILABLE
from workflow_app.policy import catalogue
from workflow_app.policy.money import shared
from workflow_app.queries.finance.recoverable import CENT
from workflow_app.queries.finance.set_aside import indicators
from workflow_app.queries.workplace import FINANCE, Workplace

READY = Q(claims__state=ClaimState.CLAIMED, claims__notice_lines__state=NoticeLine.State.CLEARED)


@dataclass(frozen=True, slots=True)
class InQueue:
    """A case that waits for its determination: its place from one, its sum in yuan, and whether it finds money. `needed` is the share that
    finds none (of `tier`, '' where any may pay), `left` the most that one indicator has for it after those before; else the last one's."""

    number: str
    place: int
    since: datetime
    amount: Decimal
    tier: str
    needed: Decimal
    left: Decimal

    @property
    def reaches(self) -> bool:
        return self.left >= self.needed


@dataclass(frozen=True, slots=True)
class Demand:
    """An item of a bureau's region: what is there in all indicators, what waits for it, and how many yuan one indicator (of each tier)
    would have to be given to pay everybody who waits."""

    item: str
    title: str
    available: Decimal
    waiting: Sequence[InQueue]
    missing: Decimal

    @property
    def asked(self) -> Decimal:
        return sum((each.amount for each in self.waiting), Decimal(0))

    @property
    def without(self) -> list[InQueue]:
        """Those the money does not reach."""
        return [each for each in self.waiting if not each.reaches]

    @property
    def is_split(self) -> bool:
        """Whether all indicators together would do, and no single one does."""
        return bool(self.missing) and self.available >= self.asked


class Rooms:
    """What the indicators have left while one case after another is thought to be determined."""

    def __init__(self, rows: Iterable[tuple[str, Decimal]]) -> None:
        told = list(rows)
        self.tiers, self.left = [tier for tier, _ in told], [left for _, left in told]
        self.unplaced = defaultdict[str, Decimal](Decimal)

    def take(self, parts: Mapping[str, Decimal]) -> tuple[str, Decimal, Decimal]:
        """(tier, yuan, the most one indicator has) of the first share that finds no money, or of the last one; then nothing is taken."""
        before, told = list(self.left), ("", Decimal(0), Decimal(0))
        for tier, yuan in parts.items():
            told = tier, yuan, self.most(tier)
            fitting = next((place for place in self._of(tier) if self.left[place] >= yuan), None)
            if fitting is None:
                self.left = before
                for each, sum_of in parts.items():
                    self.unplaced[each] += sum_of
                return told
            self.left[fitting] -= yuan
        return told

    def most(self, tier: str) -> Decimal:
        """What one indicator of that tier has at most."""
        return max((self.left[place] for place in self._of(tier)), default=Decimal(0))

    @property
    def missing(self) -> Decimal:
        """Of each tier what its fullest indicator lacks for all shares that found no money."""
        short = (yuan - self.most(tier) for tier, yuan in self.unplaced.items())
        return sum((each for each in short if each > 0), Decimal(0))

    def _of(self, tier: str) -> list[int]:
        return [place for place, own in enumerate(self.tiers) if tier in ("", own)]


def queue(region: str, item: str, on: date) -> Demand:
    """Two statements: the money, and who waits for it; one more where tiers share."""
    rows = list(indicators(region, item, on.year).annotate(room=AVAILABLE).values_list("tier", "room"))
    rooms = Rooms((tier, room.quantize(CENT)) for tier, room in rows)
    available = sum(rooms.left, Decimal(0))
    waiting = tuple(_in_order(region, item, rooms))
    return Demand(item, catalogue.item(item).title_on(on), available, waiting, rooms.missing)


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


def _in_order(region: str, item: str, rooms: Rooms) -> Iterator[InQueue]:
    opened = Round.objects.filter(case=OuterRef("pk"), state=RoundState.OPEN).order_by("-pk").values("opened_at")
    cases = Case.objects.filter(READY, unit__region=region, item=item, state=CaseState.DECIDING)
    rows = cases.annotate(asked=Sum("claims__amount"), since=Max(Subquery(opened[:1])))
    ready = list(rows.filter(since__isnull=False, asked__gt=0).order_by("since", "pk"))
    parts = _parts(ready)
    for place, case in enumerate(ready, start=1):
        yield InQueue(case.number, place, case.since, case.asked, *rooms.take(parts[case.pk]))


def _parts(cases: Sequence[Any]) -> dict[int, Mapping[str, Decimal]]:
    """{case: {tier: yuan}}, each claim shared to the fen as it will be; '' where any indicator may pay."""
    found: dict[int, Mapping[str, Decimal]] = {case.pk: {"": case.asked} for case in cases}
    shared_out = {
        case.pk: shares(case.pk) for case in cases if (shares := catalogue.procedure(case.item, case.procedure).shares)
    }
    if not shared_out:
        return found
    sums: dict[int, dict[str, Decimal]] = {case: defaultdict(Decimal) for case in shared_out}
    claims = Claim.objects.filter(case__in=shared_out, state=ClaimState.CLAIMED)
    for case, amount in claims.order_by("case", "ordinal").values_list("case", "amount"):
        for tier, part in shared(amount, shared_out[case]).items():
            sums[case][tier] += part
    return found | {case: {tier: yuan for tier, yuan in parts.items() if yuan} for case, parts in sums.items()}
