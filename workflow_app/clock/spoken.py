"""A day as sentences say it."""

from __future__ import annotations

from datetime import date


def spoken(day: date) -> str:
    """2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
