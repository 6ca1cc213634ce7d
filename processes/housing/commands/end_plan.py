"""End a plan: homes nobody chose are vacant again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.models import AllocationPlan, Home, PlanState
from processes.housing.models.home import RELEASE
from processes.housing.queries.held import held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.scope import acting_desk


def end_plan(plan_id: int, *, by: Account, at: datetime) -> AllocationPlan:
    """Raises NotAllowed away from the allocation desk, NotPossibleNow while a place within the homes was not called."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, "allocation", plan.unit_id, localtime(at).date())
        if plan.state != PlanState.DRAWN:
            raise NotPossibleNow("还没有摇号，或者选房已经结束。")
        last = plan.interests.exclude(place=None).count()
        if plan.called < last and plan.homes.filter(state=RELEASE[0]).exists():
            raise NotPossibleNow(f"名单上有{last}户，只叫到第{plan.called}号，房源还有剩余，请继续叫号。")
        Home.objects.filter(plan=plan, state=RELEASE[0]).update(plan=None, state=RELEASE[1])
        plan.end()
        plan.save(update_fields=["state"])
        record(plan.stream, "end_plan", by=by, at=at, body={"called": plan.called})
        return plan
