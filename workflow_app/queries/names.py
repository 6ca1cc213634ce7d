"""What units are called on a day, and which unit answers for what."""

from __future__ import annotations

from datetime import date

from workflow_app.models import Unit, UnitName
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotInForce


def name_on(unit: Unit, on: date) -> UnitName:
    """The unit's names in force that day; NotInForce when it had none."""
    row = UnitName.objects.filter(in_force(on), unit=unit).order_by("-since").first()
    if row is None:
        raise NotInForce(f"单位 {unit.code} 在 {on:%Y-%m-%d} 没有登记名称，请先由系统管理员登记。")
    return row


def mark_on(unit: Unit, on: date) -> str:
    """Its 发文代字 that day."""
    return name_on(unit, on).mark


def counterpart(unit: Unit, kind: str) -> Unit | None:
    """The unit of another kind in the same region; the city's where the county has none."""
    found = Unit.objects.filter(kind=kind, region__in=(unit.region, unit.region[:4] + "00"))
    return max(found, key=lambda other: other.region == unit.region, default=None)


def remedies(unit: Unit, on: date) -> dict[str, str]:
    """Where a decision of this unit can be challenged.

    A county bureau's decision goes to that county's government, a city bureau's to the city's (行政复议法 第二十四条).
    """
    government, court = counterpart(unit, "government"), counterpart(unit, "court")
    assert government is not None  # a check of the organisation proves both
    assert court is not None
    return {
        "reconsideration_body": name_on(government, on).name,
        "reconsideration_url": government.address,
        "court": name_on(court, on).name,
    }
