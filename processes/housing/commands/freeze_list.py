"""Freeze the numbered list (名单冻结): from here on nobody is added or taken out, and its digest is public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from processes.housing.draw import Entrant, digest, list_text
from processes.housing.models import AllocationPlan, Draw, EntryState, Interest, PlanState, Recheck
from processes.housing.queries.held import held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow
from workflow_app.queries.scope import acting_desk


def freeze_list(plan_id: int, *, by: Account, at: datetime) -> Draw:
    """The list of all who still wait, did not pass on and passed the re-check. Raises NotAllowed away from the allocation
    desk, NotPossibleNow before everything is there or once the public result could be known, AlreadyDone."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, "allocation", plan.unit_id, localtime(at).date())
        if plan.state != PlanState.PUBLISHED:
            raise AlreadyDone("名单已经冻结，不能再次冻结。")
        _is_time(plan, at)
        text = _list(plan)
        lot = Draw.objects.create(
            plan=plan, list_text=text, list_sha256=digest(text), homes=plan.homes.count(), frozen_at=at
        )
        plan.freeze()
        plan.save(update_fields=["state"])
        body = {"list_sha256": lot.list_sha256, "households": text.count("\n"), "homes": lot.homes}
        record(plan.stream, "freeze_list", by=by, at=at, body=body)
        return lot


def _is_time(plan: AllocationPlan, at: datetime) -> None:
    if localtime(at).date() <= plan.interest_until:
        raise NotPossibleNow(f"意向登记到{plan.interest_until:%Y-%m-%d}才截止，截止后才能冻结名单。")
    if at >= plan.result_due:
        raise NotPossibleNow("约定的公开结果已经产生，现在冻结名单就不能保证公正。请另行指定一项更晚的公开结果。")
    if pending := _who_want(plan).filter(recheck=Recheck.PENDING).count():
        raise NotPossibleNow(f"还有{pending}户没有复审，全部复审后才能冻结名单。")
    if missing := plan.values.filter(commitment="").count():
        raise NotPossibleNow(f"还有{missing}人没有公布随机值的摘要，全部公布后才能冻结名单。")


def _who_want(plan: AllocationPlan) -> QuerySet[Interest]:
    return Interest.objects.filter(plan=plan, passed_on=False, entry__state=EntryState.WAITING)


def _list(plan: AllocationPlan) -> str:
    passed = _who_want(plan).filter(recheck=Recheck.PASSED)
    entrants = [Entrant(number, tier) for number, tier in passed.values_list("entry__number", "entry__tier")]
    if not entrants:
        raise NotPossibleNow("没有复审通过的家庭，不能冻结名单。")
    return list_text(entrants)
