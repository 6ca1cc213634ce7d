"""The business section of finance finds a spending plan in order; the treasury section comes next."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.commands.treasury.held_plan import SECTION, another_person, held_plan, must_stand
from workflow_app.models import Account, PlanState, SpendingPlan
from workflow_app.queries.scope import acting_desk


def agree_plan(plan_id: int, *, by: Account, at: datetime) -> SpendingPlan:
    """Raises NotFound, NotAllowed off the section's desk, SeparationOfDuties for who drafted it, AlreadyDone once it was answered."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, SECTION, plan.appropriation.unit_id, localtime(at).date())
        must_stand(plan, PlanState.DRAFTED, "审核")
        another_person(by, plan.by)
        plan.agree()
        plan.agreed_by, plan.agreed_at = by, at
        plan.save(update_fields=["state", "agreed_by", "agreed_at"])
        record(held_stream(), "agree_plan", by=by, at=at, body={"plan": plan.pk, "number": plan.number})
        return plan
