"""Publish the days off of a year, for good: from then on every day is reckoned by them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.clock.holidays import NOTICES, HolidayNotice
from workflow_app.commands.record import record
from workflow_app.models import Account, HolidayYear, Stream
from workflow_app.models.calendar_in_force import keep, read_calendar
from workflow_app.policy.refusals import AlreadyDone

CHAIN = "holidays"


def publish_holidays(notice: HolidayNotice, *, by: Account | None, at: datetime) -> HolidayYear:
    """Store the year; what was reckoned without it is moved afterwards by `recompute`. Raises AlreadyDone for a year that is
    known: a published one is never edited."""
    with transaction.atomic():
        Stream.objects.get_or_create(key=CHAIN)
        stream = Stream.objects.select_for_update().get(key=CHAIN)
        _is_new(notice.year)
        row = HolidayYear.objects.create(
            year=notice.year,
            document=notice.document,
            number=notice.number,
            issued_on=notice.issued_on,
            off=[[name, first.isoformat(), last.isoformat()] for name, first, last in notice.off],
            on=[day.isoformat() for day in notice.on],
            by=by,
            at=at,
        )
        body = {"year": row.year, "number": row.number, "off": row.off, "on": row.on}
        record(stream, "publish_holidays", by=by, at=at, body=body)
        transaction.on_commit(lambda: keep(read_calendar()))
        return row


def _is_new(year: int) -> None:
    if any(notice.year == year for notice in NOTICES):
        raise AlreadyDone(f"{year}年的放假安排系统里已经有了，没有新的内容可以发布。")
    if known := HolidayYear.objects.filter(year=year).first():
        when = f"{localtime(known.at):%Y年%-m月%-d日}"
        raise AlreadyDone(f"{year}年的放假安排已于{when}发布（{known.number}），发布后不能修改。")
