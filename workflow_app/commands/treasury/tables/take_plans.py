"""A row of a unit's table of plans becomes a draft, once."""

from __future__ import annotations

from datetime import datetime

from forms.rows import Row
from workflow_app.commands.treasury.draft_plan import drafted_plan
from workflow_app.commands.treasury.tables.outcome import DONE, SAME, UNMATCHED, Told, in_yuan, must_be
from workflow_app.models import SpendingPlan
from workflow_app.queries.finance.plans import indicators_with_plans
from workflow_app.queries.finance.tables import own_plans
from workflow_app.queries.workplace import Workplace


def take_plan(row: Row, place: Workplace, at: datetime) -> Told:
    """Draft it. Raises Differs where its number stands for something else, and what `draft_plan` refuses."""
    known = own_plans(place).filter(number=row["number"]).first()
    if known is not None:
        same_plan(row, known)
        must_be("说明", row["words"] or "", known.words, f"说明“{known.words}”")
        return SAME, f"已经编报过，现在是“{known.get_state_display()}”，没有变化。", None
    indicator = indicators_with_plans(place).filter(indicator=row["indicator"]).first()
    if indicator is None:
        return UNMATCHED, f"没有文号是 {row['indicator']} 的指标，没有编报。", None
    words, number, by = row["words"] or "", row["number"], place.account
    _, said = drafted_plan(indicator.pk, row["month"], in_yuan(row["yuan"]), words, number=number, by=by, at=at)
    return DONE, "已编报，等财政业务科室审核。", said


def same_plan(row: Row, plan: SpendingPlan) -> None:
    """Raises Differs where indicator, month or sum are not those of the plan."""
    indicator = plan.appropriation.indicator
    must_be("指标文号", row["indicator"], indicator, f"文号 {indicator} ")
    must_be("月份", row["month"], plan.month, f"{plan.month}月")
    must_be("金额（元）", in_yuan(row["yuan"]), plan.amount, f"金额 {plan.amount:,.2f} 元")
