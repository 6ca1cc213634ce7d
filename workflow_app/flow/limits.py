"""Arming and settling the deadlines of a case. Every length comes from its policy edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.clock.limit import Pause as Paused
from workflow_app.clock.limit import PauseReason
from workflow_app.models import Case, Deadline, Round
from workflow_app.models.edition import edition_of
from workflow_app.policy.item import Clocks

Kind, State = Deadline.Kind, Deadline.State


def deadline(
    case: Case,
    kind: str,
    parameter: str,
    at: datetime,
    round: Round | None = None,
    calendar: WorkingCalendar = PUBLISHED,
) -> Deadline:
    """A deadline that starts now, not yet saved. The day it starts is not counted."""
    today = localtime(at).date()
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


def resume(case: Case, at: datetime, calendar: WorkingCalendar = PUBLISHED) -> None:
    """After a pause has ended: move what is armed by the days that did not count."""
    pauses = [Paused(PauseReason(p.reason), p.since, p.until) for p in case.pauses.all()]
    for row in Deadline.objects.filter(case=case, state=State.ARMED, kind__in=(Kind.PROMISED, Kind.STATUTORY)):
        limit = edition_of(case).on(row.starts_on).limit(row.parameter)
        due = limit.due(row.starts_on, calendar, pauses)
        if due is not None and due != row.due_on:
            row.due_on, row.estimated = due, calendar.is_estimated(due)
            row.save(update_fields=["due_on", "estimated"])
