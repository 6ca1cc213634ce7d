"""The bank's statements: kept as they came, and every transaction that is a row stands in one of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.books import Books, day, fen

STATEMENTS = "SELECT s.id, s.sha256, s.since, s.until, s.count FROM workflow_app_bankstatement s ORDER BY s.id"
ROWS = """
SELECT r.statement_id, r.serial, r."on", r.reference, r.paid, r.back FROM workflow_app_statementrow r ORDER BY r.statement_id, r.id
"""
Entry = tuple[str, str, int, int]  # day, reference, fen that left, fen that came back


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as its row has it."""

    key: int
    sha256: str
    since: Any
    until: Any
    count: int

    @property
    def named(self) -> str:
        return f"对账单 {day(self.since).isoformat()}至{day(self.until).isoformat()}"


def found(books: Books) -> Iterator[str]:
    """A sentence for every statement that is gone or changed, and every row that it does not hold."""
    named: dict[int, str] = {}
    held: dict[int, Mapping[str, Entry]] = {}
    for statement in books.read(Statement, STATEMENTS):
        data = books.kept(statement.sha256)
        entries = None if data is None else _entries(books.statement, data)
        if entries is None:
            yield f"{statement.named} 的文件缺失或被改动"
            continue
        named[statement.key], held[statement.key] = statement.named, entries
        days = sorted(on for on, *_rest in entries.values())
        if (len(entries), days[0], days[-1]) != (statement.count, str(day(statement.since)), str(day(statement.until))):
            yield f"{statement.named} 的笔数或起止与它的文件不同"
    for key, serial, on, reference, paid, back in books.ask(ROWS):
        if key in held and held[key].get(serial) != (day(on).isoformat(), reference, fen(paid), fen(back)):
            yield f"流水号 {serial} 与{named[key]} 的文件不同"


def _entries(layout: Mapping[str, Any], data: bytes) -> Mapping[str, Entry] | None:
    """{serial number: the transaction}; None for what is no statement."""
    means = [column["means"] for column in layout["columns"]]
    try:
        rows = list(csv.reader(io.StringIO(data.decode(layout["encoding"]), newline=""), strict=True))
        read = [dict(zip(means, (cell.strip() for cell in row), strict=True)) for row in rows[1:] if any(row)]
        return {
            row["serial"]: (row["on"], row["reference"][:40], fen(row["paid"] or 0), fen(row["back"] or 0))
            for row in read
        } or None
    except (UnicodeDecodeError, csv.Error, ValueError, ArithmeticError):
        return None
