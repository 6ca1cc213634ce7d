"""Ask that a paper which is a mistake be voided, and another with the right words take its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import (
    Account,
    Case,
    IssuedDocument,
    PaperState,
    Replacement,
    ReplacementGround,
    ReplacementState,
)
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.papers.corrected import LONGEST, correctable, first_of, no_slip, why_not_there
from workflow_app.queries.papers.renewed import why_too_late
from workflow_app.queries.scope import desks_of

# What tells of the file itself is made anew by what it tells of, never corrected.
OF_THE_FILE = frozenset({"service_proof", "approval_form", "file_index"})
Ground = ReplacementGround
SHOWN = 30  # characters of a text, in a refusal


def ask_replacement(
    paper_id: int, ground: str, reason: str, words: Mapping[str, str], *, by: Account, at: datetime
) -> Replacement:
    """By an officer of the organ that issued it. `words` {where: the right words}, as `correctable` names the places.

    Raises NotFound for a paper of no case, NotAllowed, SeparationOfDuties, NotPossibleNow for one that is void, not made yet, tells of
    the file, or is the only one of its kind where it is said to be issued twice; AlreadyDone while one is asked for, NotUnderstood
    without ground, reason or correction.
    """
    with door.held(_case_of(paper_id)) as case:
        paper = IssuedDocument.objects.select_related("unit").get(pk=paper_id)
        if not by.is_officer or not desks_of(by, localtime(at).date()).filter(unit=paper.unit_id).exists():
            raise NotAllowed("文书的作废和补发由出具机关的工作人员提出，您不在该单位的岗位上。")
        is_kept_away(case, by)
        can_be_replaced(case, paper, ground)
        if paper.replacements.filter(state=ReplacementState.ASKED).exists():
            raise AlreadyDone("这份文书的作废和补发已经提出，正在等负责人审批。")
        if not reason.strip():
            raise NotUnderstood("请写明哪里错了、应当是什么。")
        changed = _changed(paper, ground, words)
        row = Replacement.objects.create(
            paper=paper, ground=ground, reason=reason.strip(), words=changed, asked_by=by, asked_at=at
        )
        body = {"replacement": row.pk, "paper": paper.number, "ground": ground, "places": sorted(changed)}
        record(case.stream, "ask_replacement", by=by, at=at, body=body, personal=[row.reason, changed])
        return row


def can_be_replaced(case: Case, paper: IssuedDocument, ground: str) -> None:
    """Asked when it is proposed and once more when it is approved."""
    if ground not in Ground.values:
        raise NotUnderstood("请选择原因：文字差错、格式差错，还是重复出具。")
    if paper.kind in OF_THE_FILE:
        raise NotPossibleNow(f"《{paper.title}》按登记的内容出具，不能这样更正；登记有误的，请重新登记。")
    if paper.state == PaperState.VOID:
        raise AlreadyDone(f"《{paper.title}》{paper.number}已经作废。")
    if paper.state == PaperState.NUMBERED:
        raise NotPossibleNow(f"《{paper.title}》正在制作，一般一两分钟就好，做好以后再提出。")
    if ground != Ground.DOUBLE and (why := why_too_late(case, paper)):
        raise NotPossibleNow(why)
    others = case.papers.filter(kind=paper.kind).exclude(pk=paper.pk).exclude(state=PaperState.VOID)
    if ground == Ground.DOUBLE and not any(_said(other) == _said(paper) for other in others):
        raise NotPossibleNow(f"本件没有内容相同的另一份有效的《{paper.title}》，不是重复出具，不能只作废不补发。")


def _said(paper: IssuedDocument) -> dict[str, Any]:
    """What a paper says, but for what no two papers share."""
    return {key: value for key, value in paper.data.items() if key not in ("number", "issued_on", "qr_url")}


def _changed(paper: IssuedDocument, ground: str, words: Mapping[str, str]) -> dict[str, str]:
    known = {spot.path: spot.text for spot in correctable(paper.data)}
    if unknown := set(words) - set(known):
        path = min(unknown)
        raise NotUnderstood(f"文书里不能更正这一处（{path}）：{why_not_there(path)}。")
    if any(not text.strip() or len(text) > LONGEST for text in words.values()):
        raise NotUnderstood(f"更正后的文字不能为空，每处最长{LONGEST}字。")
    changed = {path: text.strip() for path, text in words.items() if text.strip() != known[path]}
    _are_slips(paper, known, changed)
    if ground == Ground.WORDS and not changed:
        raise NotUnderstood("没有一处文字改动：请把错的地方改成正确的文字；样式有误的，原因选“格式或者样式差错”。")
    if ground == Ground.DOUBLE and changed:
        raise NotUnderstood("重复出具的只作废、不补发，不需要更正文字。")
    return changed


def _are_slips(paper: IssuedDocument, known: Mapping[str, str], changed: Mapping[str, str]) -> None:
    """However often a paper is replaced, its words stay within a slip of the first."""
    first = first_of(paper)
    began = known if first == paper else {spot.path: spot.text for spot in correctable(first.data)}
    for path, text in changed.items():
        before = began.get(path, known[path])
        if why := no_slip(path, before, text):
            of = "" if before == known[path] else f"最初出具的{first.number}写的是"
            raise NotUnderstood(f"{of}“{before[:SHOWN]}”，不能改成“{text[:SHOWN]}”：{why}。")


def _case_of(paper_id: int) -> int:
    found = IssuedDocument.objects.filter(pk=paper_id).values_list("case", flat=True).first()
    if found is None:
        raise NotFound("没有这份文书，或者它不是一个办件的文书：公示、拨付等文书在各自的办理页面作废。")
    return found
