"""Rent by the month: area × unit rent × (1 − relief), what is above the entitled area at market rent, part months by days.

Every sum is arithmetic text reckoned to the fen, so that anybody can reckon it again. Areas in square metres, rents in fen a
square metre and month. The notice of rents in force in a month governs that month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from workflow_app.clock.months import add_months
from workflow_app.policy.citation import Citation
from workflow_app.policy.formula import recompute
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.standing import Standing

MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Rates:
    """What a square metre costs in a month; `relief` is the share let off (0 to 1), `standing` the weakest figure's."""

    unit_fen: int
    market_fen: int
    relief: Decimal
    standing: Standing
    citation: Citation


@dataclass(frozen=True, slots=True)
class MonthRent:
    """The rent of one month or a part of it, both days included; `formula` in yuan gives `fen`."""

    since: date
    until: date
    formula: str
    fen: int
    standing: Standing

    @property
    def month(self) -> str:
        return f"{self.since:%Y-%m}"


def month_formula(area: Decimal, entitled: Decimal, rates: Rates) -> str:
    """The rent of a whole month as arithmetic text. NotUnderstood when a figure cannot be one."""
    if area <= 0 or entitled < 0 or not 0 <= rates.relief <= 1:
        raise NotUnderstood("面积应当大于零，减免比例在0到1之间，请核对。")
    within = f"{min(area, entitled)} × {yuan_text(rates.unit_fen)} × (1 - {rates.relief})"
    above = max(area - entitled, Decimal(0))
    return within if not above else f"{within} + {above} × {yuan_text(rates.market_fen)}"


def month_rent(since: date, until: date, whole: str, standing: Standing) -> MonthRent:
    """The rent of the days of one month, both included: the whole formula, or its share by days."""
    days, length = (until - since).days + 1, monthrange(since.year, since.month)[1]
    if days < 1 or (since.year, since.month) != (until.year, until.month):
        raise NotUnderstood("租金按月计算，起止日期应在同一个月内。")
    formula = whole if days == length else f"({whole}) × {days} ÷ {length}"
    return MonthRent(since, until, formula, recompute(formula), standing)


def months_between(since: date, until: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each month or part of a month in the span, both included."""
    while since <= until:
        last = since.replace(day=monthrange(since.year, since.month)[1])
        yield since, min(last, until)
        since = last + timedelta(days=1)


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the quarter the day lies in."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return first, add_months(first, MONTHS_A_QUARTER) - timedelta(days=1)


def months_in_arrears(due: Iterable[int], paid_fen: int) -> int:
    """How many months of rent that fell due are wholly unpaid, the oldest paid first.

    A month partly paid does not count: what may cost somebody their home is counted in their favour.
    """
    unpaid = 0
    for fen in due:
        unpaid += 1 if fen and paid_fen <= 0 else 0
        paid_fen -= fen
    return unpaid
