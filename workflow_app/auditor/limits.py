"""Limits of payment: each as it was set, none gone, and nobody drafted or released more than they might."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflow_app.auditor.acts import written
from workflow_app.auditor.books import Books, day, day_of, fen, moment, parsed

STEPS = (("batch_draft", "drafted", "编制人"), ("batch_release", "released", "放款人"))
LIMITS = """
SELECT p.id, p.unit_id, p.role, p.account_id, u.name, p.per_batch, p.per_day, p.by_id, p.at, d.id
FROM workflow_app_paymentlimit p JOIN workflow_app_account u ON u.id = p.account_id
LEFT JOIN workflow_app_desk d ON d.unit_id = p.unit_id AND d.role = p.role ORDER BY p.id
"""
TOLD = "SELECT a.by_id, a.at, a.body FROM workflow_app_action a WHERE a.verb = 'set_limit' ORDER BY a.id"
SITTING_IN = """
SELECT d.unit_id, d.role, h.account_id, h.in_place_of_id, h.since, h.until FROM workflow_app_holding h
JOIN workflow_app_desk d ON d.id = h.desk_id WHERE h.in_place_of_id IS NOT NULL ORDER BY h.id
"""
BATCHES = """
SELECT b.number, b.finance_id, b.{done}_by_id, b.{done}_at, b.total, b.discarded_at FROM workflow_app_paymentbatch b
WHERE b.{done}_at IS NOT NULL ORDER BY b.{done}_at, b.id
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of one kind a person may do at a unit from a moment on, in yuan; the desk it was given for."""

    key: int
    unit: int
    role: str
    account: int
    name: str
    per_batch: Any
    per_day: Any
    by: int | None
    at: Any
    desk: int | None

    def holds(self, total: int, that_day: int) -> bool:
        """Whether so much in fen fits, and so much of the whole day with it."""
        return total <= fen(self.per_batch) and that_day <= fen(self.per_day)


@dataclass(frozen=True, slots=True)
class Sits:
    """Who sits at a desk in place of whom, from a day to a day, both included."""

    unit: int
    role: str
    account: int
    absent: int
    since: Any
    until: Any

    def on(self, when: date) -> bool:
        return day(self.since) <= when and (self.until is None or when <= day(self.until))


@dataclass(frozen=True, slots=True)
class Done:
    """A batch and who drafted it, or released it."""

    number: str
    unit: int
    by: int
    at: Any
    total: Any
    discarded_at: Any


def found(books: Books) -> Iterator[str]:
    """A sentence for every batch above a limit as it then was, and every limit its act contradicts."""
    limits, sitting = list(books.read(Limit, LIMITS)), list(books.read(Sits, SITTING_IN))
    for role, done, who in STEPS:
        of = [limit for limit in limits if limit.role == role], [each for each in sitting if each.role == role]
        for batch in _above(books, BATCHES.format(done=done), *of):
            yield f"批次 {batch} 超过了{who}当时的限额"
    yield from _not_as_set(books, limits)


def _above(books: Books, sql: str, limits: Sequence[Limit], sitting: Sequence[Sits]) -> Iterator[str]:
    """Batch by batch, in the order they came. Before a unit had limits nobody was above any."""
    before: dict[tuple[int, int, date], list[tuple[int, datetime | None]]] = defaultdict(list)
    for batch in books.read(Done, sql):
        at, total, on = moment(batch.at), fen(batch.total), day_of(batch.at)
        that_day = before[batch.unit, batch.by, on]
        # What was discarded by then counts for no day.
        done = total + sum(each for each, gone in that_day if gone is None or gone > at)
        that_day.append((total, written(None, batch.discarded_at)[1]))
        then = [limit for limit in limits if limit.unit == batch.unit and moment(limit.at) <= at]
        if then and not any(limit.holds(total, done) for limit in _held(batch, then, sitting, on)):
            yield batch.number


def _held(batch: Done, then: Sequence[Limit], sitting: Sequence[Sits], on: date) -> list[Limit]:
    """The person's own newest limit, or that of each they sat in for."""
    newest = {limit.account: limit for limit in then}
    if batch.by in newest:
        return [newest[batch.by]]
    absent = {each.absent for each in sitting if (each.unit, each.account) == (batch.unit, batch.by) and each.on(on)}
    return [newest[account] for account in absent & newest.keys()]


def _not_as_set(books: Books, limits: Sequence[Limit]) -> Iterator[str]:
    told = {}
    for by, at, raw in books.ask(TOLD):
        body = parsed(raw)
        told[body["limit"]] = by, moment(at), body["desk"], body["account"], tuple(body["fen"])
    for limit in limits:
        said = limit.by, moment(limit.at), limit.desk, limit.account, (fen(limit.per_batch), fen(limit.per_day))
        if told.pop(limit.key, None) != said:
            yield f"{limit.name}的限额与核定时的记录不同"
    for key in sorted(told):
        yield f"记录里核定的限额（第{key}号）不在了"
