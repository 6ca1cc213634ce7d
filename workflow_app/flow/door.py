"""The only door to viewflow's activations: begin, leave a step, move back, abandon. Always under the case's lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from workflow_app.approval.route import END, Route
from workflow_app.flow.build import STEP, node_name
from workflow_app.flow.released import flow_of
from workflow_app.models import Case
from workflow_app.policy.refusals import NotFound


@contextmanager
def held(case_id: int) -> Iterator[Case]:
    """The case, its stream and its process, locked in one statement until the transaction ends.

    Locking the process row is what viewflow's own lock does, so both kinds of door exclude each other.
    Raises NotFound for a case that does not exist.
    """
    with transaction.atomic():
        yield hold(case_id)


def hold(case_id: int) -> Case:
    """`held` for a transaction that is open already."""
    return _locked(pk=case_id, sentence="没有这个办件，请核对编号。")


def hold_by_seat(seat_id: int) -> Case:
    """The case in which a seat stands, held like any other."""
    return _locked(rounds__seats=seat_id, sentence="没有这个待办，它可能已被取消。请回到待办列表刷新。")


def _locked(sentence: str, **which: int) -> Case:
    locked = Case.objects.select_for_update(of=("process", "self", "stream")).select_related(
        "process", "stream", "edition", "unit", "applicant"
    )
    case = locked.filter(**which).first()
    if case is None:
        raise NotFound(sentence)
    return case


def begin(item: str, route: Route) -> Task:
    """Start a process on a route; answers the task at the route's first step."""
    begin_node = flow_of(item, route.procedure, route.version).begin
    activation = begin_node.activation_class.create(begin_node, None, None)
    activation.execute()
    return Task.objects.get(process=activation.process, status=STATUS.NEW)


def leave(task: Task, to: str) -> Task | None:
    """Complete a live task towards a step; answers the new live task, or None at the end of the route."""
    node = task.flow_task
    activation = node.activation_class(task)
    activation.begin(node.targets[node_name(to)])
    activation.complete()
    (following,) = activation.create_next()
    if to == END:
        following.activate()
        following.complete()
        return None
    return following.task


def jump(task: Task, to: str) -> Task:
    """Leave a live task aside and make another step the live one: sent back, or taken back. Answers the new live task.

    No edge is followed, so a case can return to any step it has passed.
    """
    node = task.flow_task.flow_class.instance.node(node_name(to))
    following = node._create(task.flow_task.activation_class(task), task.token)
    _abandon(task)
    return following.task


def abandon(process: Process) -> None:
    """Cancel what is live and end the process: the case was withdrawn or terminated."""
    for task in Task.objects.filter(process=process, status=STATUS.NEW):
        _abandon(task)
    process.status, process.finished = PROCESS.CANCELED, timezone.now()
    process.save(update_fields=["status", "finished"])


def _abandon(task: Task) -> None:
    task.status, task.finished = STATUS.CANCELED, timezone.now()
    task.save(update_fields=["status", "finished"])


def live_steps(cases: Collection[int] | None = None) -> dict[int, list[str]]:
    """{process: names of the steps whose tasks are live}, of every process that has one, or of those of some cases."""
    live: dict[int, list[str]] = defaultdict(list)
    tasks = Task.objects.filter(status=STATUS.NEW)
    if cases is not None:
        tasks = tasks.filter(process__in=Case.objects.filter(pk__in=cases).values("process"))
    for process, task in tasks.order_by("pk").values_list("process", "flow_task"):
        live[process].append(task.name.removeprefix(STEP))
    return live


def cases_in_trouble() -> QuerySet[Case]:
    """Cases whose process is over while a task of it is live or failed: viewflow itself does not notice."""
    bad = Task.objects.filter(process=OuterRef("process"), status__in=(STATUS.NEW, STATUS.ERROR, STATUS.STARTED))
    return Case.objects.filter(Exists(bad), process__status__in=(PROCESS.DONE, PROCESS.CANCELED))
