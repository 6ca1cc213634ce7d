"""The second person confirms where the money is to go: whoever checks requests for funds, never who builds or releases the batch."""

from __future__ import annotations

from datetime import datetime

from workflow_app.commands.payee.bring_into_force import count_or_lapse, is_due
from workflow_app.commands.payee.held_change import held_change, takes_the_duty
from workflow_app.commands.record import record
from workflow_app.models import Account, AccountChange, CaseState, ChangeState
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood


def confirm_change(change_id: int, asked_back: bool, *, by: Account, at: datetime) -> AccountChange:
    """Confirm it. `asked_back`: the applicant was asked by the contact that was filed, and said that it is their wish. The account
    counts once its cooling is over; at once where it is over already.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone, NotPossibleNow where nothing is owed any more, NotUnderstood unless
    the applicant was asked.
    """
    with held_change(change_id) as (case, change):
        desk = takes_the_duty(case, by, at)
        if change.state == ChangeState.CONFIRMED:
            raise AlreadyDone("这个更换账户的申请已经确认过，等冷静期满生效。")
        if case.state != CaseState.APPROVED:
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，不再需要更换账户。")
        if not asked_back:
            raise NotUnderstood("请先按申报时留下的联系方式向申请人核实，勾选后再确认。")
        change.state, change.confirmed_by, change.confirmed_at = ChangeState.CONFIRMED, by, at
        change.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        body = {"change": change.pk, "desk": desk.pk}
        record(case.stream, "confirm_account_change", by=by, at=at, body=body)
        if is_due(change, at):
            count_or_lapse(case, change, at=at)
        return change
