"""What moved the indicators themselves: every move posted in full, and every one of them told in a chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.accounts import LEGS, MOVES
from workflow_app.auditor.books import Books, fen, moment, parsed, yuan

MOVED = "SELECT m.id, m.kind, m.number, m.amount, m.by_id, m.at FROM workflow_app_fundsmove m ORDER BY m.id"
POSTED = """
SELECT p.move_id, p.source, p.target, p.amount, a.indicator
FROM workflow_app_posting p JOIN workflow_app_appropriation a ON a.id = p.appropriation_id
WHERE p.move_id IS NOT NULL
"""
TOLD = """
SELECT a.verb, a.by_id, a.at, a.body FROM workflow_app_action a
WHERE a.verb IN ('appropriate', 'allot', 'transfer_funds', 'freeze_funds', 'thaw_funds', 'close_year', 'receive_recovered')
ORDER BY a.id
"""
KIND = {
    "appropriate": "enter",
    "allot": "allot",
    "transfer_funds": "transfer",
    "freeze_funds": "freeze",
    "thaw_funds": "thaw",
    "receive_recovered": "recover",
}
CLOSED = ("carry", "lapse")  # told together by the act that closes a year
Legs = Mapping[tuple[str, str], int]
Told = tuple[str, int | None, Any, str, int]  # kind, by, at, which one, fen


@dataclass(frozen=True, slots=True)
class Move:
    """A reason why money moved without a claim, in yuan."""

    key: int
    kind: str
    number: str
    amount: Any
    by: int | None
    at: Any

    @property
    def named(self) -> str:
        return f"{MOVES.get(self.kind, self.kind)} {self.number or f'第{self.key}号'}"


def found(books: Books) -> Iterator[str]:
    """A sentence for every move whose postings or whose act say something else."""
    posted, places = _posted(books)
    told = _told(books)
    for move in books.read(Move, MOVED):
        amount, legs = fen(move.amount), posted[move.key]
        for leg in LEGS.get(move.kind, ()):
            if (entered := sum(legs.get(way, 0) for way in leg)) != amount:
                yield f"{move.named} 登记 {yuan(amount)} 元，入账 {yuan(entered)} 元"
                break
        if not _is_told(move, amount, legs, places[move.key], told):
            yield f"{move.named} 的 {yuan(amount)} 元与记录不同"
    for kind, _by, _at, which, amount in told:
        yield f"记录里的{MOVES[kind]}（{which}，{yuan(amount)} 元）没有对应的资金变动"


def _posted(books: Books) -> tuple[Mapping[int, Legs], Mapping[int, set[tuple[str, str]]]]:
    """Fen of each move by the way it went, and from which account of which indicator it went."""
    sums: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    places: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for move, source, target, amount, indicator in books.ask(POSTED):
        sums[move][source, target] += fen(amount)
        places[move].add((source, indicator))
    return sums, places


def _told(books: Books) -> dict[Told, int]:
    """What the chains say was moved, and how often they say just that."""
    said: dict[Told, int] = defaultdict(int)
    for verb, by, at, raw in books.ask(TOLD):
        body = parsed(raw)
        if verb == "close_year":
            for kind, amount in zip(CLOSED, (fen(body["carried"]), fen(body["lapsed"])), strict=True):
                if amount:
                    said[kind, by, moment(at), body["indicator"], amount] += 1
            continue
        which = body["serial"] if verb == "receive_recovered" else str(body["move"])
        said[KIND[verb], by, moment(at), which, fen(body["yuan"])] += 1
    return said


def _is_told(move: Move, amount: int, legs: Legs, places: set[tuple[str, str]], told: dict[Told, int]) -> bool:
    """Strikes out what it was told by: one act tells one move."""
    if move.kind in CLOSED:
        names = sorted(indicator for source, indicator in places if source in ("available", "reserved"))
    else:
        names = [move.number if move.kind == "recover" else str(move.key)]
    for which in names:
        key = (move.kind, move.by, moment(move.at), which, amount)
        if told.get(key):
            told[key] -= 1
            if not told[key]:
                del told[key]
            return True
    return False
