"""Read the city's plan: every unit with its name, mark and desks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

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


def region_names() -> dict[str, str]:
    """{code: name} of the city and its counties."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    return {code: region["name"] for code, region in plan["regions"].items()}


def _units(plan: dict[str, Any]) -> Iterator[PlannedUnit]:
    for code, region in sorted(plan["regions"].items()):
        # Counties have 股, the city and its districts 科.
        section = "股" if region["name"].endswith(("县", "市")) and region["tier"] == "county" else "科"
        for kind, said in plan["kinds"].items():
            yield PlannedUnit(
                code=f"{kind}@{code}",
                kind=kind,
                tier=region["tier"],
                region=code,
                name=plan["names"].get(f"{code} {kind}", region["name"] + said["name"]),
                short=region["name"] + said["name"],
                mark=region["mark"] + said["mark"],
                since=plan["since"],
                phone=plan["contact"]["phone"],
                address=said.get("address", plan["contact"]["address"]),
                desks={role: title.format(section=section) for role, title in said["desks"].items()},
            )
