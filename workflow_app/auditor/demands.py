"""From the order to its end: until when it is to be paid, the demand with its paper, the court, and when it was over."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_app.auditor.acts import Act, done, last, written
from workflow_app.auditor.books import Books, canonical, day, moment, parsed
from workflow_app.auditor.days_moved import Moved, as_moved, days_moved

ROWS = """
SELECT r.id, c.number, c.stream_id, r.state, r.pay_by, r.demanded_by_id, r.demanded_at, r.demand_until, r.handed_over_by_id,
       r.handed_over_at, r.annulled_by_id, r.ended_at
FROM workflow_app_recovery r JOIN workflow_app_case c ON c.id = r.case_id ORDER BY r.id
"""
TOLD = """
SELECT a.verb, a.by_id, a.at, a.body, a.personal FROM workflow_app_action a
WHERE a.verb IN ('decide_recovery', 'demand_recovered', 'hand_over_recovery', 'receive_recovered', 'annul_recovery')
ORDER BY a.id
"""
PAPERS = """
SELECT c.stream_id, d.issued_at, d.data FROM workflow_app_issueddocument d JOIN workflow_app_case c ON c.id = d.case_id
WHERE d.kind = 'recovery_demand' ORDER BY d.id
"""
SEALED_FOR = "workflow_app_issueddocument.data"
Papers = Mapping[tuple[int, datetime], str]  # (the case's chain, when it was issued) → its data, sealed


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of a recovery after its order."""

    key: int
    case: str
    stream: int
    state: str
    pay_by: Any
    demanded_by: int | None
    demanded_at: Any
    demand_until: Any
    handed_over_by: int | None
    handed_over_at: Any
    annulled_by: int | None
    ended_at: Any


def found(books: Books) -> Iterator[str]:
    """A sentence for every day, person or paper that is not the one of its act."""
    acts, words = _told(books)
    until, pay_by = days_moved(books, "demand"), days_moved(books, "payment")
    papers = {(stream, moment(at)): data for stream, at, data in books.ask(PAPERS)}
    for row in books.read(Row, ROWS):
        own = acts.get(row.key, ())
        days = _days(row, own, until.get(row.stream, ()), pay_by.get(row.stream, ()))
        for wrong in (*days, *_wrong(row, own), *_paper(books, row, own, papers, words)):
            yield f"办件 {row.case} 的追回的{wrong}"


def _told(books: Books) -> tuple[Mapping[int, Sequence[Act]], Mapping[int, str]]:
    """{recovery: its acts}, {recovery: the keyed digest of what its demand says}: demands of before had none."""
    acts: dict[int, list[Act]] = defaultdict(list)
    words: dict[int, str] = {}
    for verb, by, at, raw, digest in books.ask(TOLD):
        body = parsed(raw)
        acts[body["recovery"]].append(Act(verb, by, moment(at), body))
        if verb == "demand_recovered" and digest:
            words[body["recovery"]] = digest
    return acts, words


def _days(row: Row, acts: Sequence[Act], until: Sequence[Moved], pay_by: Sequence[Moved]) -> Iterator[str]:
    """The days to pay and the demand, as later services moved them."""
    order, demand = last(acts, "decide_recovery"), last(acts, "demand_recovered")
    ordered = order.body.get("pay_by") if order else None
    if _day(row.pay_by) != (as_moved(ordered, pay_by) if ordered else None):
        yield "缴回期限与记录不同"
    demanded = as_moved(demand.body["until"], until) if demand else None
    if (written(row.demanded_by, row.demanded_at), _day(row.demand_until)) != (done(demand), demanded):
        yield "催告由谁、何时、限到哪天，与记录不同"


def _wrong(row: Row, acts: Sequence[Act]) -> Iterator[str]:
    court = last(acts, "hand_over_recovery")
    if written(row.handed_over_by, row.handed_over_at) != done(court):
        yield "申请强制执行由谁、何时，与记录不同"
    annulled, received = last(acts, "annul_recovery"), last(acts, "receive_recovered")
    ended = annulled or (received if row.state == "paid_back" else None)
    at = None if row.ended_at is None else moment(row.ended_at)
    if (row.annulled_by, at) != (annulled.by if annulled else None, ended.at if ended else None):
        yield "撤回或者办结由谁、何时，与记录不同"


def _paper(books: Books, row: Row, acts: Sequence[Act], papers: Papers, words: Mapping[int, str]) -> Iterator[str]:
    """The demand as it was issued, also where another paper took its place since."""
    demand = last(acts, "demand_recovered")
    if demand is None or row.key not in words:
        return
    sealed = papers.get((row.stream, demand.at))
    plain = None if sealed is None else books.text(sealed, SEALED_FOR)
    if plain is None:
        yield "催告书不在了或者打不开"
    elif books.keyed(canonical(json.loads(plain)), "personal") != words[row.key]:
        yield "催告书的内容与催告时不同"


def _day(value: Any) -> str | None:
    return None if value is None else day(value).isoformat()
