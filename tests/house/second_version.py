"""A second version of the claim the house is played with, or the same procedure declared otherwise, for one test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from viewflow.workflow.fields import import_flow_by_ref, import_task_by_ref

from tests.situations import ITEM
from workflow_app.approval.route import Route
from workflow_app.flow import released
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item

Release = Callable[..., Route]
Declare = Callable[..., None]
Steps = list[dict[str, Any]]
NEWEST: int = catalogue.item(ITEM).principal.route["version"]
NEXT = NEWEST + 1


def named(steps: Steps, name: str) -> dict[str, Any]:
    """The step of that name, to be changed."""
    return next(step for step in steps if step["name"] == name)


def in_a_folder_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The item's files lie where a test may write."""
    item = catalogue.item(ITEM)
    shutil.copytree(item.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setitem(catalogue._items, ITEM, replace(item, folder=folder))


def release_second(change: Callable[[Steps], object]) -> Route:
    """The newest version with its steps changed, released as the next."""
    item = catalogue.item(ITEM)
    data = deepcopy(dict(item.principal.route)) | {"version": NEXT}
    change(data["steps"])
    route = Route.from_json(data)
    file = item.routes_folder / f"{route.procedure}.{NEXT}.json"
    file.write_text(json.dumps(route.to_json()), encoding="utf-8")
    released.build(ITEM, route)
    forget()
    return route


def declare(monkeypatch: pytest.MonkeyPatch, **options: object) -> None:
    """The claim with other options; its other procedures stay as they are."""
    item = catalogue.item(ITEM)
    claim, *others = item.procedures
    changed = replace(item, procedures=(replace(claim, **options), *others))
    monkeypatch.setitem(catalogue._items, ITEM, changed)


def declare_item(monkeypatch: pytest.MonkeyPatch, **options: object) -> Item:
    """The item the house is played with, with other options."""
    changed = replace(catalogue.item(ITEM), **options)  # type: ignore[arg-type]
    monkeypatch.setitem(catalogue._items, ITEM, changed)
    return changed


def forget() -> None:
    """What was read of versions before."""
    for cache in (released.route, import_flow_by_ref, import_task_by_ref):
        cache.cache_clear()
