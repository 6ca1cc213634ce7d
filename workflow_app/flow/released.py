"""The flow classes of every released route, by name; viewflow finds them here by their reference.

Filled once at start-up from the items' routes/*.json and never by hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from viewflow.workflow.base import Flow

from workflow_app.approval.fault import Fault
from workflow_app.approval.route import FaultyRoute, Route
from workflow_app.flow.build import build_flow, class_name
from workflow_app.models.chain import canonical
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure


def files_of(item: Item, procedure: Procedure) -> list[Path]:
    """The released routes of a procedure as they lie in its folder, oldest first."""
    files = item.routes_folder.glob(f"{procedure.slug}.*.json")
    return sorted((file for file in files if version_in(file).isdecimal()), key=lambda file: int(version_in(file)))


def version_in(file: Path) -> str:
    """The version a file's name says: 12 of claim.12.json."""
    return file.name.removesuffix(".json").rpartition(".")[2]


def digest_of(file: Path) -> str:
    """Hexadecimal sha-256 of what a released file says, however it is laid out; of its bytes where it says nothing."""
    text = file.read_text(encoding="utf-8")
    with suppress(ValueError):
        text = canonical(json.loads(text))
    return hashlib.sha256(text.encode()).hexdigest()


def is_written(file: Path, source: Mapping[str, Any]) -> bool:
    """Whether a released file says what the readable route says, whatever number either bears."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(said, dict) and said | {"version": 0} == {**source, "version": 0}


def read(file: Path) -> Route:
    """One released route. Raises FaultyRoute, also when the file says another version than its name."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise FaultyRoute(Fault("", f"{file.name} 不是 JSON（{wrong}）", "从版本库取回发布时的文件")) from wrong
    route = Route.from_json(data)
    if str(route.version) != version_in(file):
        said = f"{file.name} 里写的是第 {route.version} 版"
        raise FaultyRoute(Fault("", said, "让文件名和 version 一致"))
    return route


def routes_of(item: Item, procedure: Procedure) -> Iterator[Route]:
    """Every released route of a procedure, oldest first. Raises FaultyRoute."""
    return (read(file) for file in files_of(item, procedure))


def build_all() -> None:
    """Build the flow class of every released route of every enrolled item. A faulty one is left out: `manage.py check`, which
    runs before every migrate, says what is wrong with it."""
    for item in catalogue.items():
        for procedure in item.procedures:
            for file in files_of(item, procedure):
                with suppress(FaultyRoute):
                    build(item.slug, read(file))


def build(item: str, route: Route) -> None:
    """Make the class of a route known by its name."""
    flow_class = build_flow(item, route)
    globals()[flow_class.__name__] = flow_class


@cache
def route(item: str, procedure: str, version: int) -> Route:
    """One released route."""
    return {route.version: route for route in routes_of(catalogue.item(item), catalogue.procedure(item, procedure))}[
        version
    ]


def newest(item: Item, procedure: Procedure) -> Route:
    """The route new cases take."""
    return route(item.slug, procedure.slug, max(each.version for each in routes_of(item, procedure)))


def flow_of(item: str, procedure: str, version: int) -> type[Flow]:
    """The class that runs a released route."""
    return globals()[class_name(item, procedure, version)]
