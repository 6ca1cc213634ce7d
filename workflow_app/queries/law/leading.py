"""Who may say who sits at a unit's desks, and who may sit there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from workflow_app.approval.duties import LEADERS
from workflow_app.models import Account, Desk, Holding
from workflow_app.models.unit import in_force
from workflow_app.queries.law.waited_for import HEAD
from workflow_app.queries.scope import desks_of


def units_led(account: Account, on: date) -> set[int]:
    """The units a person leads on a day, in their own right or in an absent leader's place."""
    return set(desks_of(account, on).filter(role__in=LEADERS).values_list("unit", flat=True))


def heads_over(account: Account, desk: Desk, on: date) -> bool:
    """Whether the desk of who heads a unit is this person's to give: their own, or a desk of a unit below one they lead.

    Whoever sits in for a head decides on cases, not on who is head.
    """
    own = Holding.objects.filter(in_force(on), desk=desk, account=account, in_place_of__isnull=True)
    return own.exists() or desk.unit.parent_id in units_led(account, on)


def is_led(unit_id: int, on: date) -> bool:
    """Whether anybody leads the unit on a day."""
    leaders = Holding.objects.filter(in_force(on), desk__unit=unit_id, desk__role__in=LEADERS)
    return leaders.filter(account__is_active=True).exists()


def may_give(account: Account, desk: Desk, on: date) -> bool:
    """Whether a person may say who sits at a desk: who leads its unit; where nobody does, and for the head's desk, who leads
    the unit above. A head's desk of a unit with none above is filled by who leads the unit."""
    led, above = units_led(account, on), desk.unit.parent_id
    if above is not None and (desk.role == HEAD or not is_led(desk.unit_id, on)):
        return above in led
    return desk.unit_id in led


def sits_elsewhere(account: Account, units: Iterable[int], on: date) -> bool:
    """Whether somebody has a desk of their own on a day or later, but at one of these units none: a newcomer has none at all."""
    lasting = Q(until__isnull=True) | Q(until__gte=on)
    held = Holding.objects.filter(lasting, account=account, in_place_of__isnull=True)
    there = set(held.values_list("desk__unit", flat=True))
    return bool(there) and bool(set(units) - there)
