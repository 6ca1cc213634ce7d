"""Moments of the past, counted in working days, so that whatever today is, an act never falls on the day before its cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localtime

from workflow_app.clock.calendar import ONE_DAY
from workflow_app.clock.holidays import PUBLISHED

FARTHEST = 60  # working days a scene may reach back
EARLIEST = timedelta(days=600)  # what scenes rest on reaches back farther; money is there since then
OPENING = time(9, 10)


@dataclass(frozen=True, slots=True)
class Past:
    """What was before `now`."""

    now: datetime

    def at(self, days: int, hours: int = 0) -> datetime:
        """So many working days back, at ten past nine and some hours; day 0 is within the last hour, an hour five minutes.

        Raises ValueError for a day farther back than a scene may reach.
        """
        if not 0 <= days <= FARTHEST:
            raise ValueError(f"a scene reaches from 0 to {FARTHEST} working days back, not {days}")
        if days == 0:
            return self.now - timedelta(minutes=50 - 5 * hours)
        day = localtime(self.now).date()
        for _ in range(days):
            day = last_worked(day - ONE_DAY)
        return opening(day) + timedelta(hours=hours)

    def years(self) -> range:
        """Every year in which something is determined, and the next: its money is announced before it begins (提前下达)."""
        return range(localtime(self.now - EARLIEST).year, localtime(self.now).year + 2)


def worked_before(at: datetime, span: timedelta) -> datetime:
    """The opening of the last worked day that lies so long before a moment."""
    return opening(last_worked(localtime(at).date() - span))


def last_worked(day: date) -> date:
    """The day itself when worked, else the last working day before it."""
    while not PUBLISHED.is_working(day):
        day -= ONE_DAY
    return day


def opening(day: date) -> datetime:
    """Ten past nine on a day."""
    return datetime.combine(day, OPENING, get_current_timezone())
