"""Hold a row of a spending plan, or the indicators plans and requests are measured against.

The plan first, then the indicators by key; a request holds its cases before them. The order of all locks: `commands/held.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.models import Account, Appropriation, PlanState, SpendingPlan
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotPossibleNow, SeparationOfDuties

SECTION, TREASURY = "funds_check", "treasury_check"  # 业务科室, 国库科


def held_plan(plan_id: int) -> SpendingPlan:
    """The plan, locked. Raises NotFound."""
    related = "appropriation", "unit", "by", "agreed_by", "approved_by", "returned_by"
    plan = SpendingPlan.objects.select_for_update(of=("self",)).select_related(*related).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("没有这笔用款计划，请刷新列表。")
    return plan


def held_indicators(keys: Iterable[int]) -> list[Appropriation]:
    """The indicators in the order of their keys, locked: whoever plans or takes of one waits for who came first."""
    return list(Appropriation.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk"))


def must_stand(plan: SpendingPlan, state: PlanState, act: str) -> None:
    """Raises AlreadyDone saying who answered it and when, NotPossibleNow where it waits for somebody else."""
    if plan.state == state:
        return
    did, who, when = _answered(plan)
    if who is None or when is None:
        raise NotPossibleNow(f"用款计划 {plan.number} 现在是“{plan.get_state_display()}”，不能{act}。")
    raise AlreadyDone(
        f"用款计划 {plan.number} 已由{who.name}于{localtime(when):%Y年%-m月%-d日 %H:%M}{did}，没有重复办理。"
    )


def another_person(by: Account, *before: Account | None) -> None:
    """Raises SeparationOfDuties for who had the plan in hand before: three people see every plan."""
    if by in before:
        raise SeparationOfDuties("这笔用款计划您已经办理过一个环节，按不相容职责分离的要求，请由另一位同事办理。")


def _answered(plan: SpendingPlan) -> tuple[str, Account | None, datetime | None]:
    if plan.state == PlanState.RETURNED:
        return "退回", plan.returned_by, plan.returned_at
    if plan.state == PlanState.APPROVED:
        return "批复", plan.approved_by, plan.approved_at
    return "审核", plan.agreed_by, plan.agreed_at
