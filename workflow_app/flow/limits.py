"""Arming, moving and settling the deadlines of a case. Every length comes from its policy edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.limit import Pause as Paused
from workflow_app.clock.limit import PauseReason
from workflow_app.models import Case, Deadline, Round
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.edition import edition_of
from workflow_app.policy.item import Clocks

Kind, State = Deadline.Kind, Deadline.State
# The limits of handling stand still while a pause runs; receipt, correction and seats do not.
PAUSABLE = (Kind.PROMISED, Kind.STATUTORY)


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


def pauses_of(case: Case) -> list[Paused]:
    """When and why the clock of a case stood still."""
    return [Paused(PauseReason(p.reason), p.since, p.until) for p in case.pauses.all()]


def last_day(case: Case, row: Deadline, calendar: WorkingCalendar, pauses: Sequence[Paused]) -> date | None:
    """The last day of a deadline as it follows from its start, its own number of days (an extension is in it) and the days
    that did not count; None while an open pause holds it back."""
    limit = replace(edition_of(case).on(row.starts_on).limit(row.parameter), days=row.days)
    return limit.due(row.starts_on, calendar, pauses if row.kind in PAUSABLE else ())


def resume(case: Case) -> None:
    """After a pause has ended, or the days have become more: move what is armed to the day it follows from."""
    pauses, calendar = pauses_of(case), calendar_in_force()
    for row in Deadline.objects.filter(case=case, state=State.ARMED, kind__in=PAUSABLE):
        due = last_day(case, row, calendar, pauses)
        if due is not None and (due, calendar.is_estimated(due)) != (row.due_on, row.estimated):
            row.due_on, row.estimated = due, calendar.is_estimated(due)
            row.save(update_fields=["due_on", "estimated"])
