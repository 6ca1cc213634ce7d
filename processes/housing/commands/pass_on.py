"""A household lets its turn pass (放弃选房) and stays on the waiting list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.housing.models import Interest
from processes.housing.queries.held import held_plan
from processes.housing.queries.households import interest_of
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone


def pass_on(plan_id: int, *, by: Account, at: datetime) -> Interest:
    """Mark the interest as passed on. Raises NotFound for a stranger, AlreadyDone once a home is chosen."""
    with transaction.atomic():
        plan = held_plan(plan_id)
        interest = interest_of(by, plan, localtime(at).date())
        if hasattr(interest, "choice") or interest.passed_on:
            raise AlreadyDone("您已经选过房或者放弃过，不用再办。")
        interest.passed_on = True
        interest.save(update_fields=["passed_on"])
        record(plan.stream, "pass_on", by=by, at=at, body={"number": interest.entry.number})
        return interest
