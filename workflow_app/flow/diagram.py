"""A route as a drawing: what stands on it, what leads where, and at which place of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from workflow_app.approval.in_words import who_acts
from workflow_app.approval.route import END, Edge, Route, Step
from workflow_app.approval.stance import Outcome
from workflow_app.models import CaseState

COLUMN, ROW, MARGIN, FIRST_ROW = 260, 150, 60, 220  # of the sheet, in points
TASK, ROUND, GATE = (130, 70), (36, 36), (40, 40)  # width and height of what stands on it
TASK_TO_GATE = 35
STEP = "step_"  # before a step's name, so that it is like no other node's


class Kind(StrEnum):
    """What BPMN calls the things a route is made of."""

    START = "startEvent"
    HUMAN = "userTask"
    HOUSE = "serviceTask"
    GATE = "exclusiveGateway"
    LAPSE = "boundaryEvent"
    END = "endEvent"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on the sheet."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Its centre."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Node:
    """`words` say who signs there; `on` is the task a lapse hangs on, and `limit` the policy's name of its time."""

    id: str
    kind: Kind
    title: str
    place: Place
    words: str = ""
    on: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """From a node to a node; `outcome` and `when` are what opens it, neither where it is the only way or every other."""

    id: str
    source: str
    target: str
    title: str = ""
    outcome: str = ""
    when: str = ""


@dataclass(slots=True)
class Diagram:
    """Everything to be drawn."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def put(self, node: Node) -> None:
        """A node, once."""
        self.nodes[node.id] = node

    def join(self, source: str, target: str, title: str = "", outcome: str = "", when: str = "") -> None:
        """A link, numbered in the order of drawing."""
        self.links.append(Link(f"flow_{len(self.links) + 1}", source, target, title, outcome, when))


def diagram(route: Route) -> Diagram:
    """The route drawn: its straight way in one row, everything else in the rows below."""
    drawn, cells = Diagram(), _cells(route)
    drawn.put(Node("start", Kind.START, "提交申请", _at(0, 0, ROUND)))
    for step in route.steps.values():
        column, row = cells[_step(step.name)]
        kind = Kind.HUMAN if step.quorum else Kind.HOUSE
        drawn.put(Node(_step(step.name), kind, step.title, _at(column, row, TASK), who_acts(step)))
    for state in _ends(route):
        drawn.put(Node(_end(state), Kind.END, _label(state), _at(*cells[_end(state)], ROUND)))
    drawn.join("start", _step(route.start))
    for step in route.steps.values():
        for outcome, edges in step.outcomes.items():
            _lead(drawn, step, outcome, edges)
    return drawn


def _lead(drawn: Diagram, step: Step, outcome: Outcome, edges: tuple[Edge, ...]) -> None:
    """Draw one outcome: an expiry hangs on its task, several ways part at a gateway."""
    task = drawn.nodes[_step(step.name)]
    source, title, opens = task.id, outcome.label, outcome.value
    if outcome is Outcome.LAPSED:
        x, y = task.place.x + 20, task.place.y + task.place.height - ROUND[1] // 2
        drawn.put(Node(f"lapse_{step.name}", Kind.LAPSE, title, Place(x, y, *ROUND), on=task.id, limit=step.limit))
        source, opens = f"lapse_{step.name}", ""
    if len(edges) > 1:
        gate = f"after_{step.name}_{outcome.value}"
        x, y = task.place.x + task.place.width + TASK_TO_GATE, task.place.middle[1] - GATE[1] // 2
        drawn.put(Node(gate, Kind.GATE, "", Place(x, y, *GATE)))
        drawn.join(source, gate, title, opens)
        for edge in edges:
            drawn.join(gate, _target(step, edge), _on_condition(edge), when=edge.when)
        return
    drawn.join(source, _target(step, edges[0]), title, opens)


def _on_condition(edge: Edge) -> str:
    return f"满足 {edge.when}" if edge.when else "其他情况"


def _cells(route: Route) -> dict[str, tuple[int, int]]:
    """{node: (column, row)}; nothing stands on another. Whatever the straight way leads to at its end stays in its row."""
    straight = [_step(name) for name in route.straight()]
    cells = {node: (column, 0) for column, node in enumerate(straight, start=1)}
    taken = set(cells.values())
    waiting = list(straight)
    while waiting:
        source = waiting.pop(0)
        for target in _targets(route, source):
            if target in cells:
                continue
            column, row = cells[source][0] + 1, 0 if source == straight[-1] else 1
            while (column, row) in taken:
                row += 1
            cells[target] = column, row
            taken.add((column, row))
            waiting.append(target)
    return cells


def _targets(route: Route, node: str) -> list[str]:
    """Where a node leads, agreement first; an end leads nowhere."""
    step = route.steps.get(node.removeprefix(STEP))
    return [_target(step, edge) for _, edge in step.edges()] if step and node.startswith(STEP) else []


def _ends(route: Route) -> list[str]:
    """The states in which a case leaves the route."""
    found = [edge.legal or step.legal for step in route.steps.values() for _, edge in step.edges() if edge.to == END]
    return list(dict.fromkeys(found))


def _target(step: Step, edge: Edge) -> str:
    return _step(edge.to) if edge.to != END else _end(edge.legal or step.legal)


def _label(state: str) -> str:
    return str(CaseState(state).label) if state in CaseState.values else state


def _at(column: int, row: int, size: tuple[int, int]) -> Place:
    """In the middle of its cell."""
    width, height = size
    x, y = MARGIN + column * COLUMN, FIRST_ROW + row * ROW
    return Place(x + (TASK[0] - width) // 2, y + (TASK[1] - height) // 2, width, height)


def _step(name: str) -> str:
    return STEP + name


def _end(state: str) -> str:
    return f"end_{state}"
