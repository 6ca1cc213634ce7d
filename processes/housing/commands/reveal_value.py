"""A keeper reveals the value whose digest was published: after the freeze, before the public result can be known."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from processes.housing.commands.commit_value import value_kept_by
from processes.housing.draw import commitment
from processes.housing.models import AllocationPlan, DrawValue, PlanState
from processes.housing.queries.held import held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood


def reveal_value(plan_id: int, value: str, *, by: Account, at: datetime) -> DrawValue:
    """Keep the value once it fits its digest. Raises NotAllowed, NotPossibleNow at any other time (who knew the public
    result could hold a value back to spoil the draw), NotUnderstood when it does not fit, AlreadyDone."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        kept = value_kept_by(plan, by)
        _is_time(plan, at)
        if kept.value:
            raise AlreadyDone("您的随机值已经公开。")
        if commitment(plan.number, kept.role, value) != kept.commitment:
            raise NotUnderstood("这个值算出的摘要与您事先公布的不一致，请核对空格和大小写后重新输入。")
        kept.value, kept.revealed_at = value, at
        kept.save(update_fields=["value", "revealed_at"])
        record(plan.stream, "reveal_value", by=by, at=at, body={"role": kept.role, "value": value})
        return kept


def _is_time(plan: AllocationPlan, at: datetime) -> None:
    if plan.state == PlanState.PUBLISHED:
        raise NotPossibleNow("名单还没有冻结，现在不能公开随机值。")
    if plan.state != PlanState.FROZEN:
        raise AlreadyDone("已经摇号，随机值不能再改。")
    if at >= plan.result_due:
        raise NotPossibleNow("约定的公开结果已经产生，不能再公开随机值。请配租岗另行指定一项更晚的公开结果。")
