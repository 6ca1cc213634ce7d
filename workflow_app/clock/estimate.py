"""A day reckoned over a year whose holiday notice is not out yet: its mark, and in a sentence why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.spoken import spoken

MARK = "推算"


def why_estimated(days: Iterable[date], calendar: WorkingCalendar) -> str:
    """Which years' notices are missing and what may follow for the days marked 推算; '' where all of them stand."""
    years = sorted({year for day in days if (year := calendar.unpublished(day))})
    if not years:
        return ""
    missing = "、".join(f"{year}年" for year in years)
    return f"{missing}放假安排尚未公布，标有“{MARK}”的日期公布后可能变动。"  # one line of a paper


def reckoned(day: date, calendar: WorkingCalendar) -> str:
    """The day as sentences say it, marked where it may still move: 2027年2月12日（推算）."""
    return f"{spoken(day)}（{MARK}）" if calendar.is_estimated(day) else spoken(day)
