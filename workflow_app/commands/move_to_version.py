"""Move a case under way to another released version of its route."""

from __future__ import annotations

from datetime import datetime

from workflow_app.approval.route import Route
from workflow_app.commands.record import record
from workflow_app.flow import door, versions
from workflow_app.models import Account, Case
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow


def move_to_version(case_id: int, to: Route, *, by: Account | None, at: datetime) -> Case:
    """From now on the case goes by that version; what it passed and the round that is open stay as they are.

    Raises NotFound, AlreadyDone for a case that is on it, NotPossibleNow with the reason for one that would be stuck there or
    whose route has ended.
    """
    with door.held(case_id) as case:
        before = case.route_version
        if before == to.version:
            raise AlreadyDone(f"办件 {case.number} 已经走第{to.version}版流程。")
        opened = versions.round_of(case)
        if opened is None:
            raise NotPossibleNow(f"办件 {case.number} 的流程已经走完，不再移动。")
        if why := versions.why_stuck(case, opened, to):
            raise NotPossibleNow(f"办件 {case.number} {why}。")
        versions.move(case, opened, to)
        body = {"from": before, "to": to.version, "step": case.step}
        record(case.stream, "move_to_version", by=by, at=at, body=body)
        return case
