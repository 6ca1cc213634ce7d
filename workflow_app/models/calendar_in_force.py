"""The working days as they are known now: the holiday notices the program brings, and those published since as rows."""

from __future__ import annotations

from datetime import date, timedelta
from time import monotonic

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.holidays import NOTICES, HolidayNotice, calendar_of
from workflow_app.models.supervision import HolidayYear

# No act asks for the notices: a process keeps what it read. Whatever one that kept them too long has armed is estimated
# and recomputed the next night.
READ_AGAIN_AFTER = timedelta(hours=1)


class _Kept:
    """What this process read last, and when by the machine's own counter: no day of the law depends on it."""

    calendar: WorkingCalendar | None = None
    read_at: float = 0.0


def calendar_in_force() -> WorkingCalendar:
    """The calendar every deadline is reckoned by; read from the rows once in a while, never at each act."""
    if _Kept.calendar is None or monotonic() - _Kept.read_at > READ_AGAIN_AFTER.total_seconds():
        keep(read_calendar())
    assert _Kept.calendar is not None
    return _Kept.calendar


def read_calendar() -> WorkingCalendar:
    """The same, straight from the rows."""
    known = {notice.year: notice for notice in NOTICES}
    known |= {row.year: notice_of(row) for row in HolidayYear.objects.order_by("year")}
    return calendar_of(tuple(known.values()))


def keep(calendar: WorkingCalendar) -> None:
    """From now on this process reckons by it: after a publication, and each night."""
    _Kept.calendar, _Kept.read_at = calendar, monotonic()


def notice_of(row: HolidayYear) -> HolidayNotice:
    """A published year as the clock knows it."""
    return HolidayNotice(
        year=row.year,
        document=row.document,
        number=row.number,
        issued_on=row.issued_on,
        off=tuple((name, date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in row.off),
        on=tuple(date.fromisoformat(day) for day in row.on),
    )
