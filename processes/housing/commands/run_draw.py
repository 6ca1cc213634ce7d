"""Run the draw (公开摇号), once: the order of choosing, and how long it stands on notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.commands.tell_result import tell_result
from processes.housing.draw import Drawn, draw, read_list, seed
from processes.housing.models import AllocationPlan, Draw, Interest, PlanState
from processes.housing.queries.held import held_plan
from workflow_app.clock.limit import DayKind, TimeLimit
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow
from workflow_app.queries.scope import acting_desk


def run_draw(plan_id: int, public_result: str, *, by: Account, at: datetime) -> Draw:
    """Reckon seed and order from what was published. Raises NotAllowed away from the allocation desk, NotPossibleNow before
    the freeze or before the public result falls due, AlreadyDone for a second time, NotUnderstood while a value is missing."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, "allocation", plan.unit_id, localtime(at).date())
        _is_time(plan, at)
        lot = Draw.objects.get(plan=plan)
        values = dict(plan.values.values_list("role", "value"))
        lot.seed = seed(plan.number, values, public_result.strip())
        drawn = draw(lot.seed, read_list(lot.list_text))
        _kept(lot, drawn, public_result.strip(), at)
        _put_on_notice(plan, at)
        record(plan.stream, "run_draw", by=by, at=at, body={"seed": lot.seed, "public_result": lot.public_result})
        tell_result(plan, drawn[: lot.homes], at=at)
        return lot


def _is_time(plan: AllocationPlan, at: datetime) -> None:
    if plan.state == PlanState.PUBLISHED:
        raise NotPossibleNow("名单还没有冻结，不能摇号。")
    if plan.state != PlanState.FROZEN:
        raise AlreadyDone("这个方案已经摇过号，不能重新摇号。")
    if at < plan.result_due:
        due = f"{localtime(plan.result_due):%Y-%m-%d %H:%M}"
        raise NotPossibleNow(f"约定的公开结果要到{due}才产生，产生以后才能摇号。")


def _kept(lot: Draw, drawn: Sequence[Drawn], public_result: str, at: datetime) -> None:
    lot.public_result, lot.drawn_at = public_result, at
    lot.result = [{"place": d.place, "number": d.number, "tier": d.tier, "key": d.key} for d in drawn]
    lot.save()
    place = {each.number: each.place for each in drawn}
    stated = list(Interest.objects.filter(plan=lot.plan_id, entry__number__in=place).select_related("entry"))
    for interest in stated:
        interest.place = place[interest.entry.number]
    Interest.objects.bulk_update(stated, ["place"], batch_size=500)


def _put_on_notice(plan: AllocationPlan, at: datetime) -> None:
    days = TimeLimit(plan.notice_days, DayKind.WORKING)
    plan.notice_until = days.due(localtime(at).date(), calendar_in_force())
    plan.draw()
    plan.save(update_fields=["notice_until", "state"])
