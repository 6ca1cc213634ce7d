"""Issue a paper: its number and frozen data now, its bytes by a job after the commit."""

from __future__ import annotations

import hashlib
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from documents.glyphs import missing, places
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.number import next_number
from workflow_app.models import Case, FundsRequest, IssuedDocument, Notice, Unit
from workflow_app.models.chain import canonical
from workflow_app.policy import catalogue
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import CannotPrint
from workflow_app.queries.names import mark_on

NAMED = 3  # whose names with a character no font has are told at once
PRESS = "press"  # the job that makes the bytes
NUMBERS = {"case_paper": "{mark}{series}字〔{year}〕第{ordinal}号", "gongwen": "{mark}{series}〔{year}〕{ordinal}号"}


def issue(
    kind: str,
    *,
    data: dict[str, Any],
    at: datetime,
    case: Case | None = None,
    notice: Notice | None = None,
    funds_request: FundsRequest | None = None,
    paper: PaperKind | None = None,
    unit: Unit | None = None,
) -> IssuedDocument:
    """Number and freeze a paper in the caller's transaction. A rollback takes the number back, so there is no gap.

    Raises CannotPrint naming the characters no font covers: such a paper is never issued with empty boxes.
    """
    if paper is None:
        assert case is not None, "a paper of no case is given as one"
        paper = catalogue.procedure(case.item, case.procedure).paper(kind)
    unit = unit or next(each.unit for each in (case, notice) if each)
    data = _remarked(paper, unit, data)
    _printable(paper, data)
    numbered, token = _numbered(paper, unit, at), token_urlsafe(12)
    shown = {"number": numbered["number"], "issued_on": localtime(at).date().isoformat()}
    whole = data | shown | {"qr_url": f"{settings.PUBLIC_ADDRESS}/c/{token}"}
    row = IssuedDocument.objects.create(
        kind=paper.kind,
        title=paper.title,
        family=paper.family,
        sheet=paper.sheet,
        internal=paper.internal,
        unit=unit,
        case=case,
        notice=notice,
        funds_request=funds_request,
        data=whole,
        data_digest=hashlib.sha256(canonical(whole).encode()).hexdigest(),
        issued_at=at,
        token=token,
        **numbered,
    )
    enqueue(PRESS, [row.pk], at=at)
    return row


def _remarked(paper: PaperKind, unit: Unit, data: dict[str, Any]) -> dict[str, Any]:
    """With the office's own 附注 as the last note of what goes to an applicant; one that takes another's place has it already."""
    said = data.get("marks", [])
    if not unit.remark or paper.internal or paper.family != "case_paper" or unit.remark in said:
        return data
    return data | {"marks": [*said, unit.remark]}


def _printable(paper: PaperKind, data: dict[str, Any]) -> None:
    if characters := missing(canonical(data), settings.FONTS):
        where = "、".join(str(each) for each in places(data, characters)[:NAMED])
        raise CannotPrint(
            f"“{paper.title}”中有字库没有的字：{'、'.join(characters)}（见{where}）。请联系系统管理员补充字库后再办理。"
        )


def _numbered(paper: PaperKind, unit: Unit, at: datetime) -> dict[str, Any]:
    """The next number of the unit's series this year, taken and spelled out."""
    year, ordinal = next_number(unit, paper.series, at)
    mark = mark_on(unit, localtime(at).date())
    number = NUMBERS[paper.family].format(mark=mark, series=paper.series, year=year, ordinal=ordinal)
    return {"series": paper.series, "year": year, "ordinal": ordinal, "number": number}
