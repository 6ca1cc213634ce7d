"""A year's holidays are out: whatever was reckoned without them moves to its right day, with an entry in its chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from workflow_app.clock.calendar import NEXT_YEAR_DECIDES_FROM
from workflow_app.clock.card import ANSWER_WITHIN
from workflow_app.clock.hearing import HEARD_WITHIN
from workflow_app.clock.limit import DayKind, TimeLimit
from workflow_app.commands.held import held_chain
from workflow_app.commands.record import record
from workflow_app.flow import door, limits
from workflow_app.models import (
    Case,
    Deadline,
    HolidayYear,
    Notice,
    Recovery,
    Revocation,
    RoundState,
    Seat,
    Supervision,
)
from workflow_app.models.calendar_in_force import calendar_in_force

State = Deadline.State
Progress = Callable[[int, int], None]  # done, of so many


def silently(done: int, of: int) -> None:
    """Nobody watches."""


def recompute_all(*, at: datetime, progress: Progress = silently) -> int:
    """Every case and notice with a day that is not where it belongs; answers how many moved. Safe to do again."""
    cases, notices = cases_to_recompute(), notices_to_recompute()
    moved, of = 0, len(cases) + len(notices)
    for done, case_id in enumerate(cases, start=1):
        moved += recompute_case(case_id, at=at)
        progress(done, of)
    for done, notice_id in enumerate(notices, start=len(cases) + 1):
        moved += recompute_notice(notice_id, at=at)
        progress(done, of)
    return moved


def cases_to_recompute() -> list[int]:
    """Cases of which an armed deadline, or a waiting seat with a limit of its own, does not say the day it follows from."""
    rows = Deadline.objects.filter(_reaching() | Q(estimated=True), state=State.ARMED)
    rows = rows.select_related("case__edition").prefetch_related("case__pauses")
    wrong = {
        row.case_id
        for row in rows.iterator(chunk_size=500)
        if limits.where_it_belongs(row.case, row) != (row.due_on, row.estimated)
    }
    seats = Seat.objects.filter(_reaching(), round__state=RoundState.OPEN, opinion=None)
    seats = seats.select_related("round__case__edition")
    wrong |= {
        seat.round.case_id
        for seat in seats.iterator()
        if limits.where_the_seat_belongs(seat.round.case, seat) != seat.due_on
    }
    wrong |= {row.case_id for row, _name, _day in _told_days()}
    return sorted(wrong)


def notices_to_recompute() -> list[int]:
    """Open notices that must stand longer than they say."""
    found = Notice.objects.filter(_reaching("ends_on"), state=Notice.State.OPEN)
    return [notice.pk for notice in found if _end(notice) > notice.ends_on]


def recompute_case(case_id: int, *, at: datetime) -> bool:
    """Move the days of one case; False when none moved (it may be estimated no longer)."""
    with door.held(case_id) as case:
        if moved := [*limits.move(case), *_let_answer(case)]:
            body = {"moved": moved, "basis": _basis([date.fromisoformat(each["after"]) for each in moved])}
            record(case.stream, "recompute", by=None, at=at, body=body)
        return bool(moved)


def recompute_notice(notice_id: int, *, at: datetime) -> bool:
    """Let an open notice stand as long as its days ask for; the public was told a day, so it is never shortened."""
    with transaction.atomic():
        cases = Case.objects.filter(claims__notice_lines__notice=notice_id).distinct().order_by("pk")
        held = [door.hold(pk) for pk in cases.values_list("pk", flat=True)]
        notice = Notice.objects.select_for_update().get(pk=notice_id)
        before, after = notice.ends_on, _end(notice)
        if notice.state != Notice.State.OPEN or after <= before or localtime(at).date() > before:
            return False
        notice.ends_on = after
        notice.save(update_fields=["ends_on"])
        moved = {"kind": "notice", "before": before.isoformat(), "after": after.isoformat()}
        body = {"moved": [moved], "basis": _basis([after])}
        for chain in (held_chain(notice.stream_id), *(case.stream for case in held)):
            record(chain, "recompute", by=None, at=at, body=body)
        return True


def _told_days(case: Case | None = None) -> Iterator[tuple[Revocation | Recovery | Supervision, str, date]]:
    """(row, its column, the day) where somebody was told until when to speak or to answer, and really has longer. What a person set
    as a day is theirs."""
    calendar = calendar_in_force()
    undecided = Q(_reaching("heard_until"), decided_at=None)
    heard = [rows.objects.filter(undecided) for rows in (Revocation, Recovery)]
    asked = Supervision.objects.filter(_reaching(), answered_at=None).exclude(ground=Supervision.Ground.ORDER)
    rows = [(row, "heard_until", row.told_on, HEARD_WITHIN) for each in heard for row in _of(each, case)]
    rows += [(row, "due_on", localtime(row.at).date(), ANSWER_WITHIN) for row in _of(asked, case)]
    for row, name, since, days in rows:
        if (day := calendar.add(since, days)) > getattr(row, name):
            yield row, name, day


def _of(rows: QuerySet[Any], case: Case | None) -> QuerySet[Any]:
    return rows.filter(case=case) if case else rows


def _let_answer(case: Case) -> list[dict[str, str]]:
    """Move what the party and the unit were told, only ever later."""
    moved = []
    for row, name, day in _told_days(case):
        kind = "answer" if isinstance(row, Supervision) else "hearing"
        moved.append({"kind": kind, "before": getattr(row, name).isoformat(), "after": day.isoformat()})
        setattr(row, name, day)
        row.save(update_fields=[name])
    return moved


def _end(notice: Notice) -> date:
    end = TimeLimit(notice.days, DayKind(notice.days_kind)).due(notice.opened_on, calendar_in_force())
    assert end is not None  # nothing pauses a notice
    return end


def _reaching(day: str = "due_on") -> Q:
    """Whatever a year published as a row may have moved."""
    first = HolidayYear.objects.order_by("year").values_list("year", flat=True).first()
    since = date(first - 1, *NEXT_YEAR_DECIDES_FROM) if first else date.max
    return Q(**{f"{day}__gte": since})


def _basis(days: list[date]) -> str:
    """The notices of the years the new days lie in."""
    years = {year for day in days for year in (day.year, day.year + 1)}
    rows = HolidayYear.objects.filter(year__in=years).order_by("year")
    return "、".join(f"《{row.document}》（{row.number}）" for row in rows)
