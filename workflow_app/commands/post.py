"""The one door of the ledger: a posting and the counters of its indicator move together, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import F, QuerySet

from workflow_app.models import Appropriation, Claim, FundsMove, Ledger, Posting
from workflow_app.models.money import AVAILABLE, COUNTER, to_the_fen
from workflow_app.policy.refusals import BudgetExhausted, NotPossibleNow

Line = tuple[Claim | None, Decimal]  # for which claim, how many yuan


def post(
    indicator: int,
    source: Ledger,
    target: Ledger,
    lines: Sequence[Line],
    *,
    move: FundsMove | None = None,
    at: datetime,
) -> bool:
    """Move the lines' sum from one account of an indicator to another, one posting a line; False where the source has less than
    that, and then nothing moved. Two statements, whatever the lines."""
    total = sum((amount for _, amount in lines), Decimal(0))
    changed = {COUNTER[source]: to_the_fen(F(COUNTER[source]) - total)} if source in COUNTER else {}
    changed |= {COUNTER[target]: to_the_fen(F(COUNTER[target]) + total)} if target in COUNTER else {}
    changed |= {"appropriated": to_the_fen(F("appropriated") + total)} if source == Ledger.GRANTED else {}
    if not _with(source, target, indicator, total).update(**changed):
        return False
    Posting.objects.bulk_create(
        (
            Posting(
                appropriation_id=indicator, claim=claim, move=move, source=source, target=target, amount=amount, at=at
            )
            for claim, amount in lines
        ),
        batch_size=500,
    )
    return True


def post_lines(
    indicator: int,
    source: Ledger,
    target: Ledger,
    lines: Sequence[Line],
    *,
    move: FundsMove | None = None,
    at: datetime,
) -> None:
    """The same for money that was read to stand there. Raises NotPossibleNow where somebody moved it, or closed the year, meanwhile."""
    if not post(indicator, source, target, lines, move=move, at=at):
        raise NotPossibleNow("这些资金所在的指标刚刚变动或者关账，本次没有入账。请刷新页面，再办理一次。")


def must_post(
    row: Appropriation,
    source: Ledger,
    target: Ledger,
    amount: Decimal,
    *,
    move: FundsMove,
    at: datetime,
) -> None:
    """The same for a move of the indicator itself. Raises BudgetExhausted with what stands on the source."""
    if not post(row.pk, source, target, [(None, amount)], move=move, at=at):
        row.refresh_from_db()
        left = row.available if source == Ledger.AVAILABLE else getattr(row, COUNTER[source])
        raise BudgetExhausted(
            f"指标 {row.indicator} 的{source.label}余额是 {left:,.2f} 元，不够 {amount:,.2f} 元。请核对金额后重新填写。"
        )


def _with(source: Ledger, target: Ledger, indicator: int, total: Decimal) -> QuerySet[Appropriation]:
    """The indicator, if its account carries the sum. A closed one moves no more, but what it paid may still come back."""
    row = Appropriation.objects.filter(pk=indicator)
    row = row if target == Ledger.RETURNED else row.filter(closed_on=None)
    if source == Ledger.AVAILABLE:
        return row.annotate(room=AVAILABLE).filter(room__gte=total)
    return row.filter(**{f"{COUNTER[source]}__gte": total}) if source in COUNTER else row
