"""A route: the steps of a procedure and the edges between them, as plain data that can be checked and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.approval.quorum import Quorum
from workflow_app.approval.stance import Outcome

END = "end"
ALWAYS = ""


class FaultyRoute(ValueError):
    """A route that would lose a case; its message lists every fault."""


@dataclass(frozen=True)
class Edge:
    """Where an outcome leads. `when` names a predicate of the house; `legal` is the state the case has on arrival."""

    to: str
    when: str = ALWAYS
    legal: str = ""


@dataclass(frozen=True)
class Step:
    """One stop of a case. A step without a quorum waits for the house itself (a notice's end, a request's dispatch)."""

    name: str
    title: str
    legal: str
    outcomes: Mapping[Outcome, tuple[Edge, ...]]
    quorum: Quorum | None = None
    limit: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Step:
        """Read one entry of "steps"."""
        if bool(data.get("system")) == ("quorum" in data):
            raise FaultyRoute(f"step {data['name']}: either a quorum or system")
        return cls(
            name=data["name"],
            title=data["title"],
            legal=data.get("legal", ""),
            quorum=Quorum.from_json(data["quorum"]) if "quorum" in data else None,
            limit=data.get("limit", ""),
            outcomes={Outcome(o): tuple(Edge(**edge) for edge in edges) for o, edges in data["outcomes"].items()},
        )

    def to_json(self) -> dict[str, Any]:
        """The same shape `from_json` reads."""
        said: dict[str, Any] = {"name": self.name, "title": self.title}
        said |= {"legal": self.legal} if self.legal else {}
        said |= {"limit": self.limit} if self.limit else {}
        said |= {"quorum": self.quorum.to_json()} if self.quorum else {"system": True}
        said["outcomes"] = {
            outcome.value: [{k: v for k, v in edge.__dict__.items() if v} for edge in edges]
            for outcome, edges in self.outcomes.items()
        }
        return said

    def edges(self) -> Iterator[tuple[Outcome, Edge]]:
        """Every way out, with the outcome that opens it."""
        for outcome, edges in self.outcomes.items():
            for edge in edges:
                yield outcome, edge

    def leave(self, outcome: Outcome, said: Mapping[str, bool]) -> Edge:
        """The first edge whose predicate holds. `said` answers each named predicate; a missing one is a KeyError."""
        return next(edge for edge in self.outcomes[outcome] if not edge.when or said[edge.when])

    def asks(self, outcome: Outcome) -> frozenset[str]:
        """The predicates needed to leave by this outcome."""
        return frozenset(edge.when for edge in self.outcomes[outcome] if edge.when)


@dataclass(frozen=True)
class Route:
    """The released way of one procedure; never edited, only followed by a next version."""

    procedure: str
    version: int
    start: str
    steps: Mapping[str, Step]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Route:
        """Read a released route. Raises FaultyRoute with every fault found."""
        steps = [Step.from_json(step) for step in data["steps"]]
        if len({step.name for step in steps}) != len(steps):
            raise FaultyRoute("two steps share a name")
        route = cls(data["procedure"], data["version"], data["start"], {step.name: step for step in steps})
        if faults := tuple(route.faults()):
            raise FaultyRoute("; ".join(faults))
        return route

    def to_json(self) -> dict[str, Any]:
        """The released form."""
        return {
            "procedure": self.procedure,
            "version": self.version,
            "start": self.start,
            "steps": [step.to_json() for step in self.steps.values()],
        }

    def faults(self) -> Iterator[str]:
        """Everything by which a case could be lost: no start, dead ends, edges into nothing, unreachable steps."""
        if self.start not in self.steps:
            yield f"the start {self.start} is no step"
            return
        for step in self.steps.values():
            yield from self._faults_of(step)
        for name in self.steps.keys() - self.reachable():
            yield f"nothing leads to {name}"
        for name in self.reachable() - self._reach_end():
            yield f"from {name} no case ever ends"

    def _faults_of(self, step: Step) -> Iterator[str]:
        if not step.outcomes:
            yield f"{step.name} has no way out"
        for outcome, edges in step.outcomes.items():
            if outcome is Outcome.OPEN:
                yield f"{step.name}: open is no outcome to leave by"
            if not edges or edges[-1].when:
                yield f"{step.name} {outcome}: the last edge must hold always"
            if any(not edge.when for edge in edges[:-1]):
                yield f"{step.name} {outcome}: an edge stands behind one that always holds"
        for _, edge in step.edges():
            if edge.to != END and edge.to not in self.steps:
                yield f"{step.name} leads to {edge.to}, which is no step"
            if edge.to == END and not edge.legal and not step.legal:
                yield f"{step.name} ends the case without saying what it is in law"

    def reachable(self) -> frozenset[str]:
        """The steps a case can come to from the start."""
        seen: set[str] = set()
        waiting = [self.start]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.steps:
                continue
            seen.add(name)
            waiting += [edge.to for _, edge in self.steps[name].edges()]
        return frozenset(seen)

    def _reach_end(self) -> frozenset[str]:
        good = {END}
        while True:
            more = {s.name for s in self.steps.values() if any(e.to in good for _, e in s.edges())} - good
            if not more:
                return frozenset(good)
            good |= more

    def predicates(self) -> frozenset[str]:
        """Every named predicate the house must be able to answer."""
        return frozenset(edge.when for step in self.steps.values() for _, edge in step.edges() if edge.when)
