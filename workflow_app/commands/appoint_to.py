"""任职: somebody sits at a desk from a day on, as who leads the unit says; so that an emptied desk is filled again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account, Desk, Holding
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotUnderstood
from workflow_app.queries.law.leading import may_give, sits_elsewhere


def appoint_to(desk: Desk, account: Account, since: date, *, by: Account, at: datetime) -> Holding:
    """By who leads the unit; where nobody leads it, and for the head's desk, by who leads the unit above; never oneself.

    Raises NotAllowed, NotUnderstood for a day that is over or a person who does not fit, AlreadyDone for who sits there.
    """
    today = localtime(at).date()
    with transaction.atomic():
        stream = held_stream()
        if not may_give(by, desk, today):
            raise NotAllowed("岗位人员由本单位负责人安排；局长岗位、没有负责人的单位，由上级单位负责人安排。")
        if account == by:
            raise NotAllowed("不能安排自己到岗；请另一位负责人或者上级单位负责人办理。")
        _fits(desk, account, since, today)
        row = Holding.objects.create(desk=desk, account=account, since=since)
        body = {"desk": desk.pk, "account": account.pk, "since": since.isoformat()}
        record(stream, "appoint", by=by, at=at, body=body)
        return row


def _fits(desk: Desk, account: Account, since: date, today: date) -> None:
    if since < today:
        raise NotUnderstood("到岗日期不能早于今天，请重新填写。")
    if not account.is_officer or not account.is_active:
        raise NotUnderstood("请选择一位启用账号的工作人员到岗。")
    if sits_elsewhere(account, [desk.unit_id], since):
        raise NotUnderstood(f"{account.name}在其他单位任职，不能到本单位的岗位；请先在原单位办理离岗交接。")
    lasting = Q(until__isnull=True) | Q(until__gte=since)
    there = Holding.objects.filter(lasting, desk=desk, account=account, in_place_of__isnull=True)
    if row := there.order_by("since").first():
        raise AlreadyDone(f"{account.name}从{row.since:%Y年%-m月%-d日}起就在“{desk.title}”，没有重复安排。")
