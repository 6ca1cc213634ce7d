"""The only clock of the screens: everything below is told the time."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware of its zone."""
    return timezone.now()


def today() -> date:
    """The day it is in Shanghai."""
    return timezone.localdate()
