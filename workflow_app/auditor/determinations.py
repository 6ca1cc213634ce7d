"""The determinations: what an act says was determined still is, column by column, and its money stood first where the act says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workflow_app.auditor.books import Books, canonical, day, fen, parsed, yuan
from workflow_app.auditor.claims import GRANTED, STATES

ACTS = """
SELECT c.id, a.body, a.personal FROM workflow_app_action a JOIN workflow_app_case c ON c.stream_id = a.stream_id
WHERE a.verb = 'determine' ORDER BY c.id, a.ordinal
"""
CLAIMS = """
SELECT c.id, c.number, k.ordinal, k.kind, k.key, k.year, k.since, k.until, k.certificate_index, k.beneficiary_index, k.phone_index,
       k.masked, k.amount, k.caption, k.formula, k.standing, k.state
FROM workflow_app_case c JOIN workflow_app_claim k ON k.case_id = c.id ORDER BY c.id, k.ordinal
"""
RESERVED = """
SELECT c.id, c.number, a.indicator, SUM(p.amount)
FROM workflow_app_posting p JOIN workflow_app_claim k ON k.id = p.claim_id JOIN workflow_app_case c ON c.id = k.case_id
JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
WHERE p.source = 'available' AND p.target = 'reserved' AND p.move_id IS NULL
GROUP BY c.id, c.number, a.indicator ORDER BY c.id, a.indicator
"""
AFTERWARDS = (*GRANTED, "ended", "struck_off")  # what a determined claim may have become
Told = Mapping[int, Sequence[tuple[Mapping[str, Any], str]]]  # case → its determinations: body, keyed digest


@dataclass(frozen=True, slots=True)
class Kept:
    """A claim with everything it keeps once it is determined."""

    case: int
    number: str
    ordinal: int
    kind: str
    key: str
    year: int
    since: Any
    until: Any
    certificate_index: str
    beneficiary_index: str
    phone_index: str
    masked: str
    amount: Any
    caption: str
    formula: str
    standing: str
    state: str

    @property
    def told(self) -> list[Any]:
        """As the act has it under its digest."""
        days = [None if on is None else day(on).isoformat() for on in (self.since, self.until)]
        indexes = [self.certificate_index, self.beneficiary_index, self.phone_index]
        words = [self.caption, self.formula, self.standing]
        return [self.ordinal, self.kind, self.key, self.year, *days, *indexes, self.masked, fen(self.amount), *words]


def found(books: Books) -> Iterator[str]:
    """A sentence for every determination whose claims or whose money are gone, changed, or were never told."""
    told = _told(books)
    unseen = set(told)
    for case, rows in groupby(books.read(Kept, CLAIMS), key=lambda row: row.case):
        unseen.discard(case)
        yield from _claims(books, list(rows), told.get(case, ()))
    for case in sorted(unseen):
        if any(body["lines"] for body, _ in told[case]):
            yield f"第{case}号办件按记录核定过，现在没有一行明细"
    yield from _money(books, told)


def _told(books: Books) -> Told:
    acts: dict[int, list[tuple[Mapping[str, Any], str]]] = defaultdict(list)
    for case, body, personal in books.ask(ACTS):
        acts[case].append((parsed(body), personal))
    return acts


def _claims(books: Books, rows: Sequence[Kept], acts: Sequence[tuple[Mapping[str, Any], str]]) -> Iterator[str]:
    by_ordinal, determined = {row.ordinal: row for row in rows}, set[int]()
    number = rows[0].number
    for body, digest in acts:
        determined |= set(body["lines"])
        there = [by_ordinal[each] for each in body["lines"] if each in by_ordinal]
        for each in body["lines"]:
            if each not in by_ordinal:
                yield f"办件 {number} 第{each}行按记录已核定，现在没有这一行"
            elif by_ordinal[each].state not in AFTERWARDS:
                now = STATES.get(by_ordinal[each].state, by_ordinal[each].state)
                yield f"办件 {number} 第{each}行按记录已核定，现在记为“{now}”"
        if digest != books.keyed(canonical([row.told for row in there]), "personal"):
            yield f"办件 {number} 核定的明细（种类、标的、人员、金额或算式）与核定记录不同"
    for row in rows:
        if row.state in GRANTED and row.ordinal not in determined:
            yield f"办件 {number} 第{row.ordinal}行记为“{STATES[row.state]}”，没有核定的记录"


def _money(books: Books, told: Told) -> Iterator[str]:
    """Where each case's money was set aside first; what is carried later is told by the close of the year."""
    said: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for case, acts in told.items():
        for body, _ in acts:
            for indicator, amount in body["reserved"].items():
                said[case][indicator] += fen(amount)
    for case, number, indicator, amount in books.ask(RESERVED):
        if (wanted := said[case].pop(indicator, 0)) != fen(amount):
            yield f"办件 {number} 在指标 {indicator} 预留了 {yuan(fen(amount))} 元，核定记录是 {yuan(wanted)} 元"
    for case, left in sorted(said.items()):
        for indicator, amount in sorted(left.items()):
            if amount:
                yield f"第{case}号办件按核定记录在指标 {indicator} 预留 {yuan(amount)} 元，账上没有"
