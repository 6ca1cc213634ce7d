"""The smallest routes there are, to be broken in one place each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflow_app.approval.fault import Fault
from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.route import END, Edge, Route, Step
from workflow_app.approval.stance import Outcome

SILENCES: Mapping[str, str] = {"clock.receipt": "submitted", "clock.correction": "awaiting_correction"}
DESKS = frozenset(
    {
        ("hrss", "county", "clerk"),
        ("hrss", "county", "handler"),
        ("hrss", "county", "section"),
        ("hrss", "county", "deputy_head"),
        ("hrss", "city", "section"),
        ("tax", "county", "data_check"),
    }
)


def seat(desk: str = "handler", **more: object) -> SeatSpec:
    """A desk's seat."""
    return SeatSpec(desk=desk, **more)  # type: ignore[arg-type]


def one(member: SeatSpec) -> Quorum:
    """A single signer."""
    return Quorum("any", (member,))


def step(
    name: str, quorum: Quorum | None, legal: str = "", limit: str = "", **ways: str | Edge | tuple[Edge, ...]
) -> Step:
    """A step whose ways out are given by outcome: the name of the next step, an edge, or several."""
    return Step(name, name, legal, {Outcome(o): _edges(way) for o, way in ways.items()}, quorum, limit)


def route(*steps: Step) -> Route:
    """They begin at the first."""
    return Route("trial", 1, steps[0].name, {each.name: each for each in steps})


def end(legal: str) -> Edge:
    """The way out of the route."""
    return Edge(END, legal=legal)


def told(faults: Iterable[Fault]) -> list[tuple[str, str]]:
    """(step, what is wrong) of each."""
    return [(fault.step, fault.wrong) for fault in faults]


def _edges(way: str | Edge | tuple[Edge, ...]) -> tuple[Edge, ...]:
    if isinstance(way, str):
        return (Edge(way),)
    return way if isinstance(way, tuple) else (way,)
