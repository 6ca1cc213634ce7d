"""催告: a party that did not pay back in time is reminded in writing, with what it still owes."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.clock.enforcing import DEMANDED_FOR
from workflow_app.clock.spoken import spoken
from workflow_app.commands.hearing import may_find
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.recovery.held import held_recovery, nothing_waits
from workflow_app.models import Account, Recovery, RecoveryState
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.law.service_days import is_reached
from workflow_app.queries.papers import recovery as papers

DEMANDED = PaperKind("recovery_demand", "催告书", "case_paper", "催", "papers/recovery_demand.html")


def demand_recovered(recovery_id: int, *, by: Account, at: datetime) -> Recovery:
    """Demand what is still owed within ten days (行政强制法第五十四条). By who examines or decides at the deciding unit, once.

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow before the day is over or once it was demanded, CannotPrint.
    """
    with held_recovery(recovery_id) as (row, case):
        may_find(case, "催告", by=by, at=at)
        if row.state != RecoveryState.ORDERED:
            raise NotPossibleNow(f"这次追回现在是“{row.get_state_display()}”，不需要催告。")
        nothing_waits(row)
        today = localtime(at).date()
        assert row.pay_by is not None, "an order says until when"
        if today <= row.pay_by:
            raise NotPossibleNow(f"缴回期限到{spoken(row.pay_by)}，期满以后才能催告。")
        if not is_reached(case, papers.ORDER):
            raise NotPossibleNow("追回决定书还没有送达申请人。请先在本件的“送达”里登记送达，再催告。")
        row.demand()
        row.demanded_by, row.demanded_at, row.demand_until = by, at, today + DEMANDED_FOR
        row.save(update_fields=["state", "demanded_by", "demanded_at", "demand_until"])
        body = {"recovery": row.pk, "until": row.demand_until.isoformat()}
        paper = issue(DEMANDED.kind, paper=DEMANDED, case=case, data=papers.demanded(case, row, at), at=at)
        record(case.stream, "demand_recovered", by=by, at=at, body=body, personal=paper.data)
        return row
