"""Ask that a service which was recorded by mistake be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workflow_app.commands.record import record
from workflow_app.commands.serving.chosen import serves
from workflow_app.flow import door
from workflow_app.models import Account, Case, Service, TakingBack, TakingBackState
from workflow_app.policy.refusals import AlreadyDone, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.recorded_services import recorded_together, said_of
from workflow_app.queries.law.resting_on_service import why_it_stays


def ask_taking_back(service_id: int, reason: str, *, by: Account, at: datetime) -> TakingBack:
    """By an officer who may serve these papers. It stands until another person has decided.

    Raises NotFound, NotAllowed, SeparationOfDuties, NotPossibleNow for an electronic service and where later acts lean on it, AlreadyDone
    once it is taken back or while that is asked for, NotUnderstood without a reason.
    """
    with door.held(case_of(service_id)) as case:
        rows = recorded_together(Service.objects.select_related("paper").get(pk=service_id))
        serves(case, [row.paper for row in rows], by=by, at=at)
        can_be_taken_back(case, rows)
        if TakingBack.objects.filter(service=rows[0], state=TakingBackState.ASKED).exists():
            raise AlreadyDone("这次送达登记的注销已经提出，正在等负责人确认。")
        if not reason.strip():
            raise NotUnderstood("请写明登记错在哪里，例如登错了办件、日期抄错、文书其实没有交到。")
        row = TakingBack.objects.create(service=rows[0], reason=reason.strip(), asked_by=by, asked_at=at)
        body = {"taking_back": row.pk, "state": rows[0].state, **said_of(rows)}
        record(case.stream, "ask_taking_back", by=by, at=at, body=body, personal=row.reason)
        return row


def can_be_taken_back(case: Case, rows: Sequence[Service]) -> None:
    """Asked when it is proposed and once more when it is confirmed."""
    if done := TakingBack.objects.filter(service=rows[0], state=TakingBackState.APPROVED).first():
        assert done.decided_by is not None, "a constraint"
        raise AlreadyDone(f"这次送达的登记已由{done.decided_by.name}确认注销，没有重复办理。")
    if why := why_it_stays(case, rows):
        raise NotPossibleNow(why)


def case_of(service_id: int) -> int:
    """NotFound for no service of a case's paper."""
    found = Service.objects.filter(pk=service_id).values_list("paper__case", flat=True).first()
    if found is None:
        raise NotFound("没有这次送达的登记，请刷新页面。")
    return found
