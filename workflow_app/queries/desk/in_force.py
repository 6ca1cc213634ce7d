"""Cases in force that officers look at on the spot."""

from __future__ import annotations

from django.db.models import Count, Max, Q

from workflow_app.models import Case, CaseState
from workflow_app.policy import catalogue
from workflow_app.queries.workplace import HRSS, Workplace

PAGE = 25


def in_force_cases(place: Workplace, before: int = 0) -> tuple[list[Case], int]:
    """A page of approved cases of procedures with checks on the spot, and the key of the next page (0: none)."""
    checked = Q()
    for item in catalogue.items():
        for procedure in item.procedures:
            if procedure.site_checks:
                checked |= Q(item=item.slug, procedure=procedure.slug)
    if not checked:
        return [], 0
    found = Case.objects.filter(checked, state=CaseState.APPROVED, step="", unit__in=place.units_of(HRSS))
    if before:
        found = found.filter(pk__lt=before)
    found = found.select_related("applicant").annotate(checks=Count("site_checks"), last=Max("site_checks__on"))
    rows: list[Case] = list(found.order_by("-pk")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else 0
