"""A keeper of the draw publishes the digest of a value chosen in secret, before the list is frozen."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from processes.housing.models import AllocationPlan, DrawValue, PlanState
from processes.housing.queries.held import held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood

SHA256 = re.compile(r"[0-9a-f]{64}")


def commit_value(plan_id: int, commitment: str, *, by: Account, at: datetime) -> DrawValue:
    """Keep the digest alone: the value itself nobody here sees before it is revealed. Raises NotAllowed for who keeps none,
    NotUnderstood for what is no sha-256, NotPossibleNow after the freeze, AlreadyDone for a second one."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        kept = value_kept_by(plan, by)
        if plan.state != PlanState.PUBLISHED:
            raise NotPossibleNow("名单已经冻结，不能再提交摘要。")
        if kept.commitment:
            raise AlreadyDone("您的摘要已经公布，不能更换。")
        if not SHA256.fullmatch(commitment):
            raise NotUnderstood("摘要应为64位小写十六进制数字，请按页面上的方法计算后粘贴。")
        kept.commitment, kept.committed_at = commitment, at
        kept.save(update_fields=["commitment", "committed_at"])
        record(plan.stream, "commit_value", by=by, at=at, body={"role": kept.role, "commitment": commitment})
        return kept


def value_kept_by(plan: AllocationPlan, account: Account) -> DrawValue:
    """The value this person keeps in a plan; NotAllowed when it keeps none."""
    kept = DrawValue.objects.filter(plan=plan, keeper=account).first()
    if kept is None:
        raise NotAllowed("您不是这次摇号的公证人员、监督人员或者申请人代表。")
    return kept
