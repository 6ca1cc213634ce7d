"""Seats that wait where nobody sits: no holder or substitute that day who has not stepped aside from the case."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from workflow_app.models import Holding, Recusal, Seat
from workflow_app.models.unit import in_force


def waiting_at_nobody(on: date) -> QuerySet[Seat]:
    """Officers' seats whose turn it is and which nobody could speak from on that day."""
    aside = Recusal.objects.filter(case=OuterRef(OuterRef("round__case")), account=OuterRef("account"))
    sits = Holding.objects.filter(in_force(on), ~Exists(aside), desk=OuterRef("desk"))
    return Seat.objects.filter(~Exists(sits), waiting=True, desk__isnull=False)
