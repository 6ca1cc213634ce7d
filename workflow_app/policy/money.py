"""Money at the edge of arithmetic: whole fen inside, yuan with two decimals outside, never a float."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from workflow_app.policy.refusals import NotUnderstood

FEN_PER_YUAN = 100
LONGEST_SUM = 13  # digits before the point: more than a city has


def fen_of(yuan: Decimal) -> int:
    """Fen of an amount in yuan; ValueError when it is finer than one fen."""
    fen = yuan * FEN_PER_YUAN
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} 元不是整分。")
    return int(fen)


def yuan_text(fen: int) -> str:
    """80000 → `800.00`: the plain figure, without grouping, as formulas and files write it."""
    return f"{Decimal(fen) / FEN_PER_YUAN:.2f}"


def a_sum(yuan: Decimal) -> Decimal:
    """A sum somebody gave in yuan; NotUnderstood for nothing, less, or finer than a fen."""
    if yuan <= 0 or yuan != yuan.quantize(Decimal("0.01")):
        raise NotUnderstood("金额应大于零，最多两位小数，请重新填写。")
    return yuan


def read_yuan(text: str, otherwise: str) -> Decimal:
    """A sum in yuan as people type it (24,000.00元); NotUnderstood with that sentence for anything else, more than two decimals too."""
    plain = text.strip().replace(",", "").replace("，", "").removesuffix("元")
    whole, _dot, cents = plain.partition(".")
    digits = whole.isascii() and whole.isdigit() and len(whole) < LONGEST_SUM
    if not digits or (cents and not (cents.isascii() and cents.isdigit() and len(cents) <= len("00"))):
        raise NotUnderstood(otherwise)
    return Decimal(plain)


def shared(yuan: Decimal, shares: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """An amount in yuan by shares that make a whole, each rounded down to the fen; what is left over goes to the first.
    ValueError for shares that make no whole."""
    if sum(shares.values()) != 1:
        raise ValueError("各级承担的比例合计不是一。")
    fen = fen_of(yuan)
    parts = {name: int(fen * share) for name, share in shares.items()}
    parts[next(iter(parts))] += fen - sum(parts.values())
    return {name: Decimal(part) / FEN_PER_YUAN for name, part in parts.items()}


def apportioned(yuan: Decimal, among: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """An amount in yuan in proportion to what stands at each place, to the fen and never more than stands there; what does not divide
    goes to the first that has room. ValueError for more than stands at all of them."""
    fen, room = fen_of(yuan), {place: fen_of(stands) for place, stands in among.items()}
    if fen > sum(room.values()):
        raise ValueError("要分的金额多于各处的余额。")
    parts = {place: fen * stands // sum(room.values()) for place, stands in room.items()}
    for place, stands in room.items():
        parts[place] += min(stands - parts[place], fen - sum(parts.values()))
    return {place: Decimal(part) / FEN_PER_YUAN for place, part in parts.items() if part}
