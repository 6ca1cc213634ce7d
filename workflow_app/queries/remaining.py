"""How long something still has, in a word and a shape. Days are working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.models.calendar_in_force import calendar_in_force

SOON = 2  # working days from which on a limit asks for attention


@dataclass(frozen=True, slots=True)
class Remaining:
    """`tone` is over, today, soon, calm or none: the shape and colour beside the words. `reckoned` is the day where it was counted, so
    that it may be estimated; None where a person named it."""

    words: str
    tone: str
    due_on: date | None
    reckoned: date | None = None


def remaining(
    due_on: date | None, today: date, calendar: WorkingCalendar | None = None, *, named: bool = False
) -> Remaining:
    """超时2天, 今天到期, 还3天; without a limit a dash. `named`: the day was set by a person, not counted."""
    if due_on is None:
        return Remaining(_("无时限"), "none", None)
    reckoned = None if named else due_on
    days = (calendar or calendar_in_force()).between(today, due_on)
    if due_on < today:
        return Remaining(_("超时%(days)s天") % {"days": max(-days, 1)}, "over", due_on, reckoned)
    if days == 0:
        return Remaining(_("今天"), "today", due_on, reckoned)
    return Remaining(_("还%(days)s天") % {"days": days}, "soon" if days <= SOON else "calm", due_on, reckoned)
