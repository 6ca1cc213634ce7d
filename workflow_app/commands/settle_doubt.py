"""Settle a doubt: pay in spite of it, or stop the payment."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.approval.duties import DUTY_OF_ROLE, EXAMINERS
from workflow_app.commands.commit import commit_to
from workflow_app.commands.record import record
from workflow_app.commands.stop_payment import stop_payment
from workflow_app.flow import door
from workflow_app.models import Account, Case, PaymentDoubt
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotUnderstood
from workflow_app.queries.scope import desks_of

Outcome = PaymentDoubt.Outcome


def settle_doubt(doubt_id: int, outcome: str, words: str, *, by: Account, at: datetime) -> PaymentDoubt:
    """Say whether a doubted claim is to be paid all the same, with the reason and what it rests on.

    By a handler or reviewer of the deciding unit. Raises NotFound, NotAllowed, SeparationOfDuties, AlreadyDone saying who and
    when, NotUnderstood without a reason or an outcome.
    """
    case_id = PaymentDoubt.objects.filter(pk=doubt_id).values_list("claim__case", flat=True).first()
    if case_id is None:
        raise NotFound("没有这条待核实的情况，请刷新页面。")
    with door.held(case_id) as case:
        doubt = PaymentDoubt.objects.select_related("claim", "settled_by").get(pk=doubt_id)
        _may_settle(case, by, at)
        _is_open(doubt)
        if outcome not in Outcome.values:
            raise NotUnderstood("请选择仍应支付还是停止支付。")
        if not words.strip():
            raise NotUnderstood("请写明理由：核实了什么、依据哪份材料。")
        doubt.outcome, doubt.words, doubt.settled_by, doubt.settled_at = outcome, words.strip(), by, at
        doubt.save(update_fields=["outcome", "words", "settled_by", "settled_at"])
        body = {"doubt": doubt.pk, "claim": doubt.claim.ordinal, "outcome": outcome}
        record(case.stream, "settle_doubt", by=by, at=at, body=body, personal=doubt.words)
        if outcome == Outcome.STOP:
            stop_payment(case, doubt, by=by, at=at)
        return doubt


def _may_settle(case: Case, by: Account, at: datetime) -> None:
    desk = desks_of(by, localtime(at).date()).filter(unit=case.unit, role__in=EXAMINERS).order_by("pk").first()
    if desk is None:
        raise NotAllowed("支付前的疑点由承办单位的经办或复核人员核实处理，您不在这些岗位上。")
    commit_to(case, by, DUTY_OF_ROLE[desk.role], desk)


def _is_open(doubt: PaymentDoubt) -> None:
    if doubt.settled_by is not None and doubt.settled_at is not None:
        when = f"{localtime(doubt.settled_at):%Y年%-m月%-d日 %H:%M}"
        raise AlreadyDone(f"这条疑点已由{doubt.settled_by.name}于{when}处理为“{doubt.get_outcome_display()}”。")
