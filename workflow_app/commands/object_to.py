"""Object to a line on notice, and answer an objection. One line is held back, the others go on."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.close_case import CLOSE_CASE
from workflow_app.commands.commit import commit_to
from workflow_app.commands.determine import determine
from workflow_app.commands.end_notice import leave_notice
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.held import held_chain
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.settle_point import take_off
from workflow_app.flow import door
from workflow_app.models import Account, Case, CaseState, Notice, NoticeLine, Objection
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.papers.objection import objection_answer
from workflow_app.queries.scope import acting_desk, desks_of

Line = NoticeLine.State
CODE_BYTES = 10  # 80 bits: nobody guesses their way to an objection
# The answer to every objection, whatever the item. It stays out of the applicant's sight, for it is not addressed to them.
ANSWER = PaperKind("objection_answer", "异议处理答复", "gongwen", "函", "papers/objection_answer.html", internal=True)


def object_to(notice_id: int, ordinal: int, name: str, contact: str, words: str, *, at: datetime) -> Objection:
    """Anybody may object, with their real name, while the notice is open (异议须实名). Under its `code` they follow it."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().filter(pk=notice_id).first()
        if notice is None:
            raise NotFound("没有这份公示，请核对网址。")
        if notice.state != Notice.State.OPEN or localtime(at).date() > notice.ends_on:
            raise NotPossibleNow(f"这批公示已于{notice.ends_on:%Y年%-m月%-d日}结束，请通过公示上的电话反映情况。")
        line = notice.lines.select_for_update().filter(ordinal=ordinal).exclude(state=Line.VOID).first()
        if line is None:
            raise NotUnderstood(f"公示名单里没有第{ordinal}行，请核对序号。")
        for value, label in ((name, "姓名"), (contact, "联系方式"), (words, "异议内容")):
            if not value.strip():
                raise NotUnderstood(f"请填写{label}：异议须实名提出，核查后会答复您。")
        line.state = Line.HELD
        line.save(update_fields=["state"])
        code = token_hex(CODE_BYTES).upper()
        objection = Objection.objects.create(line=line, code=code, name=name, contact=contact, words=words, at=at)
        stream = held_chain(notice.stream_id)
        body = {"line": ordinal, "objection": objection.pk}
        record(stream, "object", by=None, at=at, body=body, personal=[name, contact, words])
        return objection


def answer_objection(objection_id: int, upheld: bool, answer: str, *, by: Account, at: datetime) -> Objection:
    """Say what the check has shown: upheld strikes the line off, dismissed lets it go on; a written answer is issued to
    who objected. By the section; but where the case is determined already, a dismissal determines the line, and only
    the deputy head determines."""
    with transaction.atomic():
        found = Objection.objects.filter(pk=objection_id).values_list("line__claim__case", flat=True).first()
        if found is None:
            raise NotFound("没有这条异议，请刷新列表。")
        case = door.hold(found)
        objection = Objection.objects.select_related("line__claim").get(pk=objection_id)
        _may_answer(case, upheld, by, at)
        if objection.answered_by:
            raise AlreadyDone(f"这条异议已由{objection.answered_by.name}答复，请刷新列表查看。")
        if not answer.strip():
            raise NotUnderstood("请写明核查情况和结论，再提交答复。")
        # Held like the public holds it who objects, so that nobody's objection arrives unseen.
        notice = Notice.objects.select_for_update().get(pk=objection.line.notice_id)
        objection.state = Objection.State.UPHELD if upheld else Objection.State.DISMISSED
        objection.answer, objection.answered_by, objection.answered_at = answer, by, at
        data = objection_answer(objection, at)
        objection.paper = issue("objection_answer", paper=ANSWER, notice=notice, data=data, at=at)
        objection.save(update_fields=["state", "answer", "answered_by", "answered_at", "paper"])
        _release(objection, notice, case, by, at)
        return objection


def _may_answer(case: Case, upheld: bool, by: Account, at: datetime) -> None:
    today = localtime(at).date()
    if upheld or case.state != CaseState.APPROVED:
        acting_desk(by, "section", case.unit_id, today)
        return
    if not desks_of(by, today).filter(role="deputy_head", unit=case.unit_id).exists():
        raise NotAllowed("这个办件的其他明细已经核定，认定异议不成立等于核定这一行，请由分管领导答复。")
    commit_to(case, by, Duty.APPROVE)


def _release(objection: Objection, notice: Notice, case: Case, by: Account, at: datetime) -> None:
    """The line leaves, or goes on once no other objection holds it; a line that left before stays where it is."""
    line, upheld = objection.line, objection.state == Objection.State.UPHELD
    body = {"line": line.ordinal, "objection": objection.pk, "upheld": upheld}
    record(case.stream, "answer_objection", by=by, at=at, body=body, personal=objection.answer)
    if line.state == Line.VOID:
        return
    if upheld:
        take_off(case, line.claim, f"公示异议成立：{objection.answer}", by=by, at=at)
    elif line.objections.filter(state=Objection.State.OPEN).exists():
        return
    else:
        line.state = Line.CLEARED if notice.state == Notice.State.ENDED else Line.SHOWN
        line.save(update_fields=["state"])
    if notice.state == Notice.State.ENDED:
        _go_on(objection, case, by, at)


def _go_on(objection: Objection, case: Case, by: Account, at: datetime) -> None:
    """The case leaves its notice; one that was determined meanwhile has only this line left to determine, or to close."""
    if case.state != CaseState.APPROVED:
        leave_notice(case, at)
    elif objection.state == Objection.State.DISMISSED:
        determine(case, by=by, at=at)
    else:
        enqueue(CLOSE_CASE, [case.pk], at=at, occasion=f"objection {objection.pk}")
