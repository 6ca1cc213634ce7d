"""A spending plan goes back to the unit with a reason: by the section while it has it, by the treasury section after."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.record import Said, record_each
from workflow_app.commands.treasury.held_plan import SECTION, TREASURY, another_person, held_plan, must_stand
from workflow_app.models import Account, PlanState, SpendingPlan
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.scope import acting_desk
from workflow_app.tables.cell import as_a_cell


def return_plan(plan_id: int, reason: str, *, by: Account, at: datetime) -> SpendingPlan:
    """Raises NotFound, NotAllowed for who has not the turn, SeparationOfDuties, AlreadyDone, NotUnderstood without a reason."""
    with transaction.atomic():
        plan, said = returned_plan(plan_id, reason, by=by, at=at)
        record_each(held_stream(), [said])
        return plan


def returned_plan(plan_id: int, reason: str, *, by: Account, at: datetime) -> tuple[SpendingPlan, Said]:
    """The same inside the caller's transaction, with the act for the caller to record in the organisation's chain."""
    plan, reason = held_plan(plan_id), as_a_cell(reason, "退回原因")
    waits = PlanState.AGREED if plan.state == PlanState.AGREED else PlanState.DRAFTED
    role = TREASURY if waits == PlanState.AGREED else SECTION
    acting_desk(by, role, plan.appropriation.unit_id, localtime(at).date())
    must_stand(plan, waits, "退回")
    another_person(by, plan.by, plan.agreed_by)
    if not reason:
        raise NotUnderstood("请写明退回原因，让用款单位知道要改什么，再退回。")
    plan.send_back()
    plan.returned_by, plan.returned_at, plan.reason = by, at, reason
    plan.save(update_fields=["state", "returned_by", "returned_at", "reason"])
    body = {"plan": plan.pk, "number": plan.number}
    return plan, Said("return_plan", by, at, body, plan.reason)
