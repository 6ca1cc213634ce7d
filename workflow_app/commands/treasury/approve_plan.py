"""The treasury section gives a spending plan: from then on so much may be requested."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.issue import issue
from workflow_app.commands.record import Said, record_each
from workflow_app.commands.treasury.held_plan import TREASURY, another_person, held_indicators, held_plan, must_stand
from workflow_app.commands.treasury.plan_fits import plan_fits
from workflow_app.models import Account, Appropriation, PlanState, SpendingPlan
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.papers.treasury import spending_plan
from workflow_app.queries.scope import acting_desk
from workflow_app.tables.cell import as_a_cell

LONGEST_ANSWER = 60
PLAN = PaperKind("spending_plan", "用款计划表", "case_paper", "划", "papers/spending_plan.html", internal=True)


def approve_plan(plan_id: int, answer: str = "", *, by: Account, at: datetime) -> SpendingPlan:
    """Approve it, with its paper, under the number the treasury gave its answer, if any. The indicator is held meanwhile, so that two plans at once
    give no more than it has and none falls below what was requested.

    Raises NotFound, NotAllowed, SeparationOfDuties for who drafted or agreed, AlreadyDone, BudgetExhausted, NotPossibleNow.
    """
    with transaction.atomic():
        plan, said = approved_plan(plan_id, answer, by=by, at=at)
        record_each(held_stream(), [said])
        return plan


def approved_plan(plan_id: int, answer: str, *, by: Account, at: datetime) -> tuple[SpendingPlan, Said]:
    """The same inside the caller's transaction, with the act for the caller to record in the organisation's chain."""
    plan, answer = held_plan(plan_id), as_a_cell(answer, "批复文号")
    acting_desk(by, TREASURY, plan.appropriation.unit_id, localtime(at).date())
    must_stand(plan, PlanState.AGREED, "批复")
    another_person(by, plan.by, plan.agreed_by)
    if len(answer) > LONGEST_ANSWER:
        raise NotUnderstood(f"批复文号最长{LONGEST_ANSWER}个字符，请照批复核对。")
    (row,) = held_indicators([plan.appropriation_id])
    plan_fits(row, plan.month, plan.amount, localtime(at).date(), waiting=False)
    _counts_from_now(plan, row, answer, by, at)
    body = {"plan": plan.pk, "number": plan.number, "yuan": str(plan.amount), "answer": plan.answer}
    return plan, Said("approve_plan", by, at, body)


def _counts_from_now(plan: SpendingPlan, row: Appropriation, answer: str, by: Account, at: datetime) -> None:
    """Its paper goes with the one change the row still takes; then it is closed for good."""
    plan.approve()
    plan.approved_by, plan.approved_at, plan.answer = by, at, answer
    plan.appropriation = row
    told = spending_plan(plan, at)
    plan.paper = issue(PLAN.kind, paper=PLAN, unit=row.unit, data=told, at=at)
    plan.save(update_fields=["state", "approved_by", "approved_at", "answer", "paper"])
