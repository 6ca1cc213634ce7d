"""Whom at the deciding unit a case waits for, and who heads it: who may do what lies beside the route."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from workflow_app.approval.duties import EXAMINERS
from workflow_app.models import Account, Case, Desk, Seat, Unit
from workflow_app.queries.scope import desks_of

HEAD, DEPUTY = "bureau_head", "deputy_head"
DECIDERS = (HEAD, DEPUTY)


def heads_papers(case: Case, unit_id: int) -> int:
    """The unit whose heads decide on what is wrong with an office's papers: its own, the deciding one's where it has none."""
    return unit_id if Desk.objects.filter(unit=unit_id, role__in=DECIDERS).exists() else case.unit_id


def decides_on_papers(case: Case, unit_id: int, account: Account, on: date) -> bool:
    """Whether this person is one of those heads on that day."""
    return desks_of(account, on).filter(unit=heads_papers(case, unit_id), role__in=DECIDERS).exists()


def headed_by(units: Collection[int], path: str) -> Q:
    """The same of rows whose paper is at `path`: those on which the heads of these units decide."""
    own = Desk.objects.filter(unit=OuterRef(f"{path}__unit"), role__in=DECIDERS)
    return Q(**{f"{path}__unit__in": units}) | Q(~Exists(own), **{f"{path}__case__unit__in": units})


def waits_for(case: Case, account: Account, on: date) -> Desk | None:
    """The desk of the deciding unit at which the case waits for this person, None where it does not."""
    waiting = Seat.objects.filter(round__case=case, waiting=True).values("desk")
    return desks_of(account, on).filter(unit=case.unit_id, pk__in=waiting).order_by("pk").first()


def examines(case: Case, account: Account, on: date) -> Desk | None:
    """The desk at which this person examines cases of the deciding unit."""
    return desks_of(account, on).filter(unit=case.unit_id, role__in=EXAMINERS).order_by("pk").first()


def decides(case: Case, account: Account, on: date) -> Desk | None:
    """The desk at which this person decides for the deciding unit."""
    return desks_of(account, on).filter(unit=case.unit_id, role__in=DECIDERS).order_by("role").first()


def head_role(unit: Unit) -> str:
    """Who heads a unit: its bureau head, its deputy where it has no such desk."""
    return HEAD if Desk.objects.filter(unit=unit, role=HEAD).exists() else DEPUTY


def heads(case: Case, account: Account, on: date) -> Desk | None:
    """The desk at which this person heads the deciding unit."""
    return desks_of(account, on).filter(unit=case.unit_id, role=head_role(case.unit)).first()
