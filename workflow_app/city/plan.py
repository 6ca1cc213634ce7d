"""Read the city's plan: every unit with its name, mark and desks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CITY_AND_COUNTIES = ("city", "county")
PLAN = Path(__file__).with_name("anyang.yaml")


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be: `desks` are {role: title}."""

    code: str
    kind: str
    tier: str
    region: str
    name: str
    short: str
    mark: str
    since: date
    phone: str
    address: str
    desks: dict[str, str]


@cache
def planned_units() -> tuple[PlannedUnit, ...]:
    """Every unit of the city, the city's own first."""
    return tuple(_units(yaml.safe_load(PLAN.read_text(encoding="utf-8"))))


def planned_desks() -> frozenset[tuple[str, str, str]]:
    """(kind, tier, role) of every desk there will be somewhere."""
    return frozenset((unit.kind, unit.tier, role) for unit in planned_units() for role in unit.desks)


@cache
def planned_limits() -> dict[str, tuple[Decimal, Decimal]]:
    """{role: (yuan in a batch, yuan on a day)} whoever holds it begins with: samples nobody enacted."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    return {role: (Decimal(each["per_batch"]), Decimal(each["per_day"])) for role, each in plan["limits"].items()}


@cache
def region_names() -> dict[str, str]:
    """{code: name} of the city, its counties, streets and townships."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    return {code: region["name"] for code, region in plan["regions"].items()}


def _units(plan: dict[str, Any]) -> Iterator[PlannedUnit]:
    for code, region in sorted(plan["regions"].items()):
        # Counties have 股, the city and its districts 科.
        section = "股" if region["name"].endswith(("县", "市")) and region["tier"] == "county" else "科"
        for kind, said in plan["kinds"].items():
            if region["tier"] not in said.get("tiers", CITY_AND_COUNTIES):
                continue
            name = _named(region["name"], said["name"])
            yield PlannedUnit(
                code=f"{kind}@{code}",
                kind=kind,
                tier=region["tier"],
                region=code,
                name=plan["names"].get(f"{code} {kind}", name),
                short=name,
                mark=region["mark"] + said["mark"],
                since=plan["since"],
                phone=plan["contact"]["phone"],
                address=said.get("address", plan["contact"]["address"]),
                desks={role: title.format(section=section) for role, title in said["desks"].items()},
            )


def _named(region: str, name: str) -> str:
    """示例银行汤阴县支行, 汤阴县民政局."""
    return name.format(region=region) if "{region}" in name else region + name
