"""Say how much somebody may draft or release in one batch and on one day: who leads the unit does, never for oneself."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account, Desk, Holding, PaymentLimit
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotUnderstood
from workflow_app.policy.spending import LIMITED, Limit
from workflow_app.policy.standing import Standing
from workflow_app.queries.law.leading import may_give

MOST = 10**13  # fen; what the column holds


def set_limit(desk: Desk, account: Account, limit: Limit, *, by: Account | None, at: datetime) -> PaymentLimit:
    """Append the limit, in fen; 0 in a batch keeps a person from paying. `by` None is the founding of the city, whose limits are
    samples. Raises NotAllowed, NotUnderstood for a desk without limits, a person who does not sit there or sums that do not fit,
    AlreadyDone when it is so."""
    today = localtime(at).date()
    with transaction.atomic():
        stream = held_stream()
        _may(by, desk, account, today)
        _fits(desk, account, limit, today)
        per_batch, per_day = Decimal(yuan_text(limit.per_batch)), Decimal(yuan_text(limit.per_day))
        now = PaymentLimit.objects.filter(unit=desk.unit_id, account=account, role=desk.role).order_by("pk").last()
        if now and (now.per_batch, now.per_day) == (per_batch, per_day) and (by is None or now.by_id):
            raise AlreadyDone(f"{account.name}现在的限额就是每批{now.per_batch}元、每日{now.per_day}元，没有改动。")
        row = PaymentLimit.objects.create(
            unit_id=desk.unit_id,
            account=account,
            role=desk.role,
            per_batch=per_batch,
            per_day=per_day,
            standing="" if by else Standing.SAMPLE.value,
            by=by,
            at=at,
        )
        body = {"limit": row.pk, "desk": desk.pk, "account": account.pk}
        record(stream, "set_limit", by=by, at=at, body=body | {"fen": [limit.per_batch, limit.per_day]})
        return row


def _may(by: Account | None, desk: Desk, account: Account, today: date) -> None:
    if by is None:
        return
    if not may_give(by, desk, today):
        raise NotAllowed("限额由本单位负责人核定；没有负责人的单位，由上级单位负责人核定。")
    if account == by:
        raise NotAllowed("不能核定自己的限额，请由另一位负责人或者上级单位负责人核定。")


def _fits(desk: Desk, account: Account, limit: Limit, today: date) -> None:
    if desk.role not in LIMITED:
        raise NotUnderstood("只有支付编制岗和支付复核岗有限额，请重新选择岗位。")
    lasting = Q(until__isnull=True) | Q(until__gte=today)
    if not Holding.objects.filter(lasting, desk=desk, account=account).exists():
        raise NotUnderstood(f"{account.name}不在“{desk.title}”，请先安排到岗。")
    if not 0 <= limit.per_batch <= limit.per_day < MOST:
        raise NotUnderstood("限额读不懂：每批限额不能小于0，每日限额不能小于每批限额。请重新填写。")
