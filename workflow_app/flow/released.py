"""The flow classes of every released route, by name; viewflow finds them here by their reference.

Filled once at start-up from the items' routes/*.json and never by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from viewflow.workflow.base import Flow

from workflow_app.approval.route import FaultyRoute, Route
from workflow_app.flow.build import build_flow, class_name
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure


def routes_of(item: Item, procedure: Procedure) -> Iterator[Route]:
    """Every released route of a procedure, oldest first. A faulty one stops the start."""
    for file in sorted(item.routes_folder.glob(f"{procedure.slug}.*.json")):
        route = Route.from_json(json.loads(file.read_text(encoding="utf-8")))
        if file.name != f"{procedure.slug}.{route.version}.json":
            raise FaultyRoute(f"{file.name} says it is version {route.version}")
        if unknown := route.predicates() - procedure.predicates.keys():
            raise FaultyRoute(f"{file.name} asks {', '.join(sorted(unknown))}, which {procedure.slug} cannot answer")
        yield route


def build_all() -> None:
    """Build the flow class of every released route of every enrolled item."""
    for item in catalogue.items():
        for procedure in item.procedures:
            for route in routes_of(item, procedure):
                flow_class = build_flow(item.slug, route)
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
