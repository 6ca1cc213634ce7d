"""A year's holidays are out: whatever was reckoned without them moves to its right day, with an entry in its chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.approval.quorum import Quorum
from workflow_app.clock.calendar import NEXT_YEAR_DECIDES_FROM
from workflow_app.clock.limit import DayKind, TimeLimit
from workflow_app.commands.held import held_chain
from workflow_app.commands.record import record
from workflow_app.flow import door, limits
from workflow_app.models import Case, Deadline, HolidayYear, Notice, Round, RoundState, Seat
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.edition import edition_of

Kind, State = Deadline.Kind, Deadline.State
Progress = Callable[[int, int], None]  # done, of so many
# What somebody was told in writing to do by a day is never taken from them: these days only move on.
ONLY_LATER = (Kind.CORRECTION,)


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
    wrong = {row.case_id for row in rows.iterator(chunk_size=500) if _due(row.case, row) != (row.due_on, row.estimated)}
    seats = Seat.objects.filter(_reaching(), round__state=RoundState.OPEN, opinion=None)
    seats = seats.select_related("round__case__edition")
    wrong |= {seat.round.case_id for seat in seats.iterator() if _seat_due(seat.round.case, seat) != seat.due_on}
    return sorted(wrong)


def notices_to_recompute() -> list[int]:
    """Open notices that must stand longer than they say."""
    found = Notice.objects.filter(_reaching("ends_on"), state=Notice.State.OPEN)
    return [notice.pk for notice in found if _end(notice) > notice.ends_on]


def recompute_case(case_id: int, *, at: datetime) -> bool:
    """Move the days of one case; False when none moved (it may be estimated no longer)."""
    with door.held(case_id) as case:
        moved = [*_deadlines(case), *_seats(case)]
        if moved:
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


def _deadlines(case: Case) -> Iterator[dict[str, Any]]:
    for row in case.deadlines.filter(state=State.ARMED).order_by("pk"):
        before, (due, estimated) = row.due_on, _due(case, row)
        if (due, estimated) == (before, row.estimated):
            continue
        row.due_on, row.estimated = due, estimated
        row.save(update_fields=["due_on", "estimated"])
        if due != before:
            if row.round_id:
                Seat.objects.filter(round=row.round_id, due_on=before).update(due_on=due)
            yield {"kind": row.kind, "before": before.isoformat(), "after": due.isoformat()}


def _due(case: Case, row: Deadline) -> tuple[date, bool]:
    """The day it follows from and whether that is estimated; as it is while a pause holds it back."""
    calendar = calendar_in_force()
    due = limits.last_day(case, row, calendar, limits.pauses_of(case))
    if due is None:
        return row.due_on, row.estimated
    due = max(due, row.due_on) if row.kind in ONLY_LATER else due
    return due, calendar.is_estimated(due)


def _seats(case: Case) -> Iterator[dict[str, Any]]:
    for seat in Seat.objects.filter(_reaching(), round__case=case, round__state=RoundState.OPEN, opinion=None):
        before, after = seat.due_on, _seat_due(case, seat)
        if before is not None and after is not None and after != before:
            seat.due_on = after
            seat.save(update_fields=["due_on"])
            yield {"kind": Kind.SEAT.value, "before": before.isoformat(), "after": after.isoformat()}


def _seat_due(case: Case, seat: Seat) -> date | None:
    """Of a seat with a limit of its own, counted since its round opened; any other keeps its day."""
    limit = _own_limit(seat.round, seat)
    if not limit:
        return seat.due_on
    opened = localtime(seat.round.opened_at).date()
    return edition_of(case).on(opened).limit(limit).due(opened, calendar_in_force())


def _own_limit(opened: Round, seat: Seat) -> str:
    if seat.added_by_id is not None or not opened.quorum:
        return ""
    spec = dict(Quorum.from_json(opened.quorum).seats()).get(seat.place)
    return spec.limit if spec else ""


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
