"""Who else works at a unit on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from workflow_app.models import Account, Holding
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotUnderstood


def colleagues(unit_id: int, but: Account, on: date) -> QuerySet[Account]:
    """Everyone with a desk at the unit, without the person who asks."""
    return _at(unit_id, on).exclude(pk=but.pk).order_by("username")


def colleague(unit_id: int, account_id: int, on: date) -> Account:
    """One of them; NotUnderstood for anybody else."""
    found = _at(unit_id, on).filter(pk=account_id).first()
    if found is None:
        raise NotUnderstood("选择的检查人不在本单位岗位上，请重新选择。")
    return found


def _at(unit_id: int, on: date) -> QuerySet[Account]:
    return Account.objects.filter(
        pk__in=Holding.objects.filter(in_force(on), desk__unit=unit_id).values("account"), is_active=True
    )
