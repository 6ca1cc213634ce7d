"""What units are called on a day, and which unit answers for what."""

from __future__ import annotations

from datetime import date

from django.db.models import prefetch_related_objects

from workflow_app.models import Unit, UnitName
from workflow_app.policy.refusals import NotInForce


def name_on(unit: Unit, on: date) -> UnitName:
    """The unit's names in force that day; NotInForce when it had none. A unit in hand is asked for its names once."""
    prefetch_related_objects([unit], "names")
    named = [row for row in unit.names.all() if row.since <= on and (row.until is None or on <= row.until)]
    if not named:
        raise NotInForce(f"单位 {unit.code} 在 {on:%Y-%m-%d} 没有登记名称，请先由系统管理员登记。")
    return max(named, key=lambda row: row.since)


def mark_on(unit: Unit, on: date) -> str:
    """Its 发文代字 that day."""
    return name_on(unit, on).mark


FROM_AFAR = (Unit.Tier.CITY, Unit.Tier.COUNTY, Unit.Tier.STREET)


def counterpart(unit: Unit, kind: str) -> Unit | None:
    """The unit of another kind in the same place; the county's where the street has none, the city's where the county has none."""
    return counterparts(unit, kind).get(kind)


def counterparts(unit: Unit, *kinds: str) -> dict[str, Unit]:
    """{kind: its counterpart}, with their names, of every kind there is."""
    regions = {unit.region, unit.region[:6], unit.region[:4] + "00"}
    found = Unit.objects.filter(kind__in=kinds, region__in=regions).prefetch_related("names")
    return {other.kind: other for other in sorted(found, key=lambda other: FROM_AFAR.index(other.tier))}


def remedies(unit: Unit, on: date) -> dict[str, str]:
    """Where a decision of this unit can be challenged.

    A county bureau's decision goes to that county's government, a city bureau's to the city's (行政复议法 第二十四条).
    """
    others = counterparts(unit, "government", "court")  # a check of the organisation proves both
    government, court = others["government"], others["court"]
    return {
        "reconsideration_body": name_on(government, on).name,
        "reconsideration_url": government.address,
        "court": name_on(court, on).name,
    }
