"""Doubts before payment: each as it was found and settled, nothing doubted or about to be revoked was paid before somebody decided, and
what was stopped is owed no more."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_app.auditor.acts import written
from workflow_app.auditor.books import Books, canonical, moment, parsed
from workflow_app.auditor.claims import STATES

SEALED_FOR = "workflow_app_paymentdoubt.findings"
# Raised before the release of a line that went, and open then or settled against it.
IN_DOUBT = """
SELECT DISTINCT b.number, l.ordinal FROM workflow_app_paymentdoubt d JOIN workflow_app_paymentline l ON l.claim_id = d.claim_id
JOIN workflow_app_paymentbatch b ON b.id = l.batch_id
WHERE l.state NOT IN ('drafted', 'discarded') AND d.raised_at < b.released_at
  AND (d.settled_at IS NULL OR d.settled_at > b.released_at OR d.outcome = 'stop')
ORDER BY b.number, l.ordinal
"""
# Released after the party had been told that its decision may be revoked, and before somebody decided.
TAKEN_BACK = """
SELECT DISTINCT b.number, l.ordinal FROM workflow_app_revocation r JOIN workflow_app_claim k ON k.case_id = r.case_id
JOIN workflow_app_paymentline l ON l.claim_id = k.id JOIN workflow_app_paymentbatch b ON b.id = l.batch_id
WHERE l.state NOT IN ('drafted', 'discarded') AND r.noticed_at < b.released_at
  AND (r.decided_at IS NULL OR r.decided_at > b.released_at)
ORDER BY b.number, l.ordinal
"""
# But for claims of which some instalments were paid and the others stopped.
STOPPED = """
SELECT c.number, k.ordinal, k.state FROM workflow_app_paymentdoubt d JOIN workflow_app_claim k ON k.id = d.claim_id
JOIN workflow_app_case c ON c.id = k.case_id
WHERE d.outcome = 'stop' AND k.state IN ('determined', 'paid') AND NOT EXISTS (
    SELECT 1 FROM workflow_app_instalment i WHERE i.claim_id = k.id AND i.stopped_at IS NOT NULL
)
ORDER BY d.id
"""
DOUBTS = """
SELECT d.id, c.number, c.stream_id, k.ordinal, d.record_id, d.findings, d.raised_at, d.outcome, d.words, d.settled_by_id, d.settled_at
FROM workflow_app_paymentdoubt d JOIN workflow_app_claim k ON k.id = d.claim_id JOIN workflow_app_case c ON c.id = k.case_id
ORDER BY d.id
"""
TOLD = """
SELECT a.stream_id, a.verb, a.by_id, a.at, a.body, a.personal FROM workflow_app_action a
WHERE a.verb IN ('raise_doubts', 'settle_doubt') ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was found about a line, and what somebody made of it."""

    key: int
    case: str
    stream: int
    ordinal: int
    record: int | None
    findings: str
    raised_at: Any
    outcome: str
    words: str
    settled_by: int | None
    settled_at: Any


Raised = tuple[int, datetime | None, int, int | None, str]  # chain, when, line, record, keyed digest of the findings
Settled = tuple[
    int, int | None, datetime | None, int, str, str
]  # chain, who, when, line, outcome, keyed digest of the words


def found(books: Books) -> Iterator[str]:
    """A sentence for all that was paid in spite of a doubt, and for every doubt its acts contradict."""
    for batch, ordinal in books.ask(IN_DOUBT):
        yield f"批次 {batch} 第{ordinal}笔在疑点核实之前放了款"
    for batch, ordinal in books.ask(TAKEN_BACK):
        yield f"批次 {batch} 第{ordinal}笔在撤销决定作出之前放了款"
    for case, ordinal, state in books.ask(STOPPED):
        yield f"办件 {case} 第{ordinal}行已停止支付，明细还记为“{STATES.get(state, state)}”"
    raised, settled = _told(books)
    there = set()
    for doubt in books.read(Doubt, DOUBTS):
        there.add(doubt.key)
        if raised.get(doubt.key) != _as_found(books, doubt) or settled.get(doubt.key) != _as_settled(books, doubt):
            yield f"办件 {doubt.case} 第{doubt.ordinal}行的疑点与记录不同"
    for gone in sorted(raised.keys() - there):
        yield f"记录里的疑点 {gone} 不在了"


def _told(books: Books) -> tuple[Mapping[int, Raised], Mapping[int, Settled]]:
    raised: dict[int, Raised] = {}
    settled: dict[int, Settled] = {}
    for stream, verb, by, at, raw, digest in books.ask(TOLD):
        body = parsed(raw)
        if verb == "settle_doubt":
            settled[body["doubt"]] = stream, by, moment(at), body["claim"], body["outcome"], digest
            continue
        for line, (key, record, findings) in zip(body["lines"], body["doubts"], strict=True):
            raised[key] = stream, moment(at), line, record, findings
    return raised, settled


def _as_found(books: Books, doubt: Doubt) -> Raised:
    """With no digest where its findings do not open."""
    plain = books.text(doubt.findings, SEALED_FOR)
    digest = "" if plain is None else books.keyed(canonical(json.loads(plain)), "personal")
    return doubt.stream, moment(doubt.raised_at), doubt.ordinal, doubt.record, digest


def _as_settled(books: Books, doubt: Doubt) -> Settled | None:
    """None while nobody did."""
    by, at = written(doubt.settled_by, doubt.settled_at)
    if not doubt.outcome and by is None and at is None:
        return None
    digest = books.keyed(canonical(doubt.words), "personal")
    return doubt.stream, by, at, doubt.ordinal, doubt.outcome, digest
