"""The second person says no to another account, until it counts: the applicant did not ask for it, or it cannot be proved."""

from __future__ import annotations

from datetime import datetime

from workflow_app.commands.payee.held_change import held_change, takes_the_duty
from workflow_app.commands.record import record
from workflow_app.models import Account, AccountChange, ChangeState
from workflow_app.policy.refusals import NotUnderstood


def refuse_change(change_id: int, words: str, *, by: Account, at: datetime) -> AccountChange:
    """Refuse it, confirmed before or not; the account stays what it was. Raises NotFound, NotAllowed, SeparationOfDuties,
    AlreadyDone, NotUnderstood without a reason."""
    with held_change(change_id) as (case, change):
        takes_the_duty(case, by, at)
        if not words.strip():
            raise NotUnderstood("请写明不予更换的理由，申请人会看到。")
        change.state, change.words, change.ended_by, change.ended_at = ChangeState.REFUSED, words.strip(), by, at
        change.save(update_fields=["state", "words", "ended_by", "ended_at"])
        body = {"change": change.pk}
        record(case.stream, "refuse_account_change", by=by, at=at, body=body, personal=change.words)
        return change
