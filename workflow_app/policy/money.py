"""Money at the edge of arithmetic: whole fen inside, yuan with two decimals outside, never a float."""

from __future__ import annotations

from decimal import Decimal

FEN_PER_YUAN = 100


def fen_of(yuan: Decimal) -> int:
    """Fen of an amount in yuan; ValueError when it is finer than one fen."""
    fen = yuan * FEN_PER_YUAN
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} 元不是整分。")
    return int(fen)


def yuan_text(fen: int) -> str:
    """80000 → `800.00`: the plain figure, without grouping, as formulas and files write it."""
    return f"{Decimal(fen) / FEN_PER_YUAN:.2f}"
