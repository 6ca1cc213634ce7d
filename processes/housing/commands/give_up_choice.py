"""Give up a chosen home whose lease was never signed (取消选定): the home is free for others again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.models import Choice, PlanState
from processes.housing.queries.held import held_choice, held_plan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotUnderstood
from workflow_app.queries.scope import acting_desk


def give_up_choice(plan_id: int, choice_id: int, reason: str, *, by: Account, at: datetime) -> Choice:
    """The home goes back to its plan, or stands vacant when the plan ended; the household passed on this plan and waits on.
    Raises NotAllowed away from the allocation desk, NotFound for another plan's choice, NotUnderstood without a reason,
    AlreadyDone once it is given up or its lease is signed."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        acting_desk(by, "allocation", plan.unit_id, localtime(at).date())
        if not reason.strip():
            raise NotUnderstood("取消选定须写明原因，例如“通知后未来签约”。")
        choice = held_choice(choice_id, plan=plan_id)
        if choice.given_up_at or hasattr(choice, "tenancy"):
            raise AlreadyDone("这次选定已经取消，或者租赁合同已经签订，不能取消。")
        choice.given_up_at, choice.given_up_why = at, reason.strip()
        choice.save(update_fields=["given_up_at", "given_up_why"])
        _freed(choice, plan.state == PlanState.ENDED)
        body = {"place": choice.interest.place, "home": choice.home_id}
        record(plan.stream, "give_up_choice", by=by, at=at, body=body, personal=reason.strip())
        return choice


def _freed(choice: Choice, plan_ended: bool) -> None:
    home, interest = choice.home, choice.interest
    home.come_back()
    if plan_ended:
        home.withdraw()
        home.plan = None
    home.save(update_fields=["state", "plan"])
    interest.passed_on = True
    interest.save(update_fields=["passed_on"])
