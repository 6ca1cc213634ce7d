"""Who answers for a unit's time, and may therefore order an answer: its heads, and above it the heads and the section."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from workflow_app.models import Account, Unit
from workflow_app.queries.scope import desks_of
from workflow_app.queries.workplace import Workplace

HEADS = frozenset({"bureau_head", "deputy_head"})
ABOVE = HEADS | {"section"}  # at the superior unit the section for the matter supervises as well


def oversees(account: Account, unit: Unit, on: date) -> bool:
    """Whether the person may supervise what the unit does."""
    own, above = Q(unit=unit, role__in=HEADS), Q(unit=unit.parent_id, role__in=ABOVE)
    return desks_of(account, on).filter(own | above).exists()


def overseen_units(place: Workplace) -> QuerySet[Unit]:
    """The units whose time is this person's business, the superior's own first."""
    units = Unit.objects.filter(Q(pk__in=place.units(*HEADS)) | Q(parent__in=place.units(*ABOVE)))
    return units.order_by("kind", "region")


def may_oversee(place: Workplace) -> bool:
    """Whether any of a person's desks may have a board: heads anywhere, and the section of a unit that has units below."""
    return bool(place.roles & HEADS) or any(d.role in ABOVE and d.unit.tier == Unit.Tier.CITY for d in place.desks)
