"""Receipts of the Treasury as they were typed in: each as its act says, confirmed by another person or sent back, posted only then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import Act, done, written
from workflow_app.auditor.books import Books, canonical, day, fen, moment, parsed

ENTRIES = """
SELECT e.id, e.serial, e.recovery_id, e.paid_on, e.amount, e.by_id, e.at, e.answered_by_id, e.answered_at, e.refusal
FROM workflow_app_receiptentry e ORDER BY e.id
"""
TOLD = """
SELECT a.verb, a.by_id, a.at, a.body, a.personal FROM workflow_app_action a
WHERE a.verb IN ('enter_receipt', 'receive_recovered', 'refuse_receipt') ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person typed in, and who answered it."""

    key: int
    serial: str
    recovery: int
    paid_on: Any
    amount: Any
    by: int
    at: Any
    answered_by: int | None
    answered_at: Any
    refusal: str


Acts = Mapping[str, tuple[Act, str]]  # verb → the act, its keyed digest


def found(books: Books) -> Iterator[str]:
    """A sentence for every entry its acts contradict, every act without its entry, and every receipt one person posted alone."""
    told = _told(books)
    for entry in books.read(Entry, ENTRIES):
        acts = told.pop(entry.key, {})
        if not _is_told(books, entry, acts):
            yield f"国库收款 {entry.serial} 的登记与记录不同"
    for key, acts in sorted(told.items()):
        act, _ = next(iter(acts.values()))
        yield f"记录里国库收款 {act.body['serial']} 的登记（第{key}号）不在了"


def _told(books: Books) -> dict[int, dict[str, tuple[Act, str]]]:
    acts: dict[int, dict[str, tuple[Act, str]]] = defaultdict(dict)
    for verb, by, at, raw, personal in books.ask(TOLD):
        act = Act(verb, by, moment(at), parsed(raw))
        acts[act.body.get("entry", 0)][verb] = act, personal
    return acts


def _is_told(books: Books, entry: Entry, acts: Acts) -> bool:
    begun = acts.get("enter_receipt")
    if begun is None:
        return False
    confirmed, refused = acts.get("receive_recovered"), acts.get("refuse_receipt")
    answer = confirmed or refused
    body = begun[0].body
    said = body["recovery"], body["serial"], fen(body["yuan"]), body["paid_on"]
    row = entry.recovery, entry.serial, fen(entry.amount), day(entry.paid_on).isoformat()
    words = "" if refused is None else books.keyed(canonical(entry.refusal), "personal")
    return (
        (said, done(begun[0])) == (row, written(entry.by, entry.at))
        and done(answer[0] if answer else None) == written(entry.answered_by, entry.answered_at)
        and (words == refused[1] if refused else entry.refusal == "")
        and not (confirmed and confirmed[0].by == entry.by)
    )
