"""Close a case of which nothing is left to pay."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import CaseState, ClaimState, NoticeLine, PaymentDoubt

CLOSE_CASE = "close_case"  # the job
# Paid, in force no longer, or decided and then stopped before it was paid.
OVER = Q(state__in=(ClaimState.PAID, ClaimState.ENDED, ClaimState.RECOVERED)) | Q(
    doubts__outcome=PaymentDoubt.Outcome.STOP
)


def close_case(case_id: int, *, at: datetime) -> bool:
    """Close when every claim is paid, ended or off; False while something is on its way, or where nothing is ever paid: such
    a case stays in force until what it granted ends. Its archiving follows."""
    with door.held(case_id) as case:
        over = case.claims.filter(OVER).exists()
        waiting = case.claims.filter(state__in=(ClaimState.CLAIMED, ClaimState.DETERMINED)).exists()
        held = NoticeLine.objects.filter(claim__case=case, state=NoticeLine.State.HELD).exists()
        if case.state != CaseState.APPROVED or waiting or held or case.step or not over:
            return False
        case.close()
        case.ended_at = at
        case.save(update_fields=["state", "ended_at"])
        record(case.stream, "close_case", by=None, at=at, body={"amount": str(case.amount)})
        archive_when_ready(case, at=at, occasion="end")
        return True
