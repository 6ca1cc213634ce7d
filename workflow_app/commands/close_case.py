"""Close and archive a case of which nothing is left to pay."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import CaseState, ClaimState, NoticeLine
from workflow_app.queries.papers.index import file_index


def close_case(case_id: int, *, at: datetime) -> bool:
    """Close when every claim is paid or off; False while something is on its way, or where nothing is ever paid: such a
    case stays in force. Issues the file index (卷内目录)."""
    with door.held(case_id) as case:
        paid = case.claims.filter(state=ClaimState.PAID).exists()
        waiting = case.claims.filter(state__in=(ClaimState.CLAIMED, ClaimState.DETERMINED)).exists()
        held = NoticeLine.objects.filter(claim__case=case, state=NoticeLine.State.HELD).exists()
        if case.state != CaseState.APPROVED or waiting or held or case.step or not paid:
            return False
        case.close()
        case.ended_at, case.archived_on = at, localtime(at).date()
        case.save(update_fields=["state", "ended_at", "archived_on"])
        record(case.stream, "close_case", by=None, at=at, body={"amount": str(case.amount)})
        issue("file_index", case=case, data=file_index(case, at), at=at)
        return True
