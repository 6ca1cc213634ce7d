"""The treasury section approves a payment the business section checked; the payment centre builds the batch next."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.commit import commit_all
from workflow_app.commands.held import held_cases, held_chain, held_request
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.treasury.held_plan import TREASURY
from workflow_app.commands.treasury.keep_to_plan import keep_to_plan
from workflow_app.models import Account, FundsRequest
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow
from workflow_app.policy.spending_plan import ZERO
from workflow_app.queries.finance.set_aside import indicators_of
from workflow_app.queries.papers.treasury import payment_order
from workflow_app.queries.scope import acting_desk

State = FundsRequest.State
ORDER = PaperKind(
    "payment_order", "国库集中支付申请书", "case_paper", "支申", "papers/payment_order.html", internal=True
)


def approve_payment(request_id: int, words: str = "", *, by: Account, at: datetime) -> FundsRequest:
    """Approve the payment within the plan of its indicators. Raises NotFound, NotAllowed, SeparationOfDuties for who checked it,
    AlreadyDone, NotPossibleNow before the check, BudgetExhausted where the plan does not carry what was requested."""
    with transaction.atomic():
        request = held_request(request_id)
        acting_desk(by, TREASURY, request.finance_id, localtime(at).date())
        _is_time(request)
        cases = held_cases(request)
        commit_all(cases, by, Duty.APPROVE_PAYMENT)
        stream = held_chain(request.stream_id)
        sources = indicators_of(request.lines.values("claim")).filter(closed_on=None)
        keep_to_plan(dict.fromkeys(sources.values_list("pk", flat=True), ZERO), localtime(at).date())
        request.state, request.approved_by, request.approved_at = State.APPROVED, by, at
        request.approval_words = words.strip()
        request.save(update_fields=["state", "approved_by", "approved_at", "approval_words"])
        body = {"count": request.count, "total": str(request.total)}
        issue(
            ORDER.kind,
            paper=ORDER,
            notice=request.notice,
            funds_request=request,
            unit=request.finance,
            data=payment_order(request, at),
            at=at,
        )
        record(stream, "approve_payment", by=by, at=at, body=body, personal=request.approval_words)
        return request


def _is_time(request: FundsRequest) -> None:
    if request.state == State.CHECKED:
        return
    if request.state == State.APPROVED and request.approved_by is not None:
        when = f"{localtime(request.approved_at):%Y年%-m月%-d日 %H:%M}"
        raise AlreadyDone(f"这笔拨付申请已由{request.approved_by.name}于{when}审核，没有重复审核。")
    if request.state == State.RETURNED:
        raise NotPossibleNow("这笔拨付申请已退回人社部门，不能再审核。")
    raise NotPossibleNow("这笔拨付申请还没有通过业务科室审核，国库科还不能审核。")
