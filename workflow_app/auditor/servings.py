"""Services: each is told on its day in the chain of its case, and none is taken back but by two people, with its proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.acts import Act, done, written
from workflow_app.auditor.books import Books, day, moment, parsed

SERVICES = """
SELECT s.id, c.number, c.stream_id, d.number, s.method, s.state, s.served_on, p.number, p.state,
       s.with_whom_id, s.settled_by_id
FROM workflow_app_service s JOIN workflow_app_issueddocument d ON d.id = s.paper_id
JOIN workflow_app_case c ON c.id = d.case_id LEFT JOIN workflow_app_issueddocument p ON p.id = s.proof_id ORDER BY s.id
"""
TAKINGS = """
SELECT t.id, t.service_id, t.state, t.asked_by_id, t.asked_at, t.decided_by_id, t.decided_at
FROM workflow_app_takingback t ORDER BY t.id
"""
TOLD = """
SELECT a.stream_id, a.verb, a.by_id, a.at, a.body FROM workflow_app_action a
WHERE a.verb IN ('serve', 'ask_taking_back', 'decide_taking_back') ORDER BY a.id
"""
TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Service:
    """How a paper was served, beside the proof of it (None where none was issued)."""

    key: int
    case: str
    stream: int
    paper: str
    method: str
    state: str
    served_on: Any
    proof: str | None
    proof_state: str | None
    with_whom: int | None
    settled_by: int | None

    @property
    def told(self) -> tuple[int, str, str, str]:
        """As an act of serving tells it; an electronic one is served the day it is told."""
        on = "" if self.method == "electronic" else day(self.served_on).isoformat()
        return self.stream, self.paper, self.method, on


@dataclass(frozen=True, slots=True)
class Taking:
    """Who asked that a service be taken back, and who decided."""

    key: int
    service: int
    state: str
    asked_by: int
    asked_at: Any
    decided_by: int | None
    decided_at: Any


def found(books: Books) -> Iterator[str]:
    """A sentence for every service nobody told of, or that was taken back otherwise than the chain says."""
    served, asked, decided = _told(books)
    gone = {key: act for act in decided.values() if act.body["approved"] for key in act.body["services"]}
    for row in books.read(Service, SERVICES):
        yield from _served(row, served)
        yield from _as_decided(row, gone.pop(row.key, None))
    for stream, paper, method, on in sorted(served.elements()):
        yield f"记录里 {paper} 的送达（{method} {on}）没有登记（记录链第{stream}号）"
    for key in sorted(gone):
        yield f"记录里已注销的送达（第{key}号）不在了"
    yield from _by_two(books, asked, decided)


def _told(books: Books) -> tuple[Counter[tuple[int, str, str, str]], dict[int, Act], dict[int, Act]]:
    served: Counter[tuple[int, str, str, str]] = Counter()
    asked: dict[int, Act] = {}
    decided: dict[int, Act] = {}
    for stream, verb, by, at, raw in books.ask(TOLD):
        body = parsed(raw)
        if verb == "serve":
            served[stream, body["paper"], body["method"], body.get("served_on", "")] += 1
        else:
            (asked if verb == "ask_taking_back" else decided)[body["taking_back"]] = Act(verb, by, moment(at), body)
    return served, asked, decided


def _served(row: Service, served: Counter[tuple[int, str, str, str]]) -> Iterator[str]:
    if row.served_on is None or row.state in ("told", "declined"):
        return
    if row.with_whom is not None and row.with_whom != row.settled_by:
        yield f"办件 {row.case} 的 {row.paper} 记为两人送达，没有同去人员本人的确认"
    if not served[row.told]:
        yield f"办件 {row.case} 的 {row.paper} 记为送达，与记录不同"
    else:
        served[row.told] -= 1


def _as_decided(row: Service, act: Act | None) -> Iterator[str]:
    if (row.state == TAKEN_BACK) != (act is not None):
        what = "注销了送达登记，没有确认注销的记录" if act is None else "的送达登记已确认注销，现在却仍有效"
        yield f"办件 {row.case} 的 {row.paper} {what}"
    if row.proof is not None and (row.proof_state == "void") != (row.state == TAKEN_BACK):
        yield f"办件 {row.case} 的送达回证 {row.proof} 是否作废与送达登记不一致"


def _by_two(books: Books, asked: Mapping[int, Act], decided: Mapping[int, Act]) -> Iterator[str]:
    left = set(asked) | set(decided)
    for row in books.read(Taking, TAKINGS):
        left.discard(row.key)
        begun, end = asked.get(row.key), decided.get(row.key)
        state = "asked" if end is None else "approved" if end.body["approved"] else "refused"
        said = (done(begun), done(end), state)
        if said != (written(row.asked_by, row.asked_at), written(row.decided_by, row.decided_at), row.state):
            yield f"送达登记的注销（第{row.key}号）与记录不同"
        elif row.decided_by == row.asked_by or row.service not in (begun.body["services"] if begun else ()):
            yield f"送达登记的注销（第{row.key}号）由同一个人提出和确认，或者不是提出的那次送达"
    for key in sorted(left):
        yield f"记录里送达登记的注销（第{key}号）不在了"
