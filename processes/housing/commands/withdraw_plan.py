"""Withdraw a plan that will not be drawn (撤回方案): its homes are vacant again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.models import AllocationPlan, Home, PlanState
from processes.housing.models.home import RELEASE
from processes.housing.queries.held import held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import acting_desk


def withdraw_plan(plan_id: int, reason: str, *, by: Account, at: datetime) -> AllocationPlan:
    """Only while nobody can know the order: who saw it could withdraw a draw not to their liking. Raises NotAllowed away
    from the allocation desk, NotUnderstood without a reason, NotPossibleNow once the order is drawn or could be reckoned."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, "allocation", plan.unit_id, localtime(at).date())
        if not reason.strip():
            raise NotUnderstood("撤回方案须写明原因。")
        _is_open(plan, at)
        Home.objects.filter(plan=plan, state=RELEASE[0]).update(plan=None, state=RELEASE[1])
        plan.withdraw()
        plan.save(update_fields=["state"])
        record(plan.stream, "withdraw_plan", by=by, at=at, body={"reason": reason.strip()})
        return plan


def _is_open(plan: AllocationPlan, at: datetime) -> None:
    if plan.state not in (PlanState.PUBLISHED, PlanState.FROZEN):
        raise NotPossibleNow("已经摇号，方案不能撤回；选房完毕后请结束选房。")
    if plan.state == PlanState.FROZEN and at >= plan.result_due:
        raise NotPossibleNow("名单已经冻结，约定的公开结果也已产生，不能撤回；请摇号，缺随机值的请先另行指定公开结果。")
