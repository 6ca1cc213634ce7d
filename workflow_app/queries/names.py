"""What units are called on a day, and which unit answers for what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from workflow_app.models import Unit, UnitName
from workflow_app.policy.refusals import NotInForce


def name_on(unit: Unit, on: date) -> UnitName:
    """The unit's names in force that day; NotInForce when it had none. A unit in hand is asked for its names once."""
    prefetch_related_objects([unit], "names")
    return _in_force(unit, unit.names.all(), on)


def _in_force(unit: Unit, names: Iterable[UnitName], on: date) -> UnitName:
    named = [row for row in names if row.since <= on and (row.until is None or on <= row.until)]
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
    found = Unit.objects.filter(kind__in=kinds, region__in=_regions(unit)).prefetch_related("names")
    return {other.kind: other for other in sorted(found, key=lambda other: FROM_AFAR.index(other.tier))}


def _regions(unit: Unit) -> set[str]:
    """Its own, its county's, the city's."""
    return {unit.region, unit.region[:6], unit.region[:4] + "00"}


def remedies(unit: Unit, on: date) -> dict[str, str]:
    """Where a decision of this unit can be challenged.

    A county bureau's decision goes to that county's government, a city bureau's to the city's (行政复议法 第二十四条).
    """
    named = _counterparts_named(unit, on, "government", "court")  # a check of the organisation proves both
    return {
        "reconsideration_body": named["government"].name,
        "reconsideration_url": named["government"].unit.address,
        "court": named["court"].name,
    }


def _counterparts_named(unit: Unit, on: date, *kinds: str) -> dict[str, UnitName]:
    """{kind: the name its counterpart bears that day, with the unit}, in one statement; NotInForce as `name_on`."""
    rows = UnitName.objects.filter(unit__kind__in=kinds, unit__region__in=_regions(unit)).select_related("unit")
    named: dict[str, UnitName] = {}
    for kind in kinds:
        of_kind = [row for row in rows if row.unit.kind == kind]
        nearest = max((row.unit for row in of_kind), key=lambda other: FROM_AFAR.index(other.tier))
        named[kind] = _in_force(nearest, [row for row in of_kind if row.unit_id == nearest.pk], on)
    return named
