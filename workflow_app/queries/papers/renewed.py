"""The days a paper tells that run from its service, told anew where another paper takes its place; and when it is too late for one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.clock.enforcing import DEMANDED_FOR, PAID_WITHIN
from workflow_app.clock.hearing import HEARD_WITHIN
from workflow_app.clock.spoken import spoken
from workflow_app.models import Case, IssuedDocument, RecoveryState
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.queries.law.papers_of_hearings import DEMAND, HEARINGS, ORDER, hearing_of, recovery_under
from workflow_app.queries.papers.head import with_estimates


def renewed_days(case: Case, paper: IssuedDocument, at: datetime) -> dict[str, Any]:
    """What the data of the new paper says of its days: as if it were served the day it is issued, and never sooner than was told."""
    today, calendar = localtime(at).date(), calendar_in_force()
    if paper.kind in HEARINGS and (row := hearing_of(case, paper)) is not None:
        until = max(row.heard_until, calendar.add(today, HEARD_WITHIN)).isoformat()
        told = with_estimates({"heard_until": until, "heard_within": HEARD_WITHIN, "marks": _marks(paper)}, until)
        return told | {"marks": list(dict.fromkeys(told["marks"]))}
    if paper.kind in (ORDER, DEMAND) and (owing := recovery_under(case, paper)) is not None:
        if paper.kind == DEMAND and owing.demand_until is not None:
            return {"demand_until": max(owing.demand_until, today + DEMANDED_FOR).isoformat()}
        if paper.kind == ORDER and owing.pay_by is not None:
            return {
                "pay_by": max(owing.pay_by, calendar.add(today, PAID_WITHIN)).isoformat(),
                "paid_within": PAID_WITHIN,
            }
    return {}


def why_too_late(case: Case, paper: IssuedDocument) -> str:
    """Why no other paper can take its place any more: what it began is over, and its days cannot be given again."""
    if paper.kind in HEARINGS and (row := hearing_of(case, paper)) is not None and row.decided_at is not None:
        return f"{spoken(localtime(row.decided_at).date())}已经作出决定，陈述申辩已结束，《{paper.title}》不能再补发；决定有误的，依法纠正决定。"
    owing = recovery_under(case, paper) if paper.kind in (ORDER, DEMAND) else None
    stands = {ORDER: RecoveryState.ORDERED, DEMAND: RecoveryState.DEMANDED}.get(paper.kind)
    if owing is not None and owing.state != stands:
        return (
            f"这次追回现在是“{owing.get_state_display()}”，《{paper.title}》不能再补发；确有错误的，请先撤回追回决定。"
        )
    return ""


def _marks(paper: IssuedDocument) -> list[str]:
    return list(paper.data.get("marks", ()))
