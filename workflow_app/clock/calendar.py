"""Which days are worked, and counting by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# Holidays that fall on the same day of every year; the others follow the moon or the sun and are known when published.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
# The notice for a year may still move the last days of the year before (2022-12-31 was a holiday of 2023).
NEXT_YEAR_DECIDES_FROM = (12, 26)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """`days_off` are free although weekdays or weekend days off by notice, `days_on` are weekends worked (调休).

    Years outside `published_years` are estimated: weekends and the holidays of fixed date are free.
    """

    days_off: frozenset[date]
    days_on: frozenset[date]
    published_years: frozenset[int]

    def is_working(self, day: date) -> bool:
        if day in self.days_on:
            return True
        if day.weekday() >= SATURDAY or day in self.days_off:
            return False
        return day.year in self.published_years or (day.month, day.day) not in FIXED_HOLIDAYS

    def add(self, day: date, count: int) -> date:
        """The last day of a period of `count` working days; the starting day is not counted (民事诉讼法第八十五条)."""
        if count < 0:
            raise ValueError("a period is not negative")
        while count:
            day += ONE_DAY
            count -= self.is_working(day)
        return self.next_working(day)

    def next_working(self, day: date) -> date:
        """The day itself when worked, else the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is the earlier."""
        if end < start:
            return -self.between(end, start)
        days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)

    def is_estimated(self, until: date) -> bool:
        """Whether a date reckoned to this day may still move when a yearly notice comes out."""
        return self.unpublished(until) is not None

    def unpublished(self, until: date) -> int | None:
        """The year whose notice may still move a date reckoned to this day; None where it stands."""
        if until.year not in self.published_years:
            return until.year
        late = (until.month, until.day) >= NEXT_YEAR_DECIDES_FROM
        return until.year + 1 if late and until.year + 1 not in self.published_years else None
