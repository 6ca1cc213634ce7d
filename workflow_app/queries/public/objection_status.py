"""How an objection stands, for whoever holds its receipt number: nothing of anybody beyond what the notice shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from forms.identity import group_in_fours
from workflow_app.models import IssuedDocument, Objection, PaperState
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.names import name_on
from workflow_app.queries.papers.objection import FOLLOWS

NO_SUCH_CODE = "没有查到这个回执号。请对照提出异议时页面上的号码核对；找不到的，请拨打公示上的电话。"


@dataclass(frozen=True)
class ObjectionStatus:
    """`answer` and `follows` are empty while it is looked into; `paper` is None until the letter is made."""

    code: str
    shown_code: str
    notice_id: int
    title: str
    unit: str
    phone: str
    ordinal: int
    at: datetime
    open: bool
    conclusion: str
    answer: str
    follows: str
    answered_at: datetime | None
    number: str
    paper: IssuedDocument | None


def objection_status(code: str, at: datetime) -> ObjectionStatus:
    """The objection of that number, written with or without spaces; one answer for every wrong one."""
    row, today = _found(code), localtime(at).date()
    notice, answered = row.line.notice, row.state != Objection.State.OPEN
    made = row.paper is not None and row.paper.state == PaperState.STORED
    return ObjectionStatus(
        code=row.code,
        shown_code=group_in_fours(row.code),
        notice_id=notice.pk,
        title=f"{catalogue.item(notice.item).title_on(today)}{notice}公示",
        unit=name_on(notice.unit, today).name,
        phone=notice.unit.phone,
        ordinal=row.line.ordinal,
        at=row.at,
        open=not answered,
        conclusion=row.get_state_display() if answered else "",
        answer=row.answer,
        follows=FOLLOWS[Objection.State(row.state)] if answered else "",
        answered_at=row.answered_at,
        number=row.paper.number if row.paper else "",
        paper=row.paper if made else None,
    )


def answer_paper(code: str) -> IssuedDocument:
    """The written answer; NotPossibleNow while it is not there yet."""
    paper = _found(code).paper
    if paper is None or not paper.sha256:
        raise NotPossibleNow("书面答复还没有做好。核查结束后一般一两分钟就好，请稍后再打开。")
    return paper


def _found(code: str) -> Objection:
    written = "".join(code.split()).upper()
    found = Objection.objects.select_related("line__notice__unit", "paper").defer("paper__data")
    row = found.filter(code=written).first()
    if row is None:
        raise NotFound(NO_SUCH_CODE)
    return row
