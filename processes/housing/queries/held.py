"""Rows of housing locked for the length of an act, and the sentence for a row that is not there.

Order of locks: plan, then the household's entry, then homes, then tenancy; the chain with its own row.
"""

from __future__ import annotations

from processes.housing.models import AllocationPlan, Choice, PlanState, Tenancy, WaitingEntry
from workflow_app.policy.refusals import NotFound, NotPossibleNow


def held_plan(plan_id: int) -> AllocationPlan:
    """The plan and its chain; NotFound otherwise, NotPossibleNow for one that was withdrawn."""
    found = AllocationPlan.objects.select_for_update(of=("self", "stream")).select_related("stream", "unit")
    plan = found.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("没有这个配租方案，请刷新列表。")
    if plan.state == PlanState.WITHDRAWN:
        raise NotPossibleNow("这个配租方案已经撤回，不再办理。")
    return plan


def held_entry(entry_id: int) -> WaitingEntry:
    """The household's place on the list, so that it does one thing at a time in however many plans it stands."""
    return WaitingEntry.objects.select_for_update().get(pk=entry_id)


def held_choice(choice_id: int, **which: int) -> Choice:
    """The choice with its home and the household's entry; NotFound otherwise."""
    rows = Choice.objects.select_for_update(of=("self", "home", "interest__entry"))
    related = "home", "interest__entry__case__unit", "interest__entry__case__applicant"
    choice = rows.select_related(*related).filter(pk=choice_id, **which).first()
    if choice is None:
        raise NotFound("没有这条选房记录，请刷新列表。")
    return choice


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
