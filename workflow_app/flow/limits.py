"""Arming, moving and settling the deadlines of a case. Every length comes from its policy edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.approval.quorum import Quorum
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.limit import Pause as Paused
from workflow_app.clock.limit import PauseReason
from workflow_app.models import Case, Deadline, Round, RoundState, Seat
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.edition import edition_of
from workflow_app.policy.item import Clocks

Kind, State = Deadline.Kind, Deadline.State
Moved = dict[str, str]  # kind, before, after: a day that went elsewhere
# The limits of handling stand still while a pause runs, whatever its reason; a seat, and what an applicant was asked to supply under
# review, only while the case is suspended. Before acceptance nothing is suspended, so receipt and correction never stand still.
PAUSABLE = (Kind.PROMISED, Kind.STATUTORY)
SUSPENDABLE = (Kind.SEAT, Kind.CORRECTION)
# What somebody was told in writing to do by a day is never taken from them: these days only move on.
ONLY_LATER = (Kind.CORRECTION,)


def deadline(case: Case, kind: str, parameter: str, at: datetime, round: Round | None = None) -> Deadline:
    """A deadline that starts now, not yet saved. The day it starts is not counted."""
    today, calendar = localtime(at).date(), calendar_in_force()
    limit = edition_of(case).on(today).limit(parameter)
    due = limit.due(today, calendar)
    assert due is not None  # nothing is paused yet
    return Deadline(
        case=case,
        round=round,
        kind=kind,
        parameter=parameter,
        days=limit.days,
        starts_on=today,
        due_on=due,
        estimated=calendar.is_estimated(due),
    )


def kind_of(parameter: str, clocks: Clocks) -> str:
    """Which clock a step's limit is: receipt, correction, or the seat's own."""
    return {clocks.receipt: Kind.RECEIPT, clocks.correction: Kind.CORRECTION}.get(parameter, Kind.SEAT)


def settle(case: Case, state: str, at: datetime, kinds: Iterable[str] | None = None) -> None:
    """Close the armed deadlines of a case, all or those of some kinds."""
    armed = Deadline.objects.filter(case=case, state=State.ARMED)
    if kinds is not None:
        armed = armed.filter(kind__in=kinds)
    armed.update(state=state, settled_at=at)


def end_pauses(case: Case, at: datetime) -> None:
    """The case is decided or over: nothing stands still any more."""
    case.pauses.filter(until__isnull=True).update(until=localtime(at).date())


def pauses_of(case: Case) -> list[Paused]:
    """When and why the clock of a case stood still."""
    return [Paused(PauseReason(p.reason), p.since, p.until) for p in case.pauses.all()]


def last_day(case: Case, row: Deadline, calendar: WorkingCalendar, pauses: Sequence[Paused]) -> date | None:
    """The last day of a deadline as it follows from its start, its own number of days (an extension is in it) and the days
    that did not count; None while an open pause holds it back."""
    limit = replace(edition_of(case).on(row.starts_on).limit(row.parameter), days=row.days)
    return limit.due(row.starts_on, calendar, [pause for pause in pauses if holds_back(pause.reason, row.kind)])


def holds_back(reason: str, kind: str) -> bool:
    """Whether a clock of this kind stands still while a pause for this reason runs."""
    return kind in PAUSABLE or (kind in SUSPENDABLE and reason == PauseReason.SUSPENSION)


def move(case: Case) -> list[Moved]:
    """Put every armed deadline of a held case, and the seats whose limit it is, where they belong now: after a pause, an
    extension, a year's holidays. Answers what moved."""
    return [*_move_deadlines(case), *_move_seats(case)]


def where_it_belongs(case: Case, row: Deadline) -> tuple[date, bool]:
    """The day a deadline follows from and whether that is estimated; as it is while a pause holds it back."""
    calendar = calendar_in_force()
    due = last_day(case, row, calendar, pauses_of(case))
    if due is None:
        return row.due_on, row.estimated
    due = max(due, row.due_on) if row.kind in ONLY_LATER else due
    return due, calendar.is_estimated(due)


def where_the_seat_belongs(case: Case, seat: Seat) -> date | None:
    """Of a seat with a limit of its own, counted since its round opened; any other keeps its day."""
    limit = _own_limit(seat.round, seat)
    if not limit:
        return seat.due_on
    opened = localtime(seat.round.opened_at).date()
    suspended = [pause for pause in pauses_of(case) if holds_back(pause.reason, Kind.SEAT)]
    due = edition_of(case).on(opened).limit(limit).due(opened, calendar_in_force(), suspended)
    return due or seat.due_on


def _move_deadlines(case: Case) -> Iterator[Moved]:
    for row in case.deadlines.filter(state=State.ARMED).order_by("pk"):
        before, (due, estimated) = row.due_on, where_it_belongs(case, row)
        if (due, estimated) == (before, row.estimated):
            continue
        row.due_on, row.estimated = due, estimated
        row.save(update_fields=["due_on", "estimated"])
        if due != before:
            if row.round_id:
                asked = Seat.objects.filter(round=row.round_id, desk__isnull=row.kind == Kind.CORRECTION)
                asked.filter(due_on=before).update(due_on=due)
            yield _moved(row.kind, before, due)


def _move_seats(case: Case) -> Iterator[Moved]:
    waiting = Seat.objects.filter(
        round__case=case, round__state=RoundState.OPEN, opinion=None, removed_at=None, due_on__isnull=False
    )
    for seat in waiting.select_related("round"):
        before, after = seat.due_on, where_the_seat_belongs(case, seat)
        if before is not None and after is not None and after != before:
            seat.due_on = after
            seat.save(update_fields=["due_on"])
            yield _moved(Kind.SEAT, before, after)


def _own_limit(opened: Round, seat: Seat) -> str:
    if seat.added_by_id is not None or not opened.quorum:
        return ""
    spec = dict(Quorum.from_json(opened.quorum).seats()).get(seat.place)
    return spec.limit if spec else ""


def _moved(kind: str, before: date, after: date) -> Moved:
    return {"kind": str(kind), "before": before.isoformat(), "after": after.isoformat()}
