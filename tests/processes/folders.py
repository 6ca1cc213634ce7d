"""Where the parts of an item lie: so that every item is tried alike and none is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings

from workflow_app.policy import catalogue
from workflow_app.policy.condition import Condition
from workflow_app.policy.item import Item, Procedure

EVERY_ITEM = catalogue.items()
SLUGS = [item.slug for item in EVERY_ITEM]
EVERY_PROCEDURE = [(item, procedure) for item in EVERY_ITEM for procedure in item.procedures]
PROCEDURE_NAMES = [f"{item.slug} {procedure.slug}" for item, procedure in EVERY_PROCEDURE]


def package(item: Item) -> str:
    """processes.<family>.<item>."""
    return ".".join(item.folder.relative_to(settings.ROOT).parts)


def situations(item: Item) -> ModuleType:
    """tests/situations.py of the item: SITUATIONS, FILED_ON, PROCEDURE, and perhaps ALWAYS_MET and SIDE_EFFECTS."""
    return import_module(f"{package(item)}.tests.situations")


def facts_of(item: Item, situation: str) -> dict[str, Any]:
    """The facts file of one of its situations."""
    return dict(situations(item).SITUATIONS[situation]())


def always_met(item: Item) -> frozenset[str]:
    """Conditions that no value in force lets fail."""
    return frozenset(getattr(situations(item), "ALWAYS_MET", ()))


def side_effects(item: Item) -> Mapping[str, frozenset[str]]:
    """Examples in which one change breaks more than one condition."""
    return getattr(situations(item), "SIDE_EFFECTS", {})


def conditions(item: Item) -> Iterator[Condition[Any]]:
    """Every condition its files declare, or take from its family or from what the families share, each once."""
    seen: set[str] = set()
    family = package(item).rpartition(".")[0]
    for file in sorted(item.folder.glob("*.py")):
        for each in vars(import_module(f"{package(item)}.{file.stem}")).values():
            if isinstance(each, Condition) and each.key not in seen and _may_use(family, each.rule.__module__):
                seen.add(each.key)
                yield each


def _may_use(family: str, module: str) -> bool:
    return module.startswith(f"{family}.") or module.rpartition(".")[0] == "processes"


def own_paths(procedure: Procedure) -> tuple[Path, ...]:
    """Where its papers' templates may lie."""
    return (settings.ROOT / "workflow_app" / "templates", settings.ROOT / "processes")
