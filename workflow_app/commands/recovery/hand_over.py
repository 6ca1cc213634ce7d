"""申请强制执行: what is still owed after the demand goes to the court. Here it is written down that and when it was asked."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.clock.enforcing import enforceable
from workflow_app.clock.spoken import spoken
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.commands.recovery.demand import DEMANDED
from workflow_app.commands.recovery.held import held_recovery, nothing_waits
from workflow_app.models import Account, Recovery, RecoveryState
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.queries.law.service_days import is_reached, served_on
from workflow_app.queries.law.waited_for import decides
from workflow_app.queries.papers.recovery import ORDER


def hand_over_recovery(recovery_id: int, *, by: Account, at: datetime) -> Recovery:
    """Write down that the court was asked. By who decides for the deciding unit, within the days the law gives (`clock/enforcing`).

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow before a demand, too soon and too late.
    """
    with held_recovery(recovery_id) as (row, case):
        if decides(case, by, localtime(at).date()) is None:
            raise NotAllowed("是否申请强制执行由承办单位的局长或者分管副局长决定，您不在这些岗位上。")
        is_kept_away(case, by)
        if row.state != RecoveryState.DEMANDED:
            raise NotPossibleNow(f"这次追回现在是“{row.get_state_display()}”，催告以后才能申请强制执行。")
        nothing_waits(row)
        assert row.decided_at is not None, "a demand follows an order"
        assert row.demand_until is not None, "a demand says until when"
        for kind, called in ((ORDER, "追回决定书"), (DEMANDED.kind, "催告书")):
            if not is_reached(case, kind):
                raise NotPossibleNow(f"{called}还没有送达申请人。请先在本件的“送达”里登记送达，再申请强制执行。")
        served = served_on(case, ORDER) or localtime(row.decided_at).date()
        first, last = enforceable(served, row.demand_until)
        if not first <= localtime(at).date() <= last:
            raise NotPossibleNow(f"可以申请强制执行的日子是{spoken(first)}至{spoken(last)}，现在不能办理。")
        row.hand_over()
        row.handed_over_by, row.handed_over_at = by, at
        row.save(update_fields=["state", "handed_over_by", "handed_over_at"])
        record(case.stream, "hand_over_recovery", by=by, at=at, body={"recovery": row.pk})
        return row
