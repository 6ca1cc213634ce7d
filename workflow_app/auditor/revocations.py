"""Revocations: each told, answered and decided as its chain says, by two people; none that was told is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_app.auditor.acts import written
from workflow_app.auditor.books import Books, canonical, moment, parsed

REVOCATIONS = """
SELECT r.id, c.number, c.stream_id, r.state, r.facts, r.basis, r.proposed_by_id, r.noticed_at, r.words, r.decided_by_id, r.decided_at
FROM workflow_app_revocation r JOIN workflow_app_case c ON c.id = r.case_id ORDER BY r.id
"""
TOLD = """
SELECT a.stream_id, a.verb, a.by_id, a.at, a.body, a.personal FROM workflow_app_action a
WHERE a.verb IN ('propose_revocation', 'state_on_revocation', 'decide_revocation') ORDER BY a.id
"""
STATES = {"propose_revocation": "noticed", "state_on_revocation": "heard"}


@dataclass(frozen=True, slots=True)
class Revocation:
    """What was found against a decision, and what became of it."""

    key: int
    case: str
    stream: int
    state: str
    facts: str
    basis: str
    proposed_by: int
    noticed_at: Any
    words: str
    decided_by: int | None
    decided_at: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One act of it: in which chain, what state it leaves, who, when (UTC), the keyed digest of its words."""

    stream: int
    state: str
    by: int | None
    at: datetime | None
    digest: str


def found(books: Books) -> Iterator[str]:
    """A sentence for every revocation that its acts contradict, or one person alone decided."""
    told = _told(books)
    for row in books.read(Revocation, REVOCATIONS):
        if row.decided_by == row.proposed_by:
            yield f"办件 {row.case} 的撤销由同一个人提出和决定"
        if not _is_told(books, row, told.pop(row.key, ())):
            yield f"办件 {row.case} 的撤销的事实、理由、状态或者由谁、何时办理，与记录不同"
    for key in sorted(told):
        yield f"记录里的撤销（第{key}号）不在了"


def _told(books: Books) -> dict[int, list[Step]]:
    steps: dict[int, list[Step]] = defaultdict(list)
    for stream, verb, by, at, raw, digest in books.ask(TOLD):
        body: Mapping[str, Any] = parsed(raw)
        state = STATES.get(verb) or ("revoked" if body["revoked"] else "dropped")
        steps[body["revocation"]].append(Step(stream, state, by, moment(at), digest))
    return steps


def _is_told(books: Books, row: Revocation, steps: Sequence[Step]) -> bool:
    """What the party said in between, and until when it might, is held against its acts with the other hearings."""
    digest = books.keyed(canonical([row.facts, row.basis]), "personal")
    as_it_stands = [Step(row.stream, "noticed", *written(row.proposed_by, row.noticed_at), digest)]
    if (row.decided_by, row.decided_at, row.words) != (None, None, ""):
        digest = books.keyed(canonical(row.words), "personal")
        as_it_stands.append(Step(row.stream, row.state, *written(row.decided_by, row.decided_at), digest))
    unheard = [step for step in steps if step.state != "heard"]
    return unheard == as_it_stands and steps[-1].state == row.state
