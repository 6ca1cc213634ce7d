"""What the account's statements say against released batches, each difference named. Nothing here is posted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from workflow_app.bank.reconcile import STOP, WAIT, Booked, Verdict, compare, compare_line
from workflow_app.bank.statement import meaning
from workflow_app.models import BankStatement, BatchState, LineState, PaymentBatch, PaymentLine, StatementRow
from workflow_app.policy.money import fen_of
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.workplace import FINANCE, Workplace

MOST = 100
ZERO = Decimal(0)
RELEASED = (BatchState.RELEASED, BatchState.WRITTEN, BatchState.SETTLED)
ORDER = {STOP: 0, WAIT: 1}


@dataclass(frozen=True, slots=True)
class Compared:
    """A batch beside what the statements say of it."""

    batch: PaymentBatch
    paid: Decimal
    back: Decimal
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A transaction and what there is to say of it; None when its batch says all."""

    row: StatementRow
    verdict: Verdict | None


def statements(place: Workplace) -> QuerySet[BankStatement]:
    """The bureau's statements, newest first."""
    found = BankStatement.objects.filter(unit__in=place.units_of(FINANCE))
    return found.select_related("read_by", "file").order_by("-pk")


def statement_of(place: Workplace, statement_id: int) -> BankStatement:
    """One of them; NotFound for another bureau's."""
    found = statements(place).filter(pk=statement_id).first()
    if found is None:
        raise NotFound("没有找到这份对账单，或者不归您所在的单位。")
    return found


def compared(place: Workplace) -> list[Compared]:
    """The newest released batches and whatever else the statements name: what differs first, then what waits."""
    units = place.units_of(FINANCE)
    named = StatementRow.objects.filter(unit__in=units).exclude(batch=None).order_by().values("batch")
    wanted = Q(state__in=RELEASED) | Q(pk__in=named)
    returned = Sum("lines__amount", filter=Q(lines__state=LineState.RETURNED))
    found = PaymentBatch.objects.filter(wanted, finance__in=units).annotate(back=returned).order_by("-pk")[:MOST]
    moved = _moved(found)
    rows = [_compared(batch, *moved.get(batch.pk, (ZERO, ZERO))) for batch in found]
    return sorted(rows, key=lambda row: ORDER.get(row.verdict.look, 2))


def judged(rows: Iterable[StatementRow]) -> list[Judged]:
    """Each transaction by itself: whose it is, and whether the line it names agrees."""
    rows = list(rows)
    lines = _lines(rows)
    twice = _twice(rows)
    return [Judged(row, _judge(row, lines, twice)) for row in rows]


def strangers(place: Workplace) -> QuerySet[StatementRow]:
    """Transactions that name no batch of the bureau, newest first."""
    found = StatementRow.objects.filter(unit__in=place.units_of(FINANCE), batch=None)
    return found.order_by("-pk")


def disputed(place: Workplace) -> list[Judged]:
    """Of the transactions that name a line, those that do not agree with it."""
    rows = StatementRow.objects.filter(unit__in=place.units_of(FINANCE)).exclude(batch=None).exclude(ordinal=None)
    return [each for each in judged(rows.select_related("batch").order_by("-pk")[:MOST]) if each.verdict]


def _moved(batches: Iterable[PaymentBatch]) -> dict[int, tuple[Decimal, Decimal]]:
    rows = StatementRow.objects.filter(batch__in=[batch.pk for batch in batches]).order_by()
    sums = rows.values_list("batch").annotate(paid=Sum("paid"), back=Sum("back"))
    return {batch: (paid, back) for batch, paid, back in sums}


def _compared(batch: PaymentBatch, paid: Decimal, back: Decimal) -> Compared:
    returned = getattr(batch, "back", None) or ZERO
    settled = batch.state == BatchState.SETTLED
    booked = Booked(fen_of(batch.total), fen_of(returned), batch.state in RELEASED, settled)
    return Compared(batch, paid, back, compare(booked, fen_of(paid), fen_of(back)))


def _lines(rows: list[StatementRow]) -> Mapping[tuple[int | None, int | None], PaymentLine]:
    wanted = Q(pk__in=())
    for row in rows:
        if row.batch_id and row.ordinal:
            wanted |= Q(batch=row.batch_id, ordinal=row.ordinal)
    return {(line.batch_id, line.ordinal): line for line in PaymentLine.objects.filter(wanted).defer("account")}


def _twice(rows: list[StatementRow]) -> set[tuple[int | None, int | None, bool]]:
    """The lines that left, or came back, more than once on all statements."""
    batches = {row.batch_id for row in rows if row.batch_id and row.ordinal}
    named = StatementRow.objects.filter(batch__in=batches).exclude(ordinal=None).order_by()
    often = named.values("batch", "ordinal").annotate(
        out=Count("pk", filter=Q(paid__gt=0)), home=Count("pk", filter=Q(back__gt=0))
    )
    found = {(row["batch"], row["ordinal"], True) for row in often if row["out"] > 1}
    return found | {(row["batch"], row["ordinal"], False) for row in often if row["home"] > 1}


def _judge(
    row: StatementRow,
    lines: Mapping[tuple[int | None, int | None], PaymentLine],
    twice: set[tuple[int | None, int | None, bool]],
) -> Verdict | None:
    if row.batch_id is None:
        return _stranger(row)
    if row.ordinal is None:
        return None
    line = lines.get((row.batch_id, row.ordinal))
    if line is None:
        return Verdict(STOP, f"批次里没有序号{row.ordinal}，请向代理银行核实")
    if (row.batch_id, row.ordinal, row.paid > 0) in twice:
        return Verdict(STOP, f"序号{row.ordinal}{'付出' if row.paid else '退回'}不止一次，请向代理银行核实")
    return compare_line(fen_of(line.amount), line.state, fen_of(row.paid), fen_of(row.back))


def _stranger(row: StatementRow) -> Verdict:
    if meaning(row.reference):
        return Verdict(STOP, "我们没有这个批次，请向代理银行核实")
    return Verdict(WAIT, "没有写本系统的批次号，可能是其他收支，请人工核对")
