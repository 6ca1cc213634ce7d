"""Confirm that a service was recorded by mistake, or let it stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.commands.serving.ask_taking_back import can_be_taken_back
from workflow_app.commands.serving.days_from_service import run_anew
from workflow_app.flow import door
from workflow_app.models import Account, Case, PaperState, Service, TakingBack, TakingBackState
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.changed_since import changed_since
from workflow_app.queries.law.recorded_services import recorded_together, said_of
from workflow_app.queries.law.waited_for import decides_on_papers


def decide_taking_back(taking_back_id: int, approved: bool, answer: str, *, by: Account, at: datetime) -> TakingBack:
    """By who heads the organ that issued the papers and neither asked for it nor recorded the service. Approved, everything that act
    recorded is taken back, its proof is void, the papers wait to be served, and days that run from service begin with the next one.

    Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone once it is decided, NotPossibleNow where acts lean on it meanwhile or it was settled since,
    NotUnderstood for a refusal without words.
    """
    with door.held(_case_of(taking_back_id)) as case:
        row = TakingBack.objects.select_related("service__paper", "decided_by").get(pk=taking_back_id)
        rows = recorded_together(row.service)
        _may_decide(case, row, rows, by, at)
        if not approved and not answer.strip():
            raise NotUnderstood("不予注销的须写明理由。")
        body: dict[str, Any] = {"taking_back": row.pk, "approved": approved, **said_of(rows)}
        if approved:
            can_be_taken_back(case, rows)
            if why := changed_since(case, row, rows[0]):
                raise NotPossibleNow(why)
            body |= _taken_back(case, rows)
        row.answer, row.decided_by, row.decided_at = answer.strip(), by, at
        (row.approve if approved else row.refuse)()
        row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
        record(case.stream, "decide_taking_back", by=by, at=at, body=body, personal=row.answer)
        if approved:
            archive_when_ready(case, at=at, occasion=f"taking back {row.pk}")
        return row


def _taken_back(case: Case, rows: Sequence[Service]) -> dict[str, Any]:
    """What the act says of it: the proof that is void, the limits that run anew. A file that was shut is opened."""
    said: dict[str, Any] = {}
    for service in rows:
        service.take_back()
        service.save(update_fields=["state"])
        for key, each in run_anew(case, service.paper).items():
            said.setdefault(key, []).extend({**limit, "paper": service.paper.number} for limit in each)
    proof = rows[0].proof
    if proof is not None and proof.state != PaperState.VOID:
        proof.void()
        proof.save(update_fields=["state"])
        said["proof"] = proof.number
    if case.archived_on is not None:
        case.archived_on = None
        case.save(update_fields=["archived_on"])
    return said


def _may_decide(case: Case, row: TakingBack, rows: Sequence[Service], by: Account, at: datetime) -> None:
    if not decides_on_papers(case, rows[0].paper.unit_id, by, localtime(at).date()):
        raise NotAllowed("送达登记的注销由出具机关的局长或者分管副局长确认，您不在这些岗位上。")
    is_kept_away(case, by)
    if row.asked_by_id == by.pk:
        raise NotAllowed("注销是您提出的，不能由您确认；请另一位负责人确认。")
    if by.pk in {person for each in rows for person in (each.by_id, each.with_whom_id, each.settled_by_id)}:
        raise NotAllowed("这次送达是您登记或者办理的，注销不能由您确认；请另一位负责人确认。")
    if row.state != TakingBackState.ASKED:
        who = row.decided_by.name if row.decided_by else ""
        raise AlreadyDone(f"这次注销已由{who}办理：{row.get_state_display()}。")


def _case_of(taking_back_id: int) -> int:
    found = TakingBack.objects.filter(pk=taking_back_id).values_list("service__paper__case", flat=True).first()
    if found is None:
        raise NotFound("没有这次注销，请刷新页面。")
    return found
