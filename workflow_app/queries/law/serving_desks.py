"""Who serves a paper: the desks of the issuing office that carry the matter, and the one whose declared duty it is."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from workflow_app.approval.duties import EXAMINERS, SERVERS
from workflow_app.models import Account, Case, Seat
from workflow_app.queries.scope import desks_of


def may_serve(case: Case, unit_id: int, account: Account, on: date) -> bool:
    """Whether this person sits, or stands in, at the office's window or at a desk with a seat in the case that examines it. An office that
    only said its own word on it (a guarantee institution's letter) has no other desk: whichever has the seat serves."""
    seated = Exists(Seat.objects.filter(round__case=case, desk=OuterRef("pk")))
    carries = Q(role__in=SERVERS) | (Q(seated) if unit_id != case.unit_id else Q(seated, role__in=EXAMINERS))
    return desks_of(account, on).filter(carries, unit=unit_id).exists()
