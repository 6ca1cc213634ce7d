"""Approve that a paper is voided and replaced, or let it stand."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.issue import issue
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.commands.replacing.ask_replacement import can_be_replaced
from workflow_app.flow import door
from workflow_app.models import Account, Case, IssuedDocument, Replacement, ReplacementGround, ReplacementState
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotUnderstood
from workflow_app.queries.law.waited_for import decides_on_papers
from workflow_app.queries.papers.corrected import replacing


def decide_replacement(replacement_id: int, approved: bool, answer: str, *, by: Account, at: datetime) -> Replacement:
    """By who heads the organ that issued the paper and did not ask for it. Approved, the paper is void, number and bytes stay, and
    another under its own number takes its place, served like the first; one that was issued twice is only voided.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone once it is decided or the paper is void, NotUnderstood for a refusal
    without words, CannotPrint.
    """
    with door.held(_case_of(replacement_id)) as case:
        row = Replacement.objects.select_related("paper__unit", "decided_by", "asked_by").get(pk=replacement_id)
        _may_decide(case, row, by, at)
        if not approved and not answer.strip():
            raise NotUnderstood("不批准的须写明理由。")
        row.answer, row.decided_by, row.decided_at = answer.strip(), by, at
        (row.approve if approved else row.refuse)()
        row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
        body = {"replacement": row.pk, "paper": row.paper.number, "approved": approved}
        if approved:
            can_be_replaced(case, row.paper, row.ground)
            other = _take_out_of_force(case, row, at)
            body["by"] = other.number if other else ""
        record(case.stream, "decide_replacement", by=by, at=at, body=body, personal=row.answer)
        if approved:
            archive_when_ready(case, at=at, occasion=f"replacement {row.pk}")
        return row


def _take_out_of_force(case: Case, row: Replacement, at: datetime) -> IssuedDocument | None:
    """The file that was shut is opened for what comes into it."""
    paper, other = row.paper, None
    if row.ground != ReplacementGround.DOUBLE:
        kind = PaperKind(paper.kind, paper.title, paper.family, paper.series, paper.sheet, paper.internal)  # type: ignore[arg-type]
        other = issue(
            paper.kind, paper=kind, case=case, data=replacing(case, paper, row.words, at), at=at, unit=paper.unit
        )
    paper.void()
    paper.replaced_by = other
    paper.save(update_fields=["state", "replaced_by"])
    if case.archived_on is not None:
        case.archived_on = None
        case.save(update_fields=["archived_on"])
    return other


def _may_decide(case: Case, row: Replacement, by: Account, at: datetime) -> None:
    if not decides_on_papers(case, row.paper.unit_id, by, localtime(at).date()):
        raise NotAllowed("文书的作废和补发由出具机关的局长或者分管副局长审批，您不在这些岗位上。")
    is_kept_away(case, by)
    if row.asked_by_id == by.pk:
        raise NotAllowed("这份文书的作废和补发是您提出的，不能由您审批；请另一位负责人审批。")
    if row.state != ReplacementState.ASKED:
        who = row.decided_by.name if row.decided_by else ""
        raise AlreadyDone(f"这份文书的作废和补发已由{who}审批：{row.get_state_display()}。")


def _case_of(replacement_id: int) -> int:
    found = Replacement.objects.filter(pk=replacement_id).values_list("paper__case", flat=True).first()
    if found is None:
        raise NotFound("没有这次作废和补发，请刷新页面。")
    return found
