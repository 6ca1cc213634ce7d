"""The indicators: every counter out of its postings, no account ever below nothing, every posting a way money may go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workflow_app.auditor.accounts import ALLOWED, AVAILABLE, GRANTED, NAMED, RETURNED
from workflow_app.auditor.books import Books, day, day_of, fen, spoken, yuan

POSTED = """
SELECT a.id, a.indicator, a.appropriated, a.reserved, a.posted, a.frozen, a.passed_on, a.lapsed, a.returned, a.closed_on,
       p.id, p.source, p.target, p.amount, p.at, p.claim_id, m.kind
FROM workflow_app_appropriation a
LEFT JOIN workflow_app_posting p ON p.appropriation_id = a.id
LEFT JOIN workflow_app_fundsmove m ON m.id = p.move_id
ORDER BY a.id, p.id
"""
MISLAID = """
SELECT p.id FROM workflow_app_posting p LEFT JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
WHERE a.id IS NULL ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class Posted:
    """An indicator with its counters in yuan, and one of its postings; of one without postings `posting` is None."""

    key: int
    indicator: str
    appropriated: Any
    reserved: Any
    paid: Any
    frozen: Any
    passed_on: Any
    lapsed: Any
    returned: Any
    closed_on: Any
    posting: int | None
    source: str
    target: str
    amount: Any
    at: Any
    claim: int | None
    move: str | None

    @property
    def counters(self) -> dict[str, int]:
        """What the row says stands on each account, in fen."""
        kept = ("reserved", "paid", "frozen", "passed_on", "lapsed", "returned")
        return {name: fen(getattr(self, name)) for name in kept}


def found(books: Books) -> Iterator[str]:
    """A sentence for every posting and every counter that cannot be."""
    for _key, rows in groupby(books.read(Posted, POSTED), key=lambda row: row.key):
        yield from _of(list(rows))
    for (key,) in books.ask(MISLAID):
        yield f"分录 {key} 不属于任何指标"


def _of(rows: list[Posted]) -> Iterator[str]:
    """The postings of an indicator in the order they were made."""
    row, stood = rows[0], dict.fromkeys(NAMED, 0)
    below = False
    for posting in rows if row.posting is not None else ():
        amount = fen(posting.amount)
        yield from _wrong(posting, amount)
        stood[posting.source] = stood.get(posting.source, 0) - amount
        stood[posting.target] = stood.get(posting.target, 0) + amount
        if posting.source != GRANTED and stood[posting.source] < 0 and not below:
            below = True
            where = NAMED.get(posting.source, posting.source)
            yield f"指标 {row.indicator} 的“{where}”在分录 {posting.posting} 以后是 {yuan(stood[posting.source])} 元"
    yield from _counted(row, stood)


def _wrong(row: Posted, amount: int) -> Iterator[str]:
    if (row.source, row.target, row.claim is not None, row.move or "") not in ALLOWED or amount <= 0:
        ways = "、".join(NAMED.get(name, name) for name in (row.source, row.target))
        yield f"分录 {row.posting} 的 {yuan(amount)} 元（{ways}）没有依据，账上不能这样划转"
    if row.closed_on is not None and row.target != RETURNED and day_of(row.at) > day(row.closed_on):
        yield f"指标 {row.indicator} 已于{spoken(day(row.closed_on))}关账，分录 {row.posting} 在关账以后"


def _counted(row: Posted, stood: dict[str, int]) -> Iterator[str]:
    granted = fen(row.appropriated)
    kept = row.counters | {GRANTED: -granted, AVAILABLE: granted - sum(row.counters.values())}
    wrong = {name: (kept.get(name, 0), left) for name, left in stood.items() if kept.get(name, 0) != left}
    if wrong:
        said = "，".join(
            f"{NAMED.get(name, name)}记着 {yuan(a)} 元，分录得 {yuan(b)} 元" for name, (a, b) in wrong.items()
        )
        yield f"指标 {row.indicator} 的余额与分录不一致：{said}"
