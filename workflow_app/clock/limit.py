"""A time limit, what pauses it, and the day it runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow_app.clock.calendar import ONE_DAY, WorkingCalendar


class DayKind(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"

    @property
    def label(self) -> str:
        return "个工作日" if self is DayKind.WORKING else "日"


class PauseReason(StrEnum):
    """What may stop a running clock. Correction before acceptance is not among them: handling has not begun."""

    NOTICE = "notice"
    REVIEW = "review"
    SITE_CHECK = "site_check"
    OBJECTION = "objection"
    ASSISTANCE = "assistance"
    SUSPENSION = "suspension"

    @property
    def label(self) -> str:
        return _REASONS[self]


_REASONS = {
    PauseReason.NOTICE: "公示",
    PauseReason.REVIEW: "评审",
    PauseReason.SITE_CHECK: "实地核查",
    PauseReason.OBJECTION: "异议处理",
    PauseReason.ASSISTANCE: "协查",
    PauseReason.SUSPENSION: "中止",
}


@dataclass(frozen=True, slots=True)
class Pause:
    """As with a period, the day it begins still counts as worked; the day it ends is the last not counted."""

    reason: PauseReason
    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        return self.start < day and (self.end is None or day <= self.end)


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many days of a kind; `citation` and `standing` say on whose word (printed beside the date)."""

    days: int
    unit: DayKind
    citation: str = ""
    standing: str = ""

    def due(self, start: date, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()) -> date | None:
        """The last day of the limit; None while an open pause holds it back.

        The starting day is not counted, paused days are not counted, and a last day that is a holiday moves to the
        next working day (民事诉讼法第八十五条) that is not paused either.
        """
        day, left, stands_still = start, self.days, False
        while left or stands_still or not calendar.is_working(day):
            day += ONE_DAY
            over = [pause for pause in pauses if pause.covers(day)]
            if any(pause.end is None for pause in over):
                return None
            stands_still = bool(over)
            if not stands_still and (self.unit is DayKind.CALENDAR or calendar.is_working(day)):
                left = max(left - 1, 0)
        return day

    def __str__(self) -> str:
        return f"{self.days}{self.unit.label}"


def clock_state(on: date, pauses: Sequence[Pause] = (), stopped_on: date | None = None) -> ClockState:
    """How a clock stands at the end of a day: stopped by the decision, paused, or running."""
    if stopped_on is not None and stopped_on <= on:
        return ClockState.STOPPED
    if any(pause.start <= on and (pause.end is None or on < pause.end) for pause in pauses):
        return ClockState.PAUSED
    return ClockState.RUNNING
