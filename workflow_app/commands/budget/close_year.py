"""年终关账: what an indicator has left is carried into the next year or given up; what is set aside always goes on to its claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.budget.appropriate import Indicator, is_new, opened, what_it_is
from workflow_app.commands.budget.held_indicator import a_reason, held_indicator
from workflow_app.commands.held import held_stream, hold_requests_of
from workflow_app.commands.post import Line, must_post, post_lines
from workflow_app.commands.record import record
from workflow_app.commands.reserve import standing
from workflow_app.models import Account, Appropriation, Claim, FundsMove, FundsRequest, Ledger, PaymentLine
from workflow_app.models.payment import ON_ITS_WAY
from workflow_app.policy.refusals import NotPossibleNow


def close_year(
    key: int, number: str, keep: bool, words: str, *, by: Account, at: datetime
) -> tuple[Appropriation, Appropriation | None]:
    """Close an indicator whose year is over: (it, its successor under `number`). What is set aside for determined claims is carried
    with them; what nobody set aside is carried too if `keep`, else it lapses. Without anything to carry there is no successor.

    Raises NotFound, NotAllowed, AlreadyDone for a number that is taken, NotUnderstood, NotPossibleNow before the last day of the
    year, while money is frozen, or while a batch that pays from it is in hand.
    """
    with transaction.atomic():
        requests = hold_requests_of(key)  # before the indicator, as everybody who approves or pays one
        row = held_indicator(key, by, at)
        _is_time(row, localtime(at).date())
        _nothing_is_on_its_way(row)
        words, left = a_reason(words), row.available
        claims = list(Claim.objects.filter(postings__appropriation=row).distinct().order_by("pk"))
        owed = standing(claims).get(row.pk, [])
        carried = sum((yuan for _, yuan in owed), Decimal(0)) + (left if keep else 0)
        heir = _carried_on(row, number, carried, left if keep else Decimal(0), owed, words, by, at) if carried else None
        if heir:
            _take_along(owed, row, heir, requests)
        if left and not keep:
            move = FundsMove.objects.create(kind=FundsMove.Kind.LAPSE, words=words, amount=left, by=by, at=at)
            must_post(row, Ledger.AVAILABLE, Ledger.LAPSED, left, move=move, at=at)
        row.refresh_from_db()
        row.closed_on = localtime(at).date()
        row.save(update_fields=["closed_on"])
        body: dict[str, Any] = {"indicator": row.indicator, "carried": str(carried), "lapsed": str(row.lapsed)}
        body |= {"to": heir.indicator, "is": what_it_is(heir)} if heir else {}
        record(held_stream(), "close_year", by=by, at=at, body=body, personal=words)
        return row, heir


def _carried_on(
    row: Appropriation,
    number: str,
    carried: Decimal,
    free: Decimal,
    owed: Sequence[Line],
    words: str,
    by: Account,
    at: datetime,
) -> Appropriation:
    is_new(number)
    kind = FundsMove.Kind.CARRY
    move = FundsMove.objects.create(kind=kind, number=number, words=words, amount=carried, by=by, at=at)
    if free:
        must_post(row, Ledger.AVAILABLE, Ledger.PASSED_ON, free, move=move, at=at)
    if owed:
        post_lines(row.pk, Ledger.RESERVED, Ledger.PASSED_ON, owed, move=move, at=at)
    same = ("region", "item", "fund", "tier", "functional_class", "government_class", "department_class", "direct")
    like = {name: getattr(row, name) for name in same}
    heir = opened(Indicator(number=number, year=row.year + 1, yuan=carried, **like), row.unit, move, at)
    if owed:
        post_lines(heir.pk, Ledger.AVAILABLE, Ledger.RESERVED, owed, move=move, at=at)
    heir.refresh_from_db()
    return heir


def _take_along(owed: Sequence[Line], row: Appropriation, heir: Appropriation, held: set[int]) -> None:
    """The requests for what is carried name its new indicator."""
    asked = FundsRequest.objects.filter(appropriation=row, lines__claim__in=[claim for claim, _ in owed])
    keys = set(asked.values_list("pk", flat=True))
    if not keys <= held:
        raise NotPossibleNow(f"刚刚有新的拨付申请用到指标 {row.indicator}，没有关账。请刷新页面，再办理一次。")
    FundsRequest.objects.filter(pk__in=keys).update(appropriation=heir)


def _is_time(row: Appropriation, today: date) -> None:
    if today < date(row.year, 12, 31):
        raise NotPossibleNow(f"{row.year}年度还没有结束，12月31日起才能关账；年度中要停用的指标请冻结。")
    if row.frozen:
        raise NotPossibleNow(f"指标 {row.indicator} 还冻结着 {row.frozen:,.2f} 元，请先解冻，再决定结转还是收回。")


def _nothing_is_on_its_way(row: Appropriation) -> None:
    lines = PaymentLine.objects.filter(claim__postings__appropriation=row, state__in=ON_ITS_WAY)
    if numbers := sorted(set(lines.values_list("batch__number", flat=True)))[:5]:
        raise NotPossibleNow(
            f"批次 {'、'.join(numbers)} 正从这个指标支付，还没有结清；请等银行回单入账，或者作废未放款的批次，再关账。"
        )
