"""A step of a route as ONE viewflow task. Who signs within it is the round's business, not viewflow's."""

from __future__ import annotations

from collections.abc import Iterator

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.status import STATUS


class StepActivation(Activation):
    """New until the door says where the case goes; then done, and the next task stands there."""

    type = "human"
    target: Node

    @Activation.status.super()
    def activate(self) -> None:
        """Nothing: the arrival opens the round."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    def begin(self, target: Node) -> None:
        """The round has decided. In memory only, saved by `complete`."""
        self.target = target

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        super().complete.original()

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Activation]:
        yield self.target._create(self, self.task.token)


class Step(Node):
    """One stop; it knows every node it may lead to."""

    activation_class = StepActivation
    task_type = "HUMAN"
    bpmn_element = "userTask"

    def __init__(self, title: str, targets: dict[str, str]) -> None:
        super().__init__()
        self.task_title = title
        self._targets = targets  # {outcome: node name}
        self.targets: dict[str, Node] = {}

    def _resolve(self, flow_class: type) -> None:
        names = dict.fromkeys(self._targets.values())
        self.targets = {name: this.resolve(flow_class, getattr(this, name)) for name in names}

    def _outgoing(self) -> Iterator[Edge]:
        for label, name in self._targets.items():
            yield Edge(src=self, dst=self.targets[name], edge_class="next", label=label)


class Begin(flow.StartHandle):
    """Where a process comes from; started by the door alone."""

    def __init__(self) -> None:
        super().__init__(lambda activation: None)
