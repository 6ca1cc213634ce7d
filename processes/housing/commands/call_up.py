"""Call the next places of the order to choose (叫号选房)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from processes.housing.models import AllocationPlan, PlanState
from processes.housing.queries.held import held_plan
from workflow_app.clock.spoken import spoken
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import acting_desk


def call_up(plan_id: int, up_to: int, *, by: Account, at: datetime) -> AllocationPlan:
    """Everybody up to that place may choose. Raises NotAllowed away from the allocation desk, NotPossibleNow before the
    result stood its days on notice, NotUnderstood for a place behind the last call or
    beyond the last of the order."""
    today = localtime(at).date()
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, "allocation", plan.unit_id, today)
        if plan.state != PlanState.DRAWN or plan.notice_until is None:
            raise NotPossibleNow("还没有摇号，或者选房已经结束，不能叫号。")
        if today <= plan.notice_until:
            raise NotPossibleNow(f"摇号结果公示到{spoken(plan.notice_until)}，公示期满后才能叫号选房。")
        _is_a_next_place(plan, up_to)
        plan.called = up_to
        plan.save(update_fields=["called"])
        record(plan.stream, "call_up", by=by, at=at, body={"up_to": up_to})
        return plan


def _is_a_next_place(plan: AllocationPlan, up_to: int) -> None:
    """A call cannot be taken back, so a slipped figure must not call everybody."""
    last = plan.interests.aggregate(last=Max("place"))["last"] or 0
    if up_to <= plan.called:
        raise NotUnderstood(f"已经叫到第{plan.called}号，请填写更大的序号。")
    if up_to > last:
        raise NotUnderstood(f"这个方案一共摇出{last}个序号，没有第{up_to}号，请核对。")
