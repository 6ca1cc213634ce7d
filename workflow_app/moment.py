"""The one clock of the outermost rooms: everything below is told the time.

In the demonstration days can be let pass, forwards only: their number lies in a file of its own, for every process to read.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, aware of its zone."""
    return timezone.now() + timedelta(days=days_ahead())


def today() -> date:
    """The day it is in Shanghai."""
    return timezone.localdate(now())


def days_ahead() -> int:
    """How many days the demonstration is ahead of the calendar; none outside of it."""
    if not settings.DEMO:
        return 0
    try:
        return int(settings.DAYS_AHEAD.read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0


def let_a_day_pass() -> None:
    """One day on. The file is replaced whole."""
    further = settings.DAYS_AHEAD.with_suffix(".new")
    further.write_text(str(days_ahead() + 1), encoding="ascii")
    further.replace(settings.DAYS_AHEAD)
