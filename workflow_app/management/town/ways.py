"""How a case comes to each step and each end of a route: the acts that lead there, fewest first. Pure: a route in, ways out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from workflow_app.approval.route import END, Route, Step
from workflow_app.approval.stance import Outcome

# Where two ways are equally long, the one on which everybody agrees.
TURNS = (Outcome.APPROVED, Outcome.REFUSED, Outcome.RETURNED, Outcome.LAPSED)


@dataclass(frozen=True, slots=True)
class Act:
    """A step is left by an outcome."""

    step: Step
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Way:
    """Acts from the filing to a step, or to the end of the route (`to` is END) in a state of law."""

    to: str
    legal: str
    acts: tuple[Act, ...] = ()


def ways(route: Route) -> Iterator[Way]:
    """The shortest way to every step and every end that needs no predicate, the nearest first."""
    first = route.steps[route.start]
    begun = Way(first.name, first.legal)
    seen, waiting = {_place(begun)}, deque([begun])
    while waiting:
        way = waiting.popleft()
        yield way
        for further in _further(route, way):
            if (place := _place(further)) not in seen:
                seen.add(place)
                waiting.append(further)


def _place(way: Way) -> tuple[str, str]:
    """A step is one place whatever the case is in law there; the ends are told apart by it."""
    return (way.to, way.legal) if way.to == END else (way.to, "")


def _further(route: Route, way: Way) -> Iterator[Way]:
    if way.to == END:
        return
    step = route.steps[way.to]
    for outcome in TURNS:
        for edge in step.outcomes.get(outcome, ()):
            legal = edge.legal or (step.legal if edge.to == END else route.steps[edge.to].legal)
            if not edge.when:
                yield Way(edge.to, legal or way.legal, (*way.acts, Act(step, outcome)))
