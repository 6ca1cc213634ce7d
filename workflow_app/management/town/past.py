"""Moments of the past, counted in working days, so that whatever today is, an act never falls on the day before its cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localtime

from workflow_app.clock.calendar import ONE_DAY
from workflow_app.clock.holidays import PUBLISHED

FARTHEST = 50  # working days a scene may reach back; money is there since then
OPENING = time(9, 10)
# A class begins a week after its record is filed and takes a fortnight; certificates follow.
CLASS, INTO_IT = timedelta(days=32), timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Past:
    """What was before `now`."""

    now: datetime

    def at(self, days: int, hours: int = 0) -> datetime:
        """So many working days back, at ten past nine and some hours; day 0 is within the last hour, an hour five minutes.

        Raises ValueError for a day farther back than the money is.
        """
        if not 0 <= days <= FARTHEST:
            raise ValueError(f"a scene reaches from 0 to {FARTHEST} working days back, not {days}")
        if days == 0:
            return self.now - timedelta(minutes=50 - 5 * hours)
        day = localtime(self.now).date()
        for _ in range(days):
            day = last_worked(day - ONE_DAY)
        return _opening(day) + timedelta(hours=hours)

    def years(self) -> range:
        """Every year in which something is determined, and the next: its money is announced before it begins (提前下达)."""
        return range(self.at(FARTHEST).year, localtime(self.now).year + 2)


def before_class(claimed: datetime) -> datetime:
    """When the record was filed of a class that is claimed for at `claimed`."""
    return _opening(last_worked(localtime(claimed).date() - CLASS))


def in_class(recorded: datetime) -> datetime:
    """A working day on which a class is taught whose record was filed at `recorded`."""
    return _opening(PUBLISHED.next_working(localtime(recorded).date() + INTO_IT))


def last_worked(day: date) -> date:
    """The day itself when worked, else the last working day before it."""
    while not PUBLISHED.is_working(day):
        day -= ONE_DAY
    return day


def _opening(day: date) -> datetime:
    return datetime.combine(day, OPENING, get_current_timezone())
