"""The bank's statements: kept as they came, and every transaction that is a row stands in one of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.books import Books, day, fen, parsed

STATEMENTS = """
SELECT s.id, u.code, s.sha256, s.since, s.until, s.count, r.fresh FROM workflow_app_bankstatement s
JOIN workflow_app_unit u ON u.id = s.unit_id
LEFT JOIN (SELECT statement_id, COUNT(*) AS fresh FROM workflow_app_statementrow GROUP BY statement_id) r ON r.statement_id = s.id
ORDER BY s.id
"""
TOLD = "SELECT a.body FROM workflow_app_action a WHERE a.verb = 'read_statement' ORDER BY a.id"
ROWS = """
SELECT r.statement_id, r.serial, r."on", r.reference, r.summary, r.paid, r.back FROM workflow_app_statementrow r ORDER BY r.statement_id, r.id
"""
Entry = tuple[str, str, str, int, int]  # day, reference, the text beside it, fen that left, fen that came back


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as its row has it."""

    key: int
    unit: str
    sha256: str
    since: Any
    until: Any
    count: int
    fresh: int | None  # how many of its transactions were rows for the first time

    @property
    def named(self) -> str:
        return f"对账单 {day(self.since).isoformat()}至{day(self.until).isoformat()}"


def found(books: Books) -> Iterator[str]:
    """A sentence for every statement that is gone or changed, that no act read or that an act read otherwise, and every row that it
    does not hold."""
    told = {(body["unit"], body["sha256"]): body for (raw,) in books.ask(TOLD) for body in [parsed(raw)]}
    named: dict[int, str] = {}
    held: dict[int, Mapping[str, Entry]] = {}
    for statement in books.read(Statement, STATEMENTS):
        act = told.pop((statement.unit, statement.sha256), None)
        data = books.kept(statement.sha256)
        entries = None if data is None else _entries(books.statement, data)
        if entries is None:
            yield f"{statement.named} 的文件缺失或被改动"
            continue
        if act is None or _as_told(act) != (statement.count, statement.fresh or 0, *_sums(entries)):
            yield f"{statement.named} 的笔数、新增笔数或合计与导入时的记录不同"
        named[statement.key], held[statement.key] = statement.named, entries
        days = sorted(on for on, *_rest in entries.values())
        if (len(entries), days[0], days[-1]) != (statement.count, str(day(statement.since)), str(day(statement.until))):
            yield f"{statement.named} 的笔数或起止与它的文件不同"
    for unit, digest in sorted(told):
        yield f"记录里 {unit} 导入的对账单 {digest[:12]} 不在了"
    for key, serial, on, reference, summary, paid, back in books.ask(ROWS):
        if key in held and held[key].get(serial) != (day(on).isoformat(), reference, summary, fen(paid), fen(back)):
            yield f"流水号 {serial} 与{named[key]} 的文件不同"


def _as_told(act: Mapping[str, Any]) -> tuple[int, int, int, int]:
    return act["rows"], act["new"], act["paid_fen"], act["back_fen"]


def _sums(entries: Mapping[str, Entry]) -> tuple[int, int]:
    """Fen that left and fen that came back."""
    return sum(paid for *_, paid, _back in entries.values()), sum(back for *_, back in entries.values())


def _entries(layout: Mapping[str, Any], data: bytes) -> Mapping[str, Entry] | None:
    """{serial number: the transaction}; None for what is no statement."""
    means = [column["means"] for column in layout["columns"]]
    try:
        rows = list(csv.reader(io.StringIO(data.decode(layout["encoding"]), newline=""), strict=True))
        read = [dict(zip(means, (cell.strip() for cell in row), strict=True)) for row in rows[1:] if any(row)]
        return {
            row["serial"]: (
                row["on"],
                row["reference"][:40],
                row["summary"][:120],
                fen(row["paid"] or 0),
                fen(row["back"] or 0),
            )
            for row in read
        } or None
    except (UnicodeDecodeError, csv.Error, ValueError, ArithmeticError):
        return None
