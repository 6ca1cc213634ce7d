"""The ledger as finance reads it: every indicator with its accounts, and the postings any of their figures is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.timezone import get_current_timezone

from workflow_app.models import Appropriation, FundsMove, Ledger, PaymentLine, Posting
from workflow_app.models.money import COUNTER, left_on
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound, NotUnderstood
from workflow_app.queries.finance.recoverable import CENT
from workflow_app.queries.workplace import FINANCE, Workplace

ACCOUNTS = tuple(account for account in Ledger if account != Ledger.GRANTED)
ROWS = 50
MOST = 50_000  # rows of an export
Entries = QuerySet[Posting]


@dataclass(frozen=True, slots=True)
class Balance:
    """An indicator and what stands on each of its accounts, from the postings alone."""

    row: Appropriation
    item: str
    stands: Mapping[str, Decimal]

    @property
    def granted(self) -> Decimal:
        """What the indicator was given, in yuan."""
        return -self.stands.get(Ledger.GRANTED, Decimal(0))

    @property
    def cells(self) -> list[tuple[Ledger, Decimal]]:
        """(account, yuan) in the order of the table."""
        return [(account, self.stands.get(account, Decimal(0))) for account in ACCOUNTS]

    @property
    def off(self) -> Decimal:
        """By how much postings and counters of the row differ, on the account where they differ most."""
        counted = {account: getattr(self.row, name) for account, name in COUNTER.items()}
        counted |= {Ledger.AVAILABLE: self.row.available, Ledger.GRANTED: -self.row.appropriated}
        apart = (abs(self.stands.get(account, Decimal(0)) - yuan) for account, yuan in counted.items())
        return max(apart).quantize(CENT)


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Every indicator of a bureau and a year, from the postings; `off` is by how much the counters that bar overdrawing say otherwise, in
    yuan, nothing when all is well."""

    year: int
    years: Sequence[int]
    rows: Sequence[Balance]
    granted: Decimal
    sums: Sequence[tuple[Ledger, Decimal]]

    @property
    def off(self) -> Decimal:
        return sum((each.off for each in self.rows), Decimal(0))


@dataclass(frozen=True)
class Asked:
    """Which postings: of an indicator, on one of its accounts, for a case, by a batch, of a day. Nothing asked is all there are."""

    indicator: int | None = None
    account: str = ""
    case: str = ""
    batch: str = ""
    day: date | None = None


def trial_balance(place: Workplace, year: int) -> TrialBalance:
    """Three statements, however many indicators."""
    own = Appropriation.objects.filter(unit__in=place.units_of(FINANCE))
    rows = list(own.filter(year=year).order_by("item", "pk"))
    stands = _stands(rows)
    balances = [Balance(row, catalogue.item(row.item).title_on(place.on), stands.get(row.pk, {})) for row in rows]
    sums = [(account, sum((dict(each.cells)[account] for each in balances), Decimal(0))) for account in ACCOUNTS]
    years = sorted({year, *own.values_list("year", flat=True).distinct()}, reverse=True)
    return TrialBalance(year, years, balances, sum((each.granted for each in balances), Decimal(0)), sums)


def indicator_of(place: Workplace, key: int) -> Balance:
    """One of the bureau's; NotFound for another's."""
    row = Appropriation.objects.filter(unit__in=place.units_of(FINANCE), pk=key).select_related("unit").first()
    if row is None:
        raise NotFound("没有找到这个指标，或者不归您所在的单位管理。")
    return Balance(row, catalogue.item(row.item).title_on(place.on), _stands([row]).get(row.pk, {}))


def postings(place: Workplace, asked: Asked) -> Entries:
    """The bureau's postings that were asked for, newest first."""
    found = Posting.objects.filter(appropriation__unit__in=place.units_of(FINANCE))
    if asked.indicator is not None:
        found = found.filter(appropriation=asked.indicator)
    if asked.account:
        found = found.filter(Q(source=asked.account) | Q(target=asked.account))
    if asked.case:
        found = found.filter(claim__case__number=asked.case)
    if asked.batch:
        found = found.filter(_of_batch(asked.batch))
    if asked.day:
        found = found.filter(at__range=_of_day(asked.day))
    return found.select_related("appropriation", "claim__case", "move__by").order_by("-pk")


def net(entries: Entries, account: str) -> Decimal:
    """What they left on an account; without one, how much moved in all."""
    if not account:
        return entries.order_by().aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return entries.order_by().aggregate(sum=left_on(Ledger(account)))["sum"] or Decimal(0)


def read_asked(said: Mapping[str, str]) -> Asked:
    """What an address asks for. NotUnderstood for a day or an account that is none."""
    day, account, key = said.get("day", ""), said.get("account", ""), said.get("indicator", "")
    if account and account not in Ledger.values:
        raise NotUnderstood("没有这个账户，请从指标页上点开数字查看。")
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        raise NotUnderstood("日期读不懂，请按“2026-03-16”的样子填写。") from None
    indicator = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None
    return Asked(indicator, account, said.get("case", "").strip(), said.get("batch", "").strip(), on)


def exported(entries: Entries) -> Iterator[tuple[Any, ...]]:
    """The postings as rows of a table. NotUnderstood for more than anybody reads in one sheet: none is left out silently."""
    if (many := entries.count()) > MOST:
        raise NotUnderstood(f"有{many}条分录，一张表最多{MOST}条。请先按指标、办件、批次或者日期缩小范围，再导出。")
    for row in entries.iterator(chunk_size=1000):
        yield (
            row.at,
            row.appropriation.indicator,
            Ledger(row.source).label,
            Ledger(row.target).label,
            row.amount,
            row.claim.case.number if row.claim else "",
            row.claim.ordinal if row.claim else "",
            row.claim.masked if row.claim else "",
            row.move.get_kind_display() if row.move else "",
            row.move.number if row.move else "",
        )


def moves_of(row: Appropriation) -> QuerySet[FundsMove]:
    """Why its money moved without a claim, oldest first."""
    return FundsMove.objects.filter(postings__appropriation=row).select_related("by").distinct().order_by("pk")


def _stands(rows: Sequence[Appropriation]) -> dict[int, dict[str, Decimal]]:
    """{indicator: {account: yuan}}: one statement."""
    found: dict[int, dict[str, Decimal]] = {row.pk: {} for row in rows}
    moved = Posting.objects.filter(appropriation__in=list(found)).order_by()
    for key, source, target, total in moved.values_list("appropriation", "source", "target").annotate(
        sum=Sum("amount")
    ):
        stands = found[key]
        stands[source] = stands.get(source, Decimal(0)) - total
        stands[target] = stands.get(target, Decimal(0)) + total
    return found


def _of_batch(number: str) -> Q:
    """The postings of its claims; of a claim paid in parts only what this batch paid, entered at the instant its answer was read."""
    lines = PaymentLine.objects.filter(batch__number=number, claim=OuterRef("claim"))
    own = lines.filter(instalment__isnull=False, settled_at=OuterRef("at"))
    paid = Q(Exists(own), source=Ledger.RESERVED, target=Ledger.PAID)
    return Q(Exists(lines.filter(instalment__isnull=True))) | paid


def _of_day(day: date) -> tuple[datetime, datetime]:
    zone = get_current_timezone()
    return datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)
