"""撤销: a decision is taken back, in three acts by at least two people: notice of the facts, the party's word, the decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.end_what_was_granted import end_what_was_granted
from workflow_app.commands.hearing import decide, found, hear, may_find
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState, LineState, PaymentLine, Revocation, RevocationState
from workflow_app.models.payment import ON_ITS_WAY
from workflow_app.policy import catalogue
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotPossibleNow
from workflow_app.queries.papers import revocation as papers

NOTICED = PaperKind("revocation_notice", "撤销事先告知书", "case_paper", "撤告", "papers/revocation_notice.html")
REVOKED = PaperKind("revocation", "撤销决定书", "case_paper", "撤", "papers/revocation.html")
DROPPED = PaperKind("revocation_dropped", "不予撤销告知书", "case_paper", "不撤", "papers/revocation_dropped.html")
OPEN = (RevocationState.NOTICED, RevocationState.HEARD)


def propose_revocation(case_id: int, facts: str, basis: str, *, by: Account, at: datetime) -> Revocation:
    """Tell the party what was found and until when it may speak. By who examines or decides at the deciding unit.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone while one is open, NotPossibleNow for a case that grants nothing
    (any more), that lives on under a procedure of its own, or whose money is on its way, NotUnderstood without facts or basis,
    CannotPrint.
    """
    with door.held(case_id) as case:
        may_find(case, Revocation.WHAT, by=by, at=at)
        _may_be_revoked(case)
        if case.revocations.filter(state__in=OPEN).exists():
            raise AlreadyDone("本件的撤销已经告知申请人，正在等陈述申辩或者决定，没有重复提出。")
        row = Revocation.objects.create(case=case, **found(Revocation.WHAT, facts, basis, by=by, at=at))
        body = {"revocation": row.pk, "heard_until": row.heard_until.isoformat()}
        record(case.stream, "propose_revocation", by=by, at=at, body=body, personal=[row.facts, row.basis])
        issue("revocation_notice", paper=NOTICED, case=case, data=papers.notice_of_facts(case, row, at), at=at)
        return row


def state_on_revocation(revocation_id: int, words: str, *, by: Account, at: datetime) -> Revocation:
    """The party says what it has to say. Raises what `hear` raises, NotFound for no such revocation."""
    with door.held(_case_of(revocation_id)) as case:
        row = Revocation.objects.get(pk=revocation_id)
        hear(row, case, words, by=by, at=at)
        return row


def decide_revocation(revocation_id: int, revoked: bool, words: str, *, by: Account, at: datetime) -> Revocation:
    """Take the decision back or let it stand, with the reason. What is revoked pays nothing more, and money set aside goes back;
    what was paid is recovered by a procedure of its own (`commands/recovery`).

    Raises what `decide` raises, NotFound, CannotPrint.
    """
    with door.held(_case_of(revocation_id)) as case:
        row = Revocation.objects.get(pk=revocation_id)
        decide(row, case, words, by=by, at=at)
        (row.revoke if revoked else row.drop)()
        row.save(update_fields=["state", "words", "decided_by", "decided_at"])
        body: dict[str, Any] = {"revocation": row.pk, "revoked": revoked}
        if revoked:
            _may_be_revoked(case)
            body |= _take_back(case, row, at)
        record(case.stream, "decide_revocation", by=by, at=at, body=body, personal=row.words)
        kind, gather = (REVOKED, papers.revoked) if revoked else (DROPPED, papers.dropped)
        issue(kind.kind, paper=kind, case=case, data=gather(case, row, at), at=at)
        archive_when_ready(case, at=at, occasion=f"revocation {row.pk}")
        return row


def _may_be_revoked(case: Case) -> None:
    if case.state not in (CaseState.APPROVED, CaseState.CLOSED):
        raise NotPossibleNow(f"办件 {case.number} 现在是“{case.state_word}”，没有可以撤销的决定。")
    procedure = catalogue.procedure(case.item, case.procedure)
    if procedure.life or procedure.takes_effect:
        raise NotPossibleNow(
            f"“{procedure.title}”批准以后按本事项自己的程序办理（如提前收回、退出、追偿），不能在这里撤销；请在该事项的办理页面处理。"
        )
    moving = PaymentLine.objects.filter(claim__case=case, state__in=ON_ITS_WAY)
    if line := moving.select_related("batch").first():
        what = (
            "已经放款在途，请等银行回单后" if line.state == LineState.RELEASED else "正在支付，请财政部门先作废该批次再"
        )
        raise NotPossibleNow(f"本件的款项在支付批次 {line.batch.number} 中，{what}办理撤销。")


def _take_back(case: Case, row: Revocation, at: datetime) -> dict[str, str]:
    """The case is revoked in law, its route over, its file open again until the papers of this are in it."""
    sums = end_what_was_granted(case, f"决定已撤销：{row.facts}", at=at)
    case.revoke()
    case.ended_at, case.archived_on = case.ended_at or at, None
    case.save(update_fields=["state", "step", "ended_at", "archived_on"])
    return {name: str(amount) for name, amount in sums.items()}


def _case_of(revocation_id: int) -> int:
    found = Revocation.objects.filter(pk=revocation_id).values_list("case", flat=True).first()
    if found is None:
        raise NotFound("没有这次撤销，请刷新页面。")
    return found
