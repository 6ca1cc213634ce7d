"""What a party said before it was decided against, and until when it might: revocations and recoveries alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import done, written
from workflow_app.auditor.books import Books, canonical, day, moment, parsed
from workflow_app.auditor.days_moved import Moved, as_moved, days_moved

# (its table, as bodies name it, as a sentence does)
KINDS = (("workflow_app_recovery", "recovery", "追回"), ("workflow_app_revocation", "revocation", "撤销"))
HEARD = """
SELECT r.id, c.number, c.stream_id, r.statement, r.stated_by_id, r.stated_at, r.heard_until
FROM {table} r JOIN workflow_app_case c ON c.id = r.case_id ORDER BY r.id
"""
TOLD = """
SELECT a.verb, a.by_id, a.at, a.body, a.personal FROM workflow_app_action a
WHERE a.verb IN ('propose_{name}', 'state_on_{name}') ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is kept of a hearing."""

    key: int
    case: str
    stream: int
    statement: str
    stated_by: int | None
    stated_at: Any
    heard_until: Any


@dataclass(frozen=True, slots=True)
class Said:
    """One act of a hearing with the keyed digest of its words."""

    verb: str
    by: int | None
    at: Any
    body: Mapping[str, Any]
    digest: str


def found(books: Books) -> Iterator[str]:
    """A sentence for every statement, and every day it had, that is not the one of its acts."""
    moved = days_moved(books, "hearing")
    for table, name, called in KINDS:
        told = _told(books, name)
        for row in books.read(Heard, HEARD.format(table=table)):
            for wrong in _wrong(books, row, told.get(row.key, ()), moved.get(row.stream, ())):
                yield f"办件 {row.case} 的{called}的{wrong}与记录不同"


def _told(books: Books, name: str) -> Mapping[int, Sequence[Said]]:
    acts: dict[int, list[Said]] = defaultdict(list)
    for verb, by, at, raw, digest in books.ask(TOLD.format(name=name)):
        body = parsed(raw)
        acts[body[name]].append(Said(verb, by, moment(at), body, digest))
    return acts


def _wrong(books: Books, row: Heard, acts: Sequence[Said], moved: Sequence[Moved]) -> Iterator[str]:
    stated = [act for act in acts if act.verb.startswith("state_on_")]
    last = (stated[-1].by, stated[-1].at) if stated else done(None)
    if last != written(row.stated_by, row.stated_at) or not _is(books, row.statement, [act.digest for act in stated]):
        yield "陈述申辩"
    told = [act.body["heard_until"] for act in acts if act.verb.startswith("propose_")]
    if told and as_moved(told[0], moved) != day(row.heard_until).isoformat():
        yield "陈述申辩期限"


def _is(books: Books, statement: str, digests: Sequence[str]) -> bool:
    """Whether these are the digests of what was said, one after the other: each word may have lines of its own."""
    if not digests:
        return statement == ""
    first, *rest = digests
    if not rest:
        return books.keyed(canonical(statement), "personal") == first
    lines = statement.split("\n")
    heads = (("\n".join(lines[:n]), "\n".join(lines[n:])) for n in range(1, len(lines)))
    return any(_is(books, head, [first]) and _is(books, tail, rest) for head, tail in heads)
