"""A seat waits where nobody may speak from it that day: its unit is told, so that nothing waits silently."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from workflow_app.clock.card import ANSWER_WITHIN
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Case, Seat, Supervision
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.queries.oversight.empty_desks import waiting_at_nobody

Ground = Supervision.Ground
RULE = "岗位无人的提示为本系统的规则，没有机关颁布"


def seats_nobody_told(on: date) -> list[int]:
    """Waiting seats without anybody whose unit has not been told, or was told long enough ago and answered."""
    return list(_untold(waiting_at_nobody(on), on).order_by("pk").values_list("pk", flat=True))


def tell_empty_desk(seat_id: int, *, at: datetime) -> Supervision | None:
    """Ask the unit of the desk for a written answer; None when somebody may speak there by now, or it was told and has to answer or
    answered within its days."""
    case_id = Seat.objects.filter(pk=seat_id).values_list("round__case", flat=True).get()
    with door.held(case_id) as case:
        today = localtime(at).date()
        here = waiting_at_nobody(today, Seat.objects.filter(pk=seat_id))
        empty = _untold(here, today).select_related("desk__unit", "round").first()
        return _tell(case, empty, at) if empty else None


def _tell(case: Case, seat: Seat, at: datetime) -> Supervision:
    assert seat.desk is not None, "a seat of nobody's desk is the applicant's"
    answer_by = calendar_in_force().add(localtime(at).date(), ANSWER_WITHIN)
    told = Supervision.objects.create(
        case=case,
        round=seat.round,
        unit=seat.desk.unit,
        ground=Ground.NOBODY,
        words=f"“{seat.title}”没有人在岗，或者在岗的人都不能办理本件（应当回避、职责不相容，或者签收人已离岗），本件停在这里。请安排人员或者代理人。",
        at=at,
        due_on=answer_by,
    )
    body = {
        "supervision": told.pk,
        "ground": told.ground,
        "seat": seat.pk,
        "title": seat.title,
        "answer_by": answer_by.isoformat(),
        "basis": RULE,
    }
    record(case.stream, "raise_card", by=None, at=at, body=body)
    return told


def _untold(seats: QuerySet[Seat], on: date) -> QuerySet[Seat]:
    """Each office of a joint step is told for itself; a desk that is empty again, or still, once more after the days to answer."""
    told = Supervision.objects.filter(round=OuterRef("round"), unit=OuterRef("desk__unit"), ground=Ground.NOBODY)
    return seats.exclude(Exists(told.filter(Q(answered_at__isnull=True) | Q(due_on__gte=on))))
