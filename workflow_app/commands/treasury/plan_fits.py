"""Whether a row fits beside the plans there are: never more than the indicator can pay, never less than what was requested."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from workflow_app.models import Appropriation
from workflow_app.policy.refusals import BudgetExhausted, NotPossibleNow
from workflow_app.policy.spending_plan import ZERO
from workflow_app.queries.finance.spending import by_month, rooms, spendable, under_way


def plan_fits(row: Appropriation, month: int, yuan: Decimal, on: date, *, waiting: bool) -> None:
    """Ask it of an indicator that is held. `waiting` counts what others drafted too, so that a drafter is told at once.

    Raises BudgetExhausted above the indicator, NotPossibleNow where a month or what was requested would fall below nothing.
    """
    if row.closed_on is not None:
        raise NotPossibleNow(f"指标 {row.indicator} 已于{row.closed_on:%Y年%-m月%-d日}年终关账，不能再安排用款计划。")
    planned = {month_: total for (_, month_), total in by_month([row.pk]).items()}
    open_ones = under_way(row.pk) if waiting else {}
    if yuan > 0:
        _within_the_indicator(row, sum((*planned.values(), *open_ones.values()), ZERO), yuan)
        return
    less = min(open_ones.get(month, ZERO), ZERO)
    if planned.get(month, ZERO) + less + yuan < 0:
        raise NotPossibleNow(
            f"{month}月已批复 {planned.get(month, ZERO):,.2f} 元，不能调减 {-yuan:,.2f} 元。请核对月份和金额。"
        )
    room = rooms([row], on)[row.pk]
    if month <= room.month and room.left + yuan < 0:
        raise NotPossibleNow(
            f"到{room.month}月止已批复 {room.planned:,.2f} 元，其中 {room.taken:,.2f} 元已经申请拨付，"
            f"最多还能调减 {max(room.left, ZERO):,.2f} 元。请核对金额。"
        )


def _within_the_indicator(row: Appropriation, planned: Decimal, yuan: Decimal) -> None:
    room = spendable(row) - planned
    if yuan > room:
        raise BudgetExhausted(
            f"指标 {row.indicator} 可以安排 {spendable(row):,.2f} 元，已编报和批复 {planned:,.2f} 元，"
            f"还能安排 {max(room, ZERO):,.2f} 元，不够 {yuan:,.2f} 元。请核对金额。"
        )
