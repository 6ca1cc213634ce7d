"""The objections: each is told in a chain, and answered as it says; none that was told is gone."""

from __future__ import annotations

from collections.abc import Iterator

from workflow_app.auditor.books import Books, parsed

ROWS = """
SELECT o.id, o.state, o.answered_by_id, c.number, k.ordinal FROM workflow_app_objection o
JOIN workflow_app_noticeline l ON l.id = o.line_id JOIN workflow_app_claim k ON k.id = l.claim_id
JOIN workflow_app_case c ON c.id = k.case_id ORDER BY o.id
"""
TOLD = """
SELECT a.verb, a.by_id, a.body FROM workflow_app_action a WHERE a.verb IN ('object', 'answer_objection') ORDER BY a.id
"""


def found(books: Books) -> Iterator[str]:
    """A sentence for every objection whose row and chain differ."""
    told: dict[int, tuple[str, int | None]] = {}
    for verb, by, raw in books.ask(TOLD):
        body = parsed(raw)
        answered = ("upheld" if body.get("upheld") else "dismissed"), by
        told[body["objection"]] = ("open", None) if verb == "object" else answered
    for key, state, answered_by, case, ordinal in books.ask(ROWS):
        if told.pop(key, None) != (state, answered_by):
            yield f"办件 {case} 第{ordinal}行的异议与记录不同"
    for key in sorted(told):
        yield f"记录里的异议 {key} 没有登记"
