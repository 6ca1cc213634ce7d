"""The business section of finance checks a request: indicator, papers, total; the treasury section comes next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localtime

from workflow_app.approval.duties import Duty
from workflow_app.commands.check_before_payment import check_later
from workflow_app.commands.commit import commit_all
from workflow_app.commands.held import held_cases, held_chain, held_request
from workflow_app.commands.record import record
from workflow_app.models import Account, FundsRequest, PaperState
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.set_aside import set_aside
from workflow_app.queries.scope import acting_desk

State = FundsRequest.State


POINTS = ("indicator", "papers", "total")  # what a checker must have looked at


def check_funds(request_id: int, words: str, *, looked_at: Collection[str], by: Account, at: datetime) -> FundsRequest:
    """Confirm that indicator, papers and total are in order; `looked_at` is what the checker says they compared.

    Raises NotUnderstood when a point was left out, NotPossibleNow naming what does not agree or is not made yet.
    """
    with transaction.atomic():
        request = held_request(request_id)
        acting_desk(by, "funds_check", request.finance_id, localtime(at).date())
        if request.state != State.SENT:
            raise AlreadyDone(_already(request))
        if not set(POINTS) <= set(looked_at):
            raise NotUnderstood("请逐项核对并勾选指标、资料、总额，全部核对后再提交审核。")
        _lies_before_them(request)
        _agrees(request)
        cases = held_cases(request)
        commit_all(cases, by, Duty.CHECK_FUNDS)
        request.state, request.checked_by, request.checked_at, request.words = State.CHECKED, by, at, words
        request.save(update_fields=["state", "checked_by", "checked_at", "words"])
        stream = held_chain(request.stream_id)
        body = {"total": str(request.total), "looked_at": list(POINTS)}
        record(stream, "check_funds", by=by, at=at, body=body, personal=words)
        check_later(cases, at=at, occasion=f"check {request.pk}")
        return request


def _already(request: FundsRequest) -> str:
    if request.state == State.RETURNED and request.returned_by is not None:
        when = f"{localtime(request.returned_at):%Y年%-m月%-d日 %H:%M}"
        return f"这笔拨付申请已由{request.returned_by.name}于{when}退回人社部门，不能再审核。"
    if request.checked_by is None or request.checked_at is None:
        return f"这笔拨付申请现在是“{request.get_state_display()}”，不能审核。"
    when = f"{localtime(request.checked_at):%Y年%-m月%-d日 %H:%M}"
    return f"这笔拨付申请已由{request.checked_by.name}于{when}审核，没有重复审核。"


def _lies_before_them(request: FundsRequest) -> None:
    """Nobody has looked at a letter or a roster that has no bytes yet."""
    unmade = request.papers.filter(state__in=(PaperState.NUMBERED, PaperState.PARKED)).values_list("title", flat=True)
    if unmade:
        raise NotPossibleNow(f"{'、'.join(unmade)}还没有制作完成，请稍候刷新；一直没有完成的，请联系系统管理员。")


def _agrees(request: FundsRequest) -> None:
    lines = request.lines.all()
    on_notice = lines.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    claimed = lines.aggregate(total=Sum("claim__amount"))["total"] or Decimal(0)
    reserved = set_aside(lines.values("claim"))
    sums = {"公示": on_notice, "核定": claimed, "指标预留": reserved, "申请": request.total}
    if len(set(sums.values())) > 1:
        said = "，".join(f"{name}{total:,.2f}元" for name, total in sums.items())
        raise NotPossibleNow(f"金额不一致：{said}。请退回人社部门核对后再审核。")
