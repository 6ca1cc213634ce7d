"""The instalments: together they are their claim, each is paid from its day on, once, or stopped, and no claim is paid whole besides."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.books import Books, day, day_of, fen, yuan

CLAIMS = """
SELECT c.number, k.ordinal, k.amount, i.laid_down, l.whole
FROM workflow_app_claim k JOIN workflow_app_case c ON c.id = k.case_id
JOIN (SELECT claim_id, SUM(amount) AS laid_down FROM workflow_app_instalment GROUP BY claim_id) i ON i.claim_id = k.id
LEFT JOIN (
    SELECT claim_id, COUNT(*) AS whole FROM workflow_app_paymentline WHERE instalment_id IS NULL GROUP BY claim_id
) l ON l.claim_id = k.id
ORDER BY k.id
"""
PARTS = """
SELECT c.number, k.ordinal, k.state, i.ordinal, i.stopped_at, l.paid FROM workflow_app_instalment i
JOIN workflow_app_claim k ON k.id = i.claim_id JOIN workflow_app_case c ON c.id = k.case_id
LEFT JOIN (
    SELECT instalment_id, COUNT(*) AS paid FROM workflow_app_paymentline WHERE state = 'paid' GROUP BY instalment_id
) l ON l.instalment_id = i.id
ORDER BY i.claim_id, i.ordinal
"""
# What the notices of determination told their cases: how much from which day on. A void one was replaced.
TOLD = """
SELECT c.id, c.number, d.data FROM workflow_app_issueddocument d JOIN workflow_app_case c ON c.id = d.case_id
WHERE d.kind = 'determination' AND d.state <> 'void' ORDER BY c.id
"""
DAYS = """
SELECT c.id, c.number, i.due_on, SUM(i.amount) FROM workflow_app_instalment i
JOIN workflow_app_claim k ON k.id = i.claim_id JOIN workflow_app_case c ON c.id = k.case_id
GROUP BY c.id, c.number, i.due_on
"""
PAPER = "workflow_app_issueddocument.data"
LINES = """
SELECT b.number, l.ordinal, l.claim_id, i.claim_id, b.drafted_at, i.due_on FROM workflow_app_paymentline l
JOIN workflow_app_paymentbatch b ON b.id = l.batch_id JOIN workflow_app_instalment i ON i.id = l.instalment_id
ORDER BY l.batch_id, l.ordinal
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment beside its claim, and how often it was paid (None for never)."""

    case: str
    claim: int
    claim_state: str
    ordinal: int
    stopped_at: Any
    paid: int | None


def found(books: Books) -> Iterator[str]:
    """A sentence for every instalment and claim in parts that do not agree."""
    for case, ordinal, amount, laid_down, whole in books.ask(CLAIMS):
        if fen(laid_down) != fen(amount):
            yield f"办件 {case} 第{ordinal}行各期合计 {yuan(fen(laid_down))} 元，核定 {yuan(fen(amount))} 元"
        if whole:
            yield f"办件 {case} 第{ordinal}行应分期支付，却有整笔支付"
    for part in books.read(Part, PARTS):
        for wrong in _wrong(part):
            yield f"办件 {part.case} 第{part.claim}行{wrong}"
    yield from _as_told(books)
    for batch, ordinal, claim, of, drafted_at, due_on in books.ask(LINES):
        if claim != of:
            yield f"批次 {batch} 第{ordinal}笔支付的是另一行的一期"
        if day_of(drafted_at) < day(due_on):
            yield f"批次 {batch} 第{ordinal}笔在这一期的起付日以前编制"


def _as_told(books: Books) -> Iterator[str]:
    """Day by day the rows are what the case was told in writing."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for _key, case, data in books.ask(TOLD):
        plain = books.text(data, PAPER)
        for each in (json.loads(plain) if plain else {}).get("schedule", ()):
            told[case][each["due_on"]] += each["fen"]
    laid_down: dict[str, Counter[str]] = defaultdict(Counter)
    for _key, case, due_on, amount in books.ask(DAYS):
        laid_down[case][day(due_on).isoformat()] += fen(amount)
    for case in sorted(told.keys() | laid_down.keys()):
        if told[case] != laid_down[case]:
            yield f"办件 {case} 各期的金额或起付日与核定通知书不同"


def _wrong(part: Part) -> Iterator[str]:
    if part.claim_state in ("paid", "recovered") and not part.paid and part.stopped_at is None:
        yield f"记为已到账，第{part.ordinal}期没有支付，也没有停止"
    if part.stopped_at is not None and part.paid:
        yield f"第{part.ordinal}期已停止支付，却已到账"
