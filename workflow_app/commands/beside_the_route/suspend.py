"""The clock of a case stands still: for a special procedure while the acts go on, or suspended, and then nobody signs."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.clock.limit import PauseReason
from workflow_app.commands.issue import issue
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState, Pause
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.waited_for import waits_for
from workflow_app.queries.papers.beside_the_route import special_procedure, suspension

SPECIAL = (PauseReason.REVIEW, PauseReason.SITE_CHECK, PauseReason.ASSISTANCE)
LONGEST = 60  # working days a special procedure may be announced for; the house's own, so that a slip is told
SUSPENDED = PaperKind("suspension", "中止办理通知书", "case_paper", "中", "papers/suspension.html")
SPECIAL_TOLD = PaperKind("special_procedure", "特别程序告知书", "case_paper", "特告", "papers/special_procedure.html")


def suspend(case_id: int, reason: str, words: str, days: int = 0, *, by: Account, at: datetime) -> Pause:
    """Let it stand still from today (which still counts), and tell the applicant why; a special procedure also for how many
    working days about (行政许可法第四十五条). By whom the case waits for at the deciding unit.

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow before acceptance and after the decision, AlreadyDone while it
    stands still for that reason, NotUnderstood without reason, words or days, CannotPrint.
    """
    with door.held(case_id) as case:
        today = localtime(at).date()
        if waits_for(case, by, today) is None:
            raise NotAllowed("中止和特别程序由承办单位正在办理的岗位提出，这个办件现在不在您的岗位上。")
        is_kept_away(case, by)
        if case.state not in (CaseState.ACCEPTED, CaseState.DECIDING):
            raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，办理期限没有在计算，不用暂停。")
        why = _said(reason, words, days)
        if running := case.pauses.filter(reason=why, until=None).first():
            raise AlreadyDone(f"本件已从{running.since:%Y年%-m月%-d日}起因“{why.label}”暂停，没有重复办理。")
        row = Pause.objects.create(case=case, reason=why, since=today, words=words.strip(), by=by)
        body = {"pause": row.pk, "why": why.value, "days": days}
        record(case.stream, "suspend", by=by, at=at, body=body, personal=row.words)
        _tell(case, row, why, days, at)
        return row


def _said(reason: str, words: str, days: int) -> PauseReason:
    if reason not in (*SPECIAL, PauseReason.SUSPENSION):
        raise NotUnderstood("请选择暂停的原因：评审、实地核查、协查，或者中止。")
    if not words.strip():
        raise NotUnderstood("请写明原因：为什么要停、等什么。通知书要告诉申请人。")
    if reason in SPECIAL and not 1 <= days <= LONGEST:
        raise NotUnderstood(f"请填写预计需要的工作日，1至{LONGEST}天：特别程序所需时间要书面告知申请人。")
    return PauseReason(reason)


def _tell(case: Case, row: Pause, why: PauseReason, days: int, at: datetime) -> None:
    if why is PauseReason.SUSPENSION:
        issue("suspension", paper=SUSPENDED, case=case, data=suspension(case, row, at), at=at)
    else:
        issue("special_procedure", paper=SPECIAL_TOLD, case=case, data=special_procedure(case, row, days, at), at=at)
