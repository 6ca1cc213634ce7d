"""The applicant's side takes a change of account back, or says that it never asked for it."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.payee.held_change import held_change
from workflow_app.commands.record import record
from workflow_app.models import Account, AccountChange, ChangeState
from workflow_app.queries.scope import own_case


def withdraw_change(change_id: int, *, by: Account, at: datetime) -> AccountChange:
    """By anybody who acts for the applicant, an agent too: it changes no account and keeps money from going anywhere new.
    Raises NotFound for everybody else, AlreadyDone once it ended."""
    with held_change(change_id) as (case, change):
        own_case(case, by, localtime(at).date())
        change.state, change.ended_by, change.ended_at = ChangeState.WITHDRAWN, by, at
        change.save(update_fields=["state", "ended_by", "ended_at"])
        record(case.stream, "withdraw_account_change", by=by, at=at, body={"change": change.pk})
        return change
