"""What a request takes of the plan: never more than was approved to the month, whoever asks at the same instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from workflow_app.commands.treasury.held_plan import held_indicators
from workflow_app.policy.refusals import BudgetExhausted, NotPossibleNow
from workflow_app.policy.spending_plan import ZERO, why_not
from workflow_app.queries.finance.spending import rooms


def keep_to_plan(asked: Mapping[int, Decimal], on: date) -> None:
    """`asked` is {indicator: yuan more than stands in requests already}. The indicators stay held until the caller's transaction ends:
    who asks next counts these lines. Raises BudgetExhausted saying what is planned, taken and missing, NotPossibleNow where an
    indicator was closed meanwhile."""
    rows = held_indicators(asked)
    found = rooms(rows, on)
    for row in rows:
        if row.closed_on is not None and asked.get(row.pk, ZERO):
            raise NotPossibleNow(f"指标 {row.indicator} 刚刚年终关账，它的资金已经结转。请刷新页面，再办理一次。")
        if why := why_not(row.indicator, found[row.pk], asked.get(row.pk, ZERO)):
            raise BudgetExhausted(why)
