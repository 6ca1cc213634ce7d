"""用款额度: what may be asked for of an indicator by a month, and the sentences that say why not. No rule of Anyang's was read; the
months that roll on are the practice of centralised payment, and the screens say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTHS = 12
ZERO = Decimal(0)


def month_reached(year: int, on: date) -> int:
    """The last month of an indicator's year that counts on a day: none before it begins, all once it is over."""
    return on.month if on.year == year else (MONTHS if on.year > year else 0)


@dataclass(frozen=True, slots=True)
class Room:
    """Of one indicator, in yuan: planned to a month, and taken of it by requests that stand."""

    month: int
    planned: Decimal
    taken: Decimal

    @property
    def left(self) -> Decimal:
        """What may still be asked for; less than nothing where carried claims wait for the plan of their new year."""
        return self.planned - self.taken


def why_not(indicator: str, room: Room, asked: Decimal) -> str:
    """Why a request for so many yuan more does not fit, with what is planned, taken and missing; '' when it does."""
    missing = asked - room.left
    if missing <= 0:
        return ""
    this = f"，本次 {asked:,.2f} 元" if asked else ""
    return (
        f"指标 {indicator} 到{room.month}月止的用款计划已批复 {room.planned:,.2f} 元，已申请 {room.taken:,.2f} 元{this}，"
        f"还差 {missing:,.2f} 元。请先编报或者调整用款计划，批复以后再办理。"
    )
