"""Whoever has a request for funds in hand sends it back to the bureau (财政退回); what it asked for may be asked for anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.duties import DUTY_OF_ROLE, Duty
from workflow_app.commands.commit import commit_all
from workflow_app.commands.held import held_cases, held_chain, held_request
from workflow_app.commands.record import record, record_all
from workflow_app.models import Account, BatchState, FundsRequest
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.scope import desks_of

State = FundsRequest.State
EVERYBODY = ("funds_check", "treasury_check", "batch_draft")
# Who may send a request back while it stands there; once it is back, all of them read who did.
MAY_RETURN: Mapping[str, tuple[str, ...]] = {
    State.SENT: EVERYBODY[:1],
    State.CHECKED: EVERYBODY[:2],
    State.APPROVED: EVERYBODY,
    State.RETURNED: EVERYBODY,
}


def return_funds_request(request_id: int, reason: str, *, by: Account, at: datetime) -> FundsRequest:
    """Send it back with a reason: by the business section, before its check or after it while no batch of it stands; by the treasury
    section once it was checked; by the payment centre once it was approved.

    The cases stay approved and the money reserved; the lines are free for the next request; the letter and the roster
    become void, their numbers and bytes stay. Raises AlreadyDone, NotUnderstood without a reason, NotPossibleNow while
    a batch stands.
    """
    with transaction.atomic():
        request = held_request(request_id)
        duty = _turn(request, by, at)
        _is_time(request)
        if not reason.strip():
            raise NotUnderstood("请写明退回原因，让人社部门知道要改什么，再退回。")
        cases = held_cases(request)
        commit_all(cases, by, duty)
        request.state, request.reason = FundsRequest.State.RETURNED, reason.strip()
        request.returned_by, request.returned_at = by, at
        request.save(update_fields=["state", "reason", "returned_by", "returned_at"])
        request.lines.update(funds_request=None)
        _void_papers(request)
        stream = held_chain(request.stream_id)
        body = {"count": request.count, "total": str(request.total)}
        record(stream, "return_funds_request", by=by, at=at, body=body, personal=request.reason)
        chains = [case.stream_id for case in cases]
        record_all(chains, "return_funds_request", by=by, at=at, body={"request": request.pk})
        return request


def _turn(request: FundsRequest, by: Account, at: datetime) -> Duty:
    """The duty in which the person may send it back now."""
    desks = desks_of(by, localtime(at).date()).filter(unit=request.finance_id)
    held, may = set(desks.values_list("role", flat=True)), MAY_RETURN[request.state]
    role = next((each for each in reversed(may) if each in held), None)  # at several desks: the one whose turn it is
    if role is None:
        raise NotAllowed("退回由现在办理这笔申请的岗位办理，您不在这个岗位上。")
    return DUTY_OF_ROLE[role]


def _is_time(request: FundsRequest) -> None:
    if request.returned_by is not None and request.returned_at is not None:
        when = f"{localtime(request.returned_at):%Y年%-m月%-d日 %H:%M}"
        raise AlreadyDone(f"这笔拨付申请已由{request.returned_by.name}于{when}退回，没有重复退回。")
    standing = request.batches.exclude(state=BatchState.DISCARDED).first()
    if standing is None:
        return
    if standing.state == BatchState.DRAFTED:
        raise NotPossibleNow(f"这笔拨付申请已编制支付批次 {standing.number}。请先作废该批次，再退回申请。")
    raise NotPossibleNow(f"支付批次 {standing.number} 已经放款，这笔拨付申请不能再退回；付不出去的按退汇处理。")


def _void_papers(request: FundsRequest) -> None:
    for paper in request.papers.select_for_update().defer("data"):
        paper.void()
        paper.save(update_fields=["state"])
