"""Dates and periods as papers write them: Arabic digits, no leading zero (GB/T 9704-2012, 7.3.5.4)."""

from __future__ import annotations

from datetime import date, datetime


def read_day(value: date | str) -> date:
    """A date, or the ISO text a frozen record holds; of a moment its day. ValueError when it is no date."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else datetime.fromisoformat(value).date()


def day(value: date | str) -> str:
    """2026年11月3日."""
    moment = read_day(value)
    return f"{moment.year}年{moment.month}月{moment.day}日"


def moment(value: datetime | str) -> str:
    """2026年11月3日9时05分, for receipts. The value is already Shanghai time; nothing is converted here."""
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return f"{day(at)}{at.hour}时{at.minute:02d}分"


def period(since: date | str, until: date | str) -> str:
    """2026年11月3日至9日; month and year are said again only where they change."""
    first, last = read_day(since), read_day(until)
    if first.year != last.year:
        return f"{day(first)}至{day(last)}"
    if first.month != last.month:
        return f"{day(first)}至{last.month}月{last.day}日"
    return f"{day(first)}至{last.day}日"
