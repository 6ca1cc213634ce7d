"""What `manage.py check` refuses: flows without a real lock, routes that would lose a case or let money past the law."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock

from workflow_app.approval.fault import Fault
from workflow_app.approval.route import FaultyRoute
from workflow_app.city.plan import planned_desks
from workflow_app.flow.released import files_of, is_written, read, version_in
from workflow_app.flow.soundness import faults, faults_in
from workflow_app.models import RouteRelease
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.queries.audit import released_routes


@register()
def every_flow_has_a_real_lock(app_configs: Sequence[Any] | None, **_: Any) -> list[Error]:
    """viewflow's default is no lock: two departments approving at once corrupt half of the cases."""
    return [
        Error(f"{flow_class.__name__} runs without a waiting row lock", id="huimin.E001")
        for flow_class in Flow.__subclasses__()
        if not isinstance(flow_class.lock_impl, SelectForUpdateLock) or flow_class.lock_impl.nowait
    ]


@register()
def every_route_is_sound(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """Every released route, and the readable one where it has moved on since."""
    return [
        message
        for item in catalogue.items()
        for procedure in item.procedures
        for message in (*_released(item, procedure), *_readable(item, procedure))
    ]


@register(Tags.database)
def no_release_was_edited(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[Error]:
    """Asked by `check --database default` and before every migrate; the first has no rows to ask yet."""
    if not databases or RouteRelease._meta.db_table not in connections[databases[0]].introspection.table_names():
        return []
    return [Error(sentence, id="huimin.E003") for sentence in released_routes.broken()]


def _released(item: Item, procedure: Procedure) -> Iterator[Error]:
    for file in files_of(item, procedure):
        try:
            found = tuple(faults(read(file), item, procedure, planned_desks()))
        except FaultyRoute as faulty:
            found = faulty.faults
        yield from (_error(f"第{version_in(file)}版", item, procedure, fault) for fault in found)


def _readable(item: Item, procedure: Procedure) -> Iterator[CheckMessage]:
    """An edited route.py is told of before it is released; one that is as released was looked at with the others."""
    newest = files_of(item, procedure)[-1:]
    if any(is_written(file, procedure.route) for file in newest):
        if version_in(newest[0]) != str(procedure.route["version"]):
            yield Warning(
                f"{item.slug} {procedure.slug} 的 route.py 写的是第{procedure.route['version']}版",
                hint=f"最新发布的是第{version_in(newest[0])}版，请改成一致",
                id="huimin.W002",
            )
        return
    yield Warning(
        f"{item.slug} {procedure.slug} 的 route.py 与最新发布的流程不同",
        hint=f"运行 script/manage release_route {item.slug} {procedure.slug}",
        id="huimin.W001",
    )
    found = faults_in(procedure.route, item, procedure, planned_desks())
    yield from (_error("route.py", item, procedure, fault) for fault in found)


def _error(which: str, item: Item, procedure: Procedure, fault: Fault) -> Error:
    step = f" 环节 {fault.step}" if fault.step else ""
    return Error(f"{item.slug} {procedure.slug} {which}{step}：{fault.wrong}", hint=fault.do, id="huimin.E002")
