"""终止: an application ends without a decision, because nothing is left to decide on."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.commit import commit_to
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.take_effect import Occasion
from workflow_app.commands.withdraw import leave_by_another_way
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.policy.terminating import TerminationGround
from workflow_app.queries.law.waited_for import decides
from workflow_app.queries.papers.beside_the_route import termination

TERMINATED = PaperKind("termination", "终止办理决定书", "case_paper", "终", "papers/termination.html")


def terminate(case_id: int, ground: str, words: str, *, by: Account, at: datetime) -> Case:
    """End an open case on a ground of the closed list, with the facts. By who decides for the deciding unit.

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow for a case that is over, NotUnderstood without ground or
    words, CannotPrint.
    """
    with door.held(case_id) as case:
        desk = decides(case, by, localtime(at).date())
        if desk is None:
            raise NotAllowed("终止办理由承办单位的局长或者分管副局长决定，您不在这些岗位上。")
        if not case.is_open:
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，不能再终止。")
        if ground not in list(TerminationGround):
            raise NotUnderstood("请选择终止办理的理由。")
        if not words.strip():
            raise NotUnderstood("请写明查明的事实：怎么知道的、依据哪份材料，决定书要告诉申请人。")
        commit_to(case, by, Duty.APPROVE, desk)
        why = TerminationGround(ground)
        leave_by_another_way(case, CaseState.TERMINATED, Occasion(by, at, words.strip()))
        record(case.stream, "terminate", by=by, at=at, body={"ground": why.value}, personal=words.strip())
        issue("termination", paper=TERMINATED, case=case, data=termination(case, why.label, words.strip(), at), at=at)
        return case
