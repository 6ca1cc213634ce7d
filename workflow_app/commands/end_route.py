"""End a case's route at the request for funds: what comes after it is finance's."""

from __future__ import annotations

from datetime import datetime

from workflow_app.approval.stance import Outcome
from workflow_app.approval.ways_out import REQUEST_FUNDS as REQUEST_FUNDS
from workflow_app.flow import limits
from workflow_app.flow.arrival import advance
from workflow_app.flow.signing import close
from workflow_app.models import Case, Deadline, Round, RoundState


def end_route(case: Case, *, at: datetime) -> None:
    """Take a held case through the end of its route where it stands before the request for funds; elsewhere nothing happens."""
    opened = Round.objects.filter(case=case, step=REQUEST_FUNDS, state=RoundState.OPEN).select_related("task").first()
    if opened is not None:
        close(opened, Outcome.APPROVED, at)
        limits.settle(case, Deadline.State.MET, at)
        advance(case, opened, Outcome.APPROVED, {}, at)
