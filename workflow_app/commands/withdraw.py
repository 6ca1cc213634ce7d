"""Take an application back, before it is decided. The applicant's own act."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.hand_in import forget_correction
from workflow_app.commands.record import record
from workflow_app.commands.take_effect import Occasion, take_effect
from workflow_app.flow import door
from workflow_app.flow.arrival import Arrival, become
from workflow_app.flow.signing import cancel
from workflow_app.models import Account, Case, CaseState, RoundState
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.scope import parties_of


def withdraw(case_id: int, *, words: str = "", by: Account, at: datetime) -> Case:
    """End an open case at the applicant's wish. Raises NotFound for a stranger, NotPossibleNow after the decision."""
    with door.held(case_id) as case:
        if not parties_of(by, localtime(at).date()).filter(pk=case.applicant_id).exists():
            raise NotFound("没有找到这个办件，或者您无权办理。")
        if not case.is_open:
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，不能再撤回。")
        leave_by_another_way(case, CaseState.WITHDRAWN, Occasion(by, at, words))
        record(case.stream, "withdraw", by=by, at=at, body={"state": case.state}, personal=words)
        return case


def leave_by_another_way(case: Case, state: str, occasion: Occasion) -> None:
    """End a case from outside its route: its rounds are cancelled, its process is abandoned. The case is held."""
    for opened in case.rounds.filter(state=RoundState.OPEN):
        cancel(opened, occasion.at)
    door.abandon(case.process)
    before = case.state
    become(case, state, occasion.at)
    case.step = ""
    case.save(update_fields=["state", "step", "ended_at"])
    forget_correction(case)
    take_effect(case, Arrival(before, case.state, None), occasion)
