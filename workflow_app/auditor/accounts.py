"""The book of accounts: which way a posting may go, on whose word, and where each account's counter stands in the indicator's row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

AVAILABLE, GRANTED, PAID, RESERVED, RETURNED = "available", "granted", "paid", "reserved", "returned"
NAMED: Mapping[str, str] = {
    "granted": "下达",
    "available": "可用",
    "reserved": "预留",
    "paid": "支付",
    "frozen": "冻结",
    "passed_on": "转出",
    "lapsed": "收回",
    "returned": "缴回国库",
}
MOVES: Mapping[str, str] = {
    "enter": "登记指标",
    "allot": "分配下达",
    "transfer": "调剂",
    "freeze": "冻结",
    "thaw": "解冻",
    "lapse": "年终收回",
    "carry": "年终结转",
    "recover": "追回",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A posting from one account to another: for a claim or not, by a move of one of these kinds or ('') by none."""

    source: str
    target: str
    for_a_claim: bool
    moves: tuple[str, ...]


WAYS = (
    Way("granted", "available", False, ("enter", "allot", "transfer", "carry")),
    Way("available", "reserved", True, ("", "carry")),
    Way("reserved", "available", True, ("",)),
    Way("reserved", "paid", True, ("",)),
    Way("reserved", "passed_on", True, ("carry",)),
    Way("available", "passed_on", False, ("allot", "transfer", "carry")),
    Way("available", "frozen", False, ("freeze",)),
    Way("frozen", "available", False, ("thaw",)),
    Way("available", "lapsed", False, ("lapse",)),
    Way("paid", "available", True, ("recover",)),
    Way("paid", "returned", True, ("recover",)),
)
ALLOWED = frozenset((way.source, way.target, way.for_a_claim, move) for way in WAYS for move in way.moves)
# What of a move's postings must each come to its sum; a recovery's are held against its receipt.
LEGS: Mapping[str, tuple[frozenset[tuple[str, str]], ...]] = {
    "enter": (frozenset({("granted", "available")}),),
    "allot": (frozenset({("available", "passed_on")}), frozenset({("granted", "available")})),
    "transfer": (frozenset({("available", "passed_on")}), frozenset({("granted", "available")})),
    "freeze": (frozenset({("available", "frozen")}),),
    "thaw": (frozenset({("frozen", "available")}),),
    "lapse": (frozenset({("available", "lapsed")}),),
    "carry": (
        frozenset({("available", "passed_on"), ("reserved", "passed_on")}),
        frozenset({("granted", "available")}),
    ),
}
