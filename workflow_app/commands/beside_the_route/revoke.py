"""撤销: a decision is taken back, in three acts by at least two people: notice of the facts, the party's word, the decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.clock.hearing import HEARD_WITHIN
from workflow_app.clock.spoken import spoken
from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.commit import commit_to
from workflow_app.commands.end_what_was_granted import end_what_was_granted
from workflow_app.commands.issue import issue
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import (
    Account,
    Action,
    Case,
    CaseState,
    Desk,
    LineState,
    PaymentLine,
    Revocation,
    RevocationState,
)
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy import catalogue
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.waited_for import decides, examines
from workflow_app.queries.papers import revocation as papers
from workflow_app.queries.scope import desks_of, parties_of

NOTICED = PaperKind("revocation_notice", "撤销事先告知书", "case_paper", "撤告", "papers/revocation_notice.html")
REVOKED = PaperKind("revocation", "撤销决定书", "case_paper", "撤", "papers/revocation.html")
DROPPED = PaperKind("revocation_dropped", "不予撤销告知书", "case_paper", "不撤", "papers/revocation_dropped.html")
OPEN = (RevocationState.NOTICED, RevocationState.HEARD)
LONGEST_BASIS = 200
STATED = "state_on_revocation"
ON_PAPER = "（书面提交）"


def propose_revocation(case_id: int, facts: str, basis: str, *, by: Account, at: datetime) -> Revocation:
    """Tell the party what was found and until when it may speak. By who examines or decides at the deciding unit.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone while one is open, NotPossibleNow for a case that grants nothing
    (any more), that lives on under a procedure of its own, or whose money is on its way, NotUnderstood without facts or basis,
    CannotPrint.
    """
    with door.held(case_id) as case:
        today = localtime(at).date()
        if examines(case, by, today) is None and decides(case, by, today) is None:
            raise NotAllowed("撤销由承办单位的经办、复核岗位或者负责人提出，您不在这些岗位上。")
        is_kept_away(case, by)
        _may_be_revoked(case)
        if case.revocations.filter(state__in=OPEN).exists():
            raise AlreadyDone("本件的撤销已经告知申请人，正在等陈述申辩或者决定，没有重复提出。")
        if not facts.strip() or not basis.strip():
            raise NotUnderstood("请写明查明的事实和撤销的依据：告知书要告诉申请人。")
        row = Revocation.objects.create(
            case=case,
            facts=facts.strip(),
            basis=basis.strip()[:LONGEST_BASIS],
            proposed_by=by,
            noticed_at=at,
            heard_until=calendar_in_force().add(today, HEARD_WITHIN),
        )
        body = {"revocation": row.pk, "heard_until": row.heard_until.isoformat()}
        record(case.stream, "propose_revocation", by=by, at=at, body=body, personal=[row.facts, row.basis])
        issue("revocation_notice", paper=NOTICED, case=case, data=papers.notice_of_facts(case, row, at), at=at)
        return row


def state_on_revocation(revocation_id: int, words: str, *, by: Account, at: datetime) -> Revocation:
    """Say what the party has to say: itself, or an officer of the deciding unit who was handed it on paper and did not propose the
    revocation. Once each, so that no paper closes the party's own mouth; a late word is heard as long as nothing is decided.
    Raises NotFound for strangers, NotAllowed for who proposed it, SeparationOfDuties, AlreadyDone, NotUnderstood."""
    with door.held(_case_of(revocation_id)) as case:
        row = Revocation.objects.get(pk=revocation_id)
        if not _may_state(case, by, at):
            raise NotFound("没有找到这个办件，或者您无权办理。")
        if by.is_officer:
            is_kept_away(case, by)
        if row.stated_at and (by.is_officer or _spoke_itself(row)):
            raise AlreadyDone(
                f"已于{spoken(localtime(row.stated_at).date())}收到陈述申辩意见；需要补充的，请联系办理单位。"
            )
        if row.proposed_by_id == by.pk:
            raise NotAllowed("撤销是您提出的，不能由您登记申请人的陈述申辩；请本单位另一位同事登记。")
        _is_open(row)
        if not words.strip():
            raise NotUnderstood("请写明陈述申辩的意见：哪些事实不对、有什么材料。")
        if row.state == RevocationState.NOTICED:
            row.hear()
        said = f"{ON_PAPER}{words.strip()}" if by.is_officer else words.strip()
        row.statement = "\n".join(filter(None, (row.statement, said)))
        row.stated_by, row.stated_at = by, at
        row.save(update_fields=["state", "statement", "stated_by", "stated_at"])
        body = {"revocation": row.pk, "on_paper": by.is_officer}
        record(case.stream, STATED, by=by, at=at, body=body, personal=said)
        return row


def decide_revocation(revocation_id: int, revoked: bool, words: str, *, by: Account, at: datetime) -> Revocation:
    """Take the decision back or let it stand, with the reason. By who decides for the deciding unit, neither proposed it nor wrote
    the party's word down, and examined nothing of the case; once the party has spoken itself or its days are over. What is
    revoked pays nothing more, and money set aside goes back; what was paid has to be recovered.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone, NotPossibleNow, NotUnderstood without words, CannotPrint.
    """
    with door.held(_case_of(revocation_id)) as case:
        row = Revocation.objects.get(pk=revocation_id)
        desk = _may_decide(case, row, by, at)
        if not words.strip():
            raise NotUnderstood("请写明决定的理由，对陈述申辩意见采纳与否也要写明。")
        commit_to(case, by, Duty.APPROVE, desk)
        (row.revoke if revoked else row.drop)()
        row.words, row.decided_by, row.decided_at = words.strip(), by, at
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
    moving = PaymentLine.objects.filter(claim__case=case, state__in=(LineState.DRAFTED, LineState.RELEASED))
    if line := moving.select_related("batch").first():
        what = (
            "已经放款在途，请等银行回单后" if line.state == LineState.RELEASED else "正在支付，请财政部门先作废该批次再"
        )
        raise NotPossibleNow(f"本件的款项在支付批次 {line.batch.number} 中，{what}办理撤销。")


def _may_state(case: Case, by: Account, at: datetime) -> bool:
    today = localtime(at).date()
    if by.is_officer:
        return desks_of(by, today).filter(unit=case.unit_id).exists()
    return parties_of(by, today).filter(pk=case.applicant_id).exists()


def _spoke_itself(row: Revocation) -> bool:
    return row.stated_by is not None and not row.stated_by.is_officer


def _may_decide(case: Case, row: Revocation, by: Account, at: datetime) -> Desk:
    """The desk from which it is decided. What an officer wrote down shortens nothing: the party may still speak itself."""
    today = localtime(at).date()
    desk = decides(case, by, today)
    if desk is None:
        raise NotAllowed("是否撤销由承办单位的局长或者分管副局长决定，您不在这些岗位上。")
    if row.proposed_by_id == by.pk:
        raise NotAllowed("撤销是您提出的，不能由您决定；请另一位负责人决定。")
    if Action.objects.filter(stream=case.stream_id, verb=STATED, by=by, body__revocation=row.pk).exists():
        raise NotAllowed("申请人的陈述申辩是您登记的，不能由您决定是否撤销；请另一位负责人决定。")
    _is_open(row)
    if not _spoke_itself(row) and today <= row.heard_until:
        raise NotPossibleNow(
            f"陈述申辩期限到{spoken(row.heard_until)}，还没有收到申请人本人在网上提交的意见，期满以后才能决定。"
        )
    return desk


def _is_open(row: Revocation) -> None:
    if row.decided_at is not None:
        said = RevocationState(row.state).label
        raise AlreadyDone(f"已于{spoken(localtime(row.decided_at).date())}作出“{said}”的决定。")


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
