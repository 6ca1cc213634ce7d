"""Electronic supervision: when a case earns a warning, a yellow or a red card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.limit import Pause

WARN_AT_PERCENT = 80
# Working days a unit has to answer a card in writing. The house's own number: no rule we read says how many.
ANSWER_WITHIN = 3


class Card(StrEnum):
    NONE = "none"
    WARNING = "warning"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {Card.NONE: "正常", Card.WARNING: "预警", Card.YELLOW: "黄牌", Card.RED: "红牌"}


def card(
    now: date,
    promised_due: date | None,
    statutory_due: date | None,
    start: date,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
) -> Card:
    """Red past the statutory day, yellow past the promised one, a warning from 80 % of the promised working days on.

    A due date of None (the clock is paused) earns nothing; paused days count neither as used nor as given.
    """
    if statutory_due is not None and now > statutory_due:
        return Card.RED
    if promised_due is None:
        return Card.NONE
    if now > promised_due:
        return Card.YELLOW
    used = _worked(start, now, calendar, pauses)
    given = _worked(start, promised_due, calendar, pauses)
    return Card.WARNING if used * 100 >= given * WARN_AT_PERCENT else Card.NONE


def _worked(start: date, end: date, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> int:
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(calendar.is_working(day) and not any(pause.covers(day) for pause in pauses) for day in days)
