"""Read the bank's statement of the paying account: every transaction becomes a row once, whatever periods overlap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.bank.statement import Entry, meaning, read_statement_file, statement_profile
from workflow_app.bank.transfer import Unreadable
from workflow_app.commands.held import held_stream
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.record import record
from workflow_app.models import Account, BankStatement, PaymentBatch, StatementRow, Unit
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import AlreadyDone, NotUnderstood
from workflow_app.queries.scope import acting_desk

AT_ONCE = 500  # serial numbers in one statement of SQL


def read_statement(unit_id: int, data: bytes, *, by: Account, at: datetime) -> BankStatement:
    """Keep the file sealed and its transactions as rows; nothing of batches and ledger changes.

    Raises AlreadyDone for the same file, NotUnderstood for one that cannot be trusted, or that says of a known transaction
    something else than a statement before.
    """
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        desk = acting_desk(by, "batch_draft", unit_id, localtime(at).date())
        entries = _entries(data)
        Unit.objects.select_for_update(no_key=True).get(pk=unit_id)  # two statements of one bureau, one after the other
        _first_time(unit_id, digest)
        days = [entry.on for entry in entries]
        statement = BankStatement.objects.create(
            unit=desk.unit,
            file=keep_file("csv", data, f"对账单{min(days)}至{max(days)}.csv", by=by, at=at),
            sha256=digest,
            since=min(days),
            until=max(days),
            count=len(entries),
            read_by=by,
            read_at=at,
        )
        fresh = _fresh(statement, entries)
        StatementRow.objects.bulk_create(fresh, batch_size=500)
        body: dict[str, Any] = {"unit": desk.unit.code, "sha256": digest, "rows": len(entries), "new": len(fresh)}
        body |= {"paid_fen": sum(each.paid for each in entries), "back_fen": sum(each.back for each in entries)}
        record(held_stream(), "read_statement", by=by, at=at, body=body)
        return statement


def _first_time(unit_id: int, digest: str) -> None:
    before = BankStatement.objects.filter(unit=unit_id, sha256=digest).select_related("read_by").first()
    if before is not None:
        when = f"{localtime(before.read_at):%Y年%-m月%-d日 %H:%M}"
        raise AlreadyDone(f"这份对账单已由{before.read_by.name}于{when}导入，没有重复读入。")


def _entries(data: bytes) -> list[Entry]:
    try:
        return read_statement_file(statement_profile(), data)
    except Unreadable as broken:
        raise NotUnderstood(str(broken)) from broken


def _fresh(statement: BankStatement, entries: Sequence[Entry]) -> list[StatementRow]:
    """The rows no statement told before."""
    unit = statement.unit_id
    rows = _rows(statement, entries)
    serials = [row.serial for row in rows]
    known = {
        row.serial: row
        for start in range(0, len(serials), AT_ONCE)
        for row in _known(unit, serials[start : start + AT_ONCE])
    }
    for row in rows:
        before = known.get(row.serial)
        if before is not None and _told(before) != _told(row):
            raise NotUnderstood(
                f"流水号 {row.serial} 在以前的对账单里是另一笔交易（{before.on} {before.reference}），请向代理银行核实，本次没有读入。"
            )
    return [row for row in rows if row.serial not in known]


def _known(unit: int, serials: list[str]) -> Iterable[StatementRow]:
    return StatementRow.objects.filter(unit=unit, serial__in=serials)


def _rows(statement: BankStatement, entries: Sequence[Entry]) -> list[StatementRow]:
    named = {entry.reference: meaning(entry.reference) for entry in entries}
    numbers = {meant.batch for meant in named.values() if meant}
    batches = dict(
        PaymentBatch.objects.filter(finance=statement.unit_id, number__in=numbers).values_list("number", "pk")
    )
    return [_row(statement, entry, batches) for entry in entries]


def _row(statement: BankStatement, entry: Entry, batches: dict[str, int]) -> StatementRow:
    meant = meaning(entry.reference)
    return StatementRow(
        statement=statement,
        unit_id=statement.unit_id,
        serial=entry.serial,
        on=entry.on,
        reference=entry.reference,
        batch_id=batches.get(meant.batch) if meant else None,
        part=meant.part if meant else None,
        ordinal=meant.ordinal if meant else None,
        paid=Decimal(yuan_text(entry.paid)),
        back=Decimal(yuan_text(entry.back)),
        summary=entry.summary,
    )


def _told(row: StatementRow) -> tuple[object, ...]:
    return row.on, row.reference, row.paid, row.back
