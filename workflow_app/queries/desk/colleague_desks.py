"""Which desks can be asked to sign a case beside those its route names."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from workflow_app.approval.duties import DUTY_OF_ROLE
from workflow_app.models import Case, Desk, Seat


def desks_to_add(case: Case, on: date) -> QuerySet[Desk]:
    """Desks of the deciding unit and of its superior, and those of other offices that had a seat in the case."""
    seated = Seat.objects.filter(round__case=case, desk__isnull=False).values("desk")
    ours = Q(unit=case.unit_id) | Q(unit=case.unit.parent_id) | Q(pk__in=seated)
    return Desk.objects.filter(ours, role__in=DUTY_OF_ROLE).select_related("unit").order_by("unit__tier", "pk")
