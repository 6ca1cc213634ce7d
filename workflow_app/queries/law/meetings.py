"""Who sits at a meeting that hears a case, and what was recorded of it."""

from __future__ import annotations

from datetime import date

from workflow_app.models import Account, Case, Holding, Meeting, Round, RoundState, Seat
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue


def is_minuted(case: Case, step: str) -> bool:
    """Whether a step of the case's procedure is a meeting."""
    return step in catalogue.procedure(case.item, case.procedure).minuted


def round_to_minute(case: Case) -> Round | None:
    """The open round of a meeting, if the case stands before one."""
    if not is_minuted(case, case.step):
        return None
    return Round.objects.filter(case=case, step=case.step, state=RoundState.OPEN).first()


def members_of(opened: Round, on: date) -> list[tuple[Seat, Account]]:
    """(seat, person) of everyone who sits at the meeting on a day, in the order of the seats."""
    seats = {seat.desk_id: seat for seat in opened.seats.select_related("desk").order_by("place")}
    sitting = Holding.objects.filter(in_force(on), desk__in=seats).select_related("account").order_by("pk")
    found = [(seats[row.desk_id], row.account) for row in sitting]
    return sorted(found, key=lambda pair: pair[0].place)


def meeting_of(opened: Round) -> Meeting | None:
    """The session recorded for a round."""
    return Meeting.objects.filter(round=opened).select_related("chair", "by").prefetch_related("present").first()
