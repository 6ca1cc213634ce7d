"""Rows of housing locked for the length of an act, and the sentence for a row that is not there.

Order of locks: plan, then homes, then tenancy; the chain with its own row.
"""

from __future__ import annotations

from processes.housing.models import AllocationPlan, Tenancy
from workflow_app.policy.refusals import NotFound


def held_plan(plan_id: int) -> AllocationPlan:
    """The plan and its chain; NotFound otherwise."""
    found = AllocationPlan.objects.select_for_update(of=("self", "stream")).select_related("stream", "unit")
    plan = found.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("没有这个配租方案，请刷新列表。")
    return plan


def held_tenancy(tenancy_id: int) -> Tenancy:
    """The tenancy and its chain; NotFound otherwise."""
    return _held(pk=tenancy_id)


def held_tenancy_under(case_id: int) -> Tenancy:
    """The tenancy of the application that a case (a renewal, an exit) rests on; NotFound otherwise."""
    return _held(case__children=case_id)


def _held(**which: int) -> Tenancy:
    found = Tenancy.objects.select_for_update(of=("self", "stream")).select_related("stream", "home", "case__unit")
    tenancy = found.filter(**which).first()
    if tenancy is None:
        raise NotFound("没有这份租赁合同，请刷新列表。")
    return tenancy
