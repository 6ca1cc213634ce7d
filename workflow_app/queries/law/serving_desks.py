"""Who serves a paper: the desks of the issuing office that carry the matter, and the one whose declared duty it is."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from workflow_app.approval.duties import EXAMINERS, SERVERS
from workflow_app.models import Account, Case, Seat
from workflow_app.queries.scope import desks_of


def may_serve(case: Case, unit_id: int, account: Account, on: date) -> bool:
    """Whether this person sits, or stands in, at a desk of the office that received or examines the case, or at its window."""
    seated = Seat.objects.filter(round__case=case, desk=OuterRef("pk"))
    carries = Q(role__in=SERVERS) | Q(Exists(seated), role__in=EXAMINERS)
    return desks_of(account, on).filter(carries, unit=unit_id).exists()
