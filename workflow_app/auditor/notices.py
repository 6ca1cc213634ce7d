"""The public notices: each line as the paper printed it for the public, cleared by its days and its objections alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workflow_app.auditor.books import Books, day, fen, parsed, yuan

BENEFICIARY, PAPER = "workflow_app_claim.beneficiary", "workflow_app_issueddocument.data"
LINES = """
SELECT n.id, n.year, n.ordinal, n.state, l.ordinal, l.shown, l.amount, l.standing, l.state,
       c.number, k.ordinal, k.state, k.amount, k.standing, k.beneficiary, o.open, o.upheld
FROM workflow_app_noticeline l JOIN workflow_app_notice n ON n.id = l.notice_id
JOIN workflow_app_claim k ON k.id = l.claim_id JOIN workflow_app_case c ON c.id = k.case_id
LEFT JOIN (
    SELECT line_id, SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END) AS open,
           SUM(CASE WHEN state = 'upheld' THEN 1 ELSE 0 END) AS upheld
    FROM workflow_app_objection GROUP BY line_id
) o ON o.line_id = l.id
ORDER BY n.id, l.ordinal
"""
PAPERS = """
SELECT notice_id, number, data FROM workflow_app_issueddocument WHERE kind = 'public_notice' AND notice_id IS NOT NULL ORDER BY id
"""
NOTICES = """
SELECT n.id, n.year, n.ordinal, n.state, n.ends_on, a.verb, a.body
FROM workflow_app_notice n LEFT JOIN workflow_app_action a ON a.stream_id = n.stream_id
  AND a.verb IN ('open_notice', 'recompute', 'end_notice')
ORDER BY n.id, a.ordinal
"""
Printed = Mapping[int, tuple[str, int, str]]  # ordinal → (name|township|last four, fen, standing)


@dataclass(frozen=True, slots=True)
class Line:
    """A line on notice beside its claim; `open` and `upheld` count its objections."""

    notice: int
    year: int
    batch: int
    notice_state: str
    ordinal: int
    shown: str
    amount: Any
    standing: str
    state: str
    case: str
    claim: int
    claim_state: str
    claimed: Any
    claim_standing: str
    beneficiary: str
    open: int | None
    upheld: int | None

    @property
    def told(self) -> tuple[str, int, str]:
        return self.shown, fen(self.amount), self.standing


def found(books: Books) -> Iterator[str]:
    """A sentence for every line that says something else than its claim, its paper, its days or its objections."""
    papers = _papers(books)
    for line in books.read(Line, LINES):
        for wrong in _wrong(books, line, papers.get(line.notice)):
            yield f"办件 {line.case} 第{line.claim}行{wrong}"
    yield from _days(books)


def _wrong(books: Books, line: Line, paper: tuple[str, Printed] | None) -> Iterator[str]:
    where = f"（{line.year}年第{line.batch}批公示第{line.ordinal}行）"
    if line.state != "void" and line.told != (_shown(books, line), fen(line.claimed), line.claim_standing):
        yield f"核定的与公示的不一致{where}"
    if paper is None:
        yield f"没有公示文书{where}"
    elif (printed := paper[1].get(line.ordinal)) is None:
        yield f"没有在公示文书 {paper[0]} 上公示过{where}"
    elif printed != line.told:
        yield f"与公示文书 {paper[0]} 不同：文书上是 {yuan(printed[1])} 元，现在是 {yuan(fen(line.amount))} 元{where}"
    if line.state == "cleared" and line.notice_state != "ended":
        yield f"公示期没有满就记为无异议{where}"
    if line.state == "cleared" and (line.open or line.upheld):
        yield f"有异议没有答复或者成立，却记为无异议{where}"


def _shown(books: Books, line: Line) -> str | None:
    """Name, township and the last four of the number: so much of the claim's person the public may see."""
    plain = books.text(line.beneficiary, BENEFICIARY)
    if plain is None:
        return None
    who = json.loads(plain)
    return f"{who['name']}|{(who.get('township') or '').replace('|', ' ')}|{who['number'][-4:]}"


def _papers(books: Books) -> Mapping[int, tuple[str, Printed]]:
    """Of each notice the paper that hung out, by its frozen data; one that cannot be opened is as good as none."""
    found: dict[int, tuple[str, Printed]] = {}
    for notice, number, data in books.ask(PAPERS):
        plain = books.text(data, PAPER)
        if plain is None or notice in found:
            continue
        rows = {row["ordinal"]: _printed(row) for row in json.loads(plain)["lines"]}
        found[notice] = number, rows
    return found


def _printed(row: Mapping[str, Any]) -> tuple[str, int, str]:
    return f"{row['name']}|{row['township']}|{row['last_four']}", row["fen"], row["standing"]


def _days(books: Books) -> Iterator[str]:
    """Its last day and its end are those its chain tells of."""
    for key, acts in groupby(books.ask(NOTICES), key=lambda row: row[:5]):
        _notice, year, ordinal, state, ends_on = key
        last, over = "", False
        for *_key, verb, raw in acts:
            last = _last_day(verb, parsed(raw) if raw is not None else {}) or last
            over = over or verb == "end_notice"
        if (state == "ended") != over or day(ends_on).isoformat() != last:
            yield f"{year}年第{ordinal}批公示的期限或状态与记录不同"


def _last_day(verb: str | None, body: Mapping[str, Any]) -> str:
    if verb == "recompute":
        return next((moved["after"] for moved in body["moved"] if moved["kind"] == "notice"), "")
    return str(body.get("ends_on", ""))
