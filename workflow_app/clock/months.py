"""Periods of months and years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, count: int) -> date:
    """The same day `count` months on; where that month has no such day, its last (民法典第二百零二条)."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def age_on(born: date, day: date) -> int:
    """Full years of life: reached on the birthday itself; of 29 February, on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
