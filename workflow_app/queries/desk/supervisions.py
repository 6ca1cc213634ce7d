"""What a unit has been asked and must answer in writing."""

from __future__ import annotations

from django.db.models import QuerySet

from workflow_app.models import Supervision
from workflow_app.queries.workplace import Workplace

MOST_WAITING = 200


def unanswered(place: Workplace) -> QuerySet[Supervision]:
    """Orders and cards the person's units still have to answer, what is due first on top."""
    units = {desk.unit_id for desk in place.desks}
    asked = Supervision.objects.filter(unit__in=units, answered_at=None, due_on__isnull=False)
    return asked.select_related("case__applicant", "by").order_by("due_on", "pk")


def answered(place: Workplace) -> QuerySet[Supervision]:
    """Those that were answered, newest first."""
    units = {desk.unit_id for desk in place.desks}
    told = Supervision.objects.filter(unit__in=units, answered_at__isnull=False)
    return told.select_related("case", "answered_by").order_by("-pk")
