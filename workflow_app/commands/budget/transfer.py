"""调剂: money moves between two indicators of one bureau, within one fund and one year."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from workflow_app.commands.budget.held_indicator import a_reason, held_indicator
from workflow_app.commands.held import held_stream
from workflow_app.commands.post import must_post
from workflow_app.commands.record import record
from workflow_app.models import Account, Appropriation, FundsMove, Ledger
from workflow_app.policy.money import a_sum
from workflow_app.policy.refusals import NotPossibleNow


def transfer(
    source: int, target: int, number: str, yuan: Decimal, words: str, *, by: Account, at: datetime
) -> FundsMove:
    """Move so many yuan that nobody set aside from one indicator to another. `number` is the document that allows it.

    Raises NotFound, NotAllowed, BudgetExhausted, NotUnderstood, NotPossibleNow between funds, years, or off direct-transfer money
    (what came as 直达资金 stays it all the way).
    """
    with transaction.atomic():
        rows = {
            key: held_indicator(key, by, at) for key in sorted({source, target})
        }  # one order of locks for everybody
        _may_go(rows[source], rows[target])
        a_sum(yuan)
        kind = FundsMove.Kind.TRANSFER
        move = FundsMove.objects.create(kind=kind, number=number, words=a_reason(words), amount=yuan, by=by, at=at)
        must_post(rows[source], Ledger.AVAILABLE, Ledger.PASSED_ON, yuan, move=move, at=at)
        must_post(rows[target], Ledger.GRANTED, Ledger.AVAILABLE, yuan, move=move, at=at)
        body = {"from": rows[source].indicator, "to": rows[target].indicator, "yuan": str(yuan), "move": move.pk}
        record(held_stream(), "transfer_funds", by=by, at=at, body=body, personal=move.words)
        return move


def _may_go(source: Appropriation, target: Appropriation) -> None:
    if source.pk == target.pk:
        raise NotPossibleNow("调出和调入是同一个指标，请重新选择。")
    if source.unit_id != target.unit_id:
        raise NotPossibleNow("只能在本单位的指标之间调剂；下达给下级财政部门请用“分配下达”。")
    if source.fund != target.fund:
        raise NotPossibleNow(f"“{source.fund}”和“{target.fund}”是两项资金，不能互相调剂。")
    if source.year != target.year:
        raise NotPossibleNow("两个指标不是同一年度的，不能调剂；年终请用“结转”。")
    if source.direct != target.direct:
        raise NotPossibleNow("直达资金的标识要贯穿始终，不能与非直达资金互相调剂。")
