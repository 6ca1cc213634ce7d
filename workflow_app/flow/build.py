"""From a released route to the viewflow class that runs it."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock

from workflow_app.approval.route import END, Route
from workflow_app.flow.node import Begin, Step

RELEASED_MODULE = "workflow_app.flow.released"
FINISH = "finish"
STEP = "at_"  # before the step's name, so that no step can shadow viewflow's own attributes


def node_name(step: str) -> str:
    """The attribute a step has on its flow class."""
    return FINISH if step == END else STEP + step


def class_name(item: str, procedure: str, version: int) -> str:
    """SkillTrainingClaimV1."""
    return "".join(part.title() for part in f"{item}_{procedure}".split("_")) + f"V{version}"


def build_flow(item: str, route: Route) -> type[Flow]:
    """A flow class with fresh nodes. viewflow's own lock is a real one: its default is none at all."""
    nodes: dict[str, object] = {
        node_name(step.name): Step(
            step.title, {f"{outcome.value}/{edge.when}": node_name(edge.to) for outcome, edge in step.edges()}
        )
        for step in route.steps.values()
    }
    nodes["begin"] = Begin().Next(getattr(this, node_name(route.start)))
    nodes[FINISH] = flow.End()
    nodes |= {
        "__module__": RELEASED_MODULE,
        "__doc__": f"{item} {route.procedure} {route.version}",
        "lock_impl": SelectForUpdateLock(nowait=False),
    }
    return type(class_name(item, route.procedure, route.version), (Flow,), nodes)
