"""The treasury's answers, read back from its own system: to plans, and to requests for payment."""

from __future__ import annotations

from datetime import datetime

from forms.rows import Row
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.treasury.approve_plan import approved_plan
from workflow_app.commands.treasury.return_plan import returned_plan
from workflow_app.commands.treasury.tables.outcome import DONE, SAME, UNMATCHED, Differs, Told, in_yuan, must_be
from workflow_app.commands.treasury.tables.take_plans import same_plan
from workflow_app.models import FundsRequest, PlanState
from workflow_app.queries.finance.tables import letters, plans_of_treasury
from workflow_app.queries.workplace import Workplace

NO_ANSWER = "没有填写答复，没有处理。"
RETURNED = "returned"


def answer_plan(row: Row, place: Workplace, at: datetime) -> Told:
    """Approve or return the plan of that number, once. Raises Differs where it says otherwise than the plan, and what the commands
    refuse."""
    found = plans_of_treasury(place).filter(number=row["number"], appropriation__indicator=row["indicator"])
    plan = found.first()
    if plan is None:
        return UNMATCHED, f"没有编号是 {row['number']}、指标文号是 {row['indicator']} 的用款计划，没有处理。", None
    same_plan(row, plan)
    if not row["answer"]:
        return SAME, NO_ANSWER, None
    if plan.state in (PlanState.APPROVED, PlanState.RETURNED):
        _same_answer(row["answer"], plan.state, plan.get_state_display())
        must_be("批复文号", row["paper"] or plan.answer, plan.answer, f"文号“{plan.answer}”")
        return SAME, f"已经是“{plan.get_state_display()}”，没有变化。", None
    if row["answer"] == RETURNED:
        _, said = returned_plan(plan.pk, _reason(row), by=place.account, at=at)
        return DONE, "已退回用款单位。", said
    _, said = approved_plan(plan.pk, row["paper"] or "", by=place.account, at=at)
    return DONE, "已批复。", said


def answer_payment(row: Row, place: Workplace, at: datetime) -> Told:
    """Approve or return the request whose letter has that number, once. Raises the same."""
    letter = letters(place).filter(number=row["letter"]).first()
    request = letter.funds_request if letter else None
    if request is None:
        return UNMATCHED, f"没有申请函文号是 {row['letter']} 的支付申请，没有处理。", None
    indicator = request.appropriation.indicator
    must_be("指标文号", row["indicator"], indicator, f"文号 {indicator} ")
    must_be("总额（元）", in_yuan(row["yuan"]), request.total, f"总额 {request.total:,.2f} 元")
    if not row["answer"]:
        return SAME, NO_ANSWER, None
    if request.state in (FundsRequest.State.APPROVED, FundsRequest.State.RETURNED):
        _same_answer(row["answer"], request.state, request.get_state_display())
        return SAME, f"已经是“{request.get_state_display()}”，没有变化。", None
    if row["answer"] == RETURNED:
        return_funds_request(request.pk, _reason(row), by=place.account, at=at)
        return DONE, "已退回申请单位。", None
    approve_payment(request.pk, row["reason"] or "", by=place.account, at=at)
    return DONE, "已审核同意支付。", None


def _same_answer(said: str, state: str, shown: str) -> None:
    if said != state:
        raise Differs(
            "答复", f"系统里已经是“{shown}”，与表格的答复不一致，没有处理。请核对；已经答复的不能从表格修改。"
        )


def _reason(row: Row) -> str:
    return str(row["reason"] or "")
