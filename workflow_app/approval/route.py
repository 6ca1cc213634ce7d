"""A route: the steps of a procedure and the edges between them, as plain data that can be checked and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.approval.fault import Fault
from workflow_app.approval.quorum import ImpossibleQuorum, Quorum
from workflow_app.approval.stance import Outcome

END = "end"
ALWAYS = ""


class FaultyRoute(ValueError):
    """A route that would lose a case, or cannot be read as one; `faults` says each, its message all of them."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


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
        """Read one entry of "steps". Raises FaultyRoute for what is none."""
        if bool(data.get("system")) == ("quorum" in data):
            raise FaultyRoute(Fault(data["name"], "要么写 quorum，要么写 system", "留下其中一个"))
        return cls(
            name=data["name"],
            title=data["title"],
            legal=data.get("legal", ""),
            quorum=_quorum(data) if "quorum" in data else None,
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
        """Read a released route. Raises FaultyRoute with every fault found, also for what has not the shape of a route."""
        try:
            steps = [Step.from_json(step) for step in data["steps"]]
            route = cls(data["procedure"], data["version"], data["start"], {step.name: step for step in steps})
        except (KeyError, TypeError, AttributeError, ValueError) as wrong:
            if isinstance(wrong, FaultyRoute):
                raise
            raise FaultyRoute(Fault("", f"不是一个流程的写法（{wrong!r}）", "对照已发布的流程改正")) from wrong
        if len(route.steps) != len(steps):
            raise FaultyRoute(Fault("", "两个环节同名", "给其中一个换一个名字"))
        if faults := tuple(route.faults()):
            raise FaultyRoute(*faults)
        return route

    def to_json(self) -> dict[str, Any]:
        """The released form."""
        return {
            "procedure": self.procedure,
            "version": self.version,
            "start": self.start,
            "steps": [step.to_json() for step in self.steps.values()],
        }

    def faults(self) -> Iterator[Fault]:
        """Everything by which a case could be lost: no start, dead ends, edges into nothing, unreachable steps."""
        if self.start not in self.steps:
            yield Fault("", f"起点 {self.start} 不是环节", "把 start 改成第一个环节的名字")
            return
        for step in self.steps.values():
            yield from _faults_of(step, self.steps)
        for name in sorted(self.steps.keys() - self.reachable()):
            yield Fault(name, "没有哪个环节通向它", "加一条去往它的边，或删去它")
        for name in sorted(self.reachable() - self._reach_end()):
            yield Fault(name, "从这里走不到结束", "给它或它后面的环节一条通向结束的边")

    def straight(self) -> Iterator[str]:
        """The steps of a case everybody agrees to, where no condition sends it another way."""
        name = self.start
        while name != END:
            yield name
            name = self.steps[name].outcomes[Outcome.APPROVED][-1].to

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


def _faults_of(step: Step, steps: Mapping[str, Step]) -> Iterator[Fault]:
    if not step.outcomes:
        yield Fault(step.name, "没有出口", "写明每种结果到哪里")
    for outcome, edges in step.outcomes.items():
        if outcome is Outcome.OPEN:
            yield Fault(step.name, "open 不是可以离开的结果", "去掉它")
        if not edges or edges[-1].when:
            yield Fault(step.name, f"{outcome} 的最后一条边附有条件", "最后一条边不带 when=，让别的情况都走它")
        if any(not edge.when for edge in edges[:-1]):
            yield Fault(step.name, f"{outcome} 有一条边排在不带条件的边后面，永远走不到", "把不带条件的边放在最后")
    for _, edge in step.edges():
        if edge.to != END and edge.to not in steps:
            yield Fault(step.name, f"通向 {edge.to}，而没有这个环节", "改成已有的环节，或写上这个环节")
        if edge.to == END and not edge.legal and not step.legal:
            yield Fault(step.name, "在这里结束，却没有说明办件在法律上是什么", "写 end(状态)")


def _quorum(data: Mapping[str, Any]) -> Quorum:
    try:
        return Quorum.from_json(data["quorum"])
    except ImpossibleQuorum as impossible:
        raise FaultyRoute(Fault(data["name"], f"这样的签署永远成不了（{impossible}）", "改正 quorum")) from impossible
