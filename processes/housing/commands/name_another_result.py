"""Name a later public result when the announced one fell due before everything else was there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.commands.publish_plan import RESULT_AFTER
from processes.housing.models import AllocationPlan, PlanState
from processes.housing.queries.held import held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import acting_desk


def name_another_result(
    plan_id: int, named: str, due: datetime, reason: str, *, by: Account, at: datetime
) -> AllocationPlan:
    """Only while the draw lacks something that may no longer be supplied: who could wait for a result to their liking would
    name another one each time. Raises NotAllowed, NotUnderstood, NotPossibleNow."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, "allocation", plan.unit_id, localtime(at).date())
        _is_needed(plan, at)
        if not named.strip() or not reason.strip() or due <= at:
            raise NotUnderstood("请写明新的公开结果、它产生的时间（应在现在以后）和更换的原因。")
        if due - at > RESULT_AFTER:
            raise NotUnderstood(f"新的公开结果应当在{RESULT_AFTER.days}天以内产生，请另选一项。")
        body = {"before": plan.result_named, "after": named.strip(), "due": due.isoformat(), "reason": reason}
        plan.result_named, plan.result_due = named.strip(), due
        plan.save(update_fields=["result_named", "result_due"])
        record(plan.stream, "name_another_result", by=by, at=at, body=body)
        return plan


def _is_needed(plan: AllocationPlan, at: datetime) -> None:
    if plan.state not in (PlanState.PUBLISHED, PlanState.FROZEN):
        raise NotPossibleNow("已经摇号，不能更换公开结果。")
    complete = plan.state == PlanState.FROZEN and not plan.values.filter(value="").exists()
    if at < plan.result_due or complete:
        raise NotPossibleNow("公告约定的公开结果仍然可用，不能更换。")
