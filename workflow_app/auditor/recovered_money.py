"""Where recovered money went: back to be spent while its year is open, else to the Treasury for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_app.auditor.accounts import AVAILABLE, NAMED, RETURNED
from workflow_app.auditor.books import Books, day, fen, moment, parsed, spoken, yuan

POSTED = """
SELECT t.serial, t.paid_on, a.indicator, a.year, p.target, p.amount, p.at FROM workflow_app_posting p
JOIN workflow_app_recoveryreceipt t ON t.move_id = p.move_id JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
WHERE p.source = 'paid' ORDER BY p.id
"""
CLOSED = "SELECT a.at, a.body FROM workflow_app_action a WHERE a.verb = 'close_year' ORDER BY a.id"


@dataclass(frozen=True, slots=True)
class Posted:
    """What of a receipt was posted at one indicator, in yuan."""

    serial: str
    paid_on: Any
    indicator: str
    year: int
    target: str
    amount: Any
    at: Any


def found(books: Books) -> Iterator[str]:
    """A sentence for every part of a receipt that stands where its day and its indicator's year do not let it."""
    closed = {parsed(raw)["indicator"]: moment(at) for at, raw in books.ask(CLOSED)}
    for row in books.read(Posted, POSTED):
        if row.target not in (may := _may_go(row, closed)):
            where, right = NAMED.get(row.target, row.target), NAMED[may[0]]
            yield (
                f"国库收款 {row.serial} 的 {yuan(fen(row.amount))} 元在指标 {row.indicator} 记入“{where}”，应记入“{right}”"
                f"（{spoken(day(row.paid_on))}缴回，{row.year}年度的指标）"
            )


def _may_go(row: Posted, closed: Mapping[str, datetime]) -> tuple[str, ...]:
    """Of the instant of the close itself nobody can tell: both."""
    close, at = closed.get(row.indicator), moment(row.at)
    if day(row.paid_on).year != row.year or (close is not None and at > close):
        return (RETURNED,)
    return (AVAILABLE, RETURNED) if at == close else (AVAILABLE,)
