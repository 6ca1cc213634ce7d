"""A unit's finance section plans so much of an indicator for a month (用款计划), or moves what was planned."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.number import next_number
from workflow_app.commands.record import Said, record_each
from workflow_app.commands.treasury.held_plan import held_indicators
from workflow_app.commands.treasury.plan_fits import plan_fits
from workflow_app.models import Account, Appropriation, PlanState, SpendingPlan, Unit
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.policy.spending_plan import MONTHS
from workflow_app.queries.scope import desks_of
from workflow_app.tables.cell import as_a_cell

SERIES, MARK = "用款计划", "JH"
LONGEST_NUMBER = 30
DESK = "bureau_finance"


def draft_plan(
    key: int, month: int, yuan: Decimal, words: str = "", *, number: str = "", by: Account, at: datetime
) -> SpendingPlan:
    """Append so many yuan for a month of the indicator's year, this one or later; a month that has a plan is moved, also down, with a
    reason. `number` is the unit's own, one of the house's where none is given. By the unit's finance section.

    Raises NotFound, NotAllowed, NotUnderstood, AlreadyDone for a number that is taken, NotPossibleNow for a month gone by or below
    what was requested, BudgetExhausted above the indicator.
    """
    with transaction.atomic():
        plan, said = drafted_plan(key, month, yuan, words, number=number, by=by, at=at)
        record_each(held_stream(), [said])
        return plan


def drafted_plan(
    key: int, month: int, yuan: Decimal, words: str, *, number: str, by: Account, at: datetime
) -> tuple[SpendingPlan, Said]:
    """The same inside the caller's transaction, with the act for the caller to record in the organisation's chain."""
    row = next(iter(held_indicators([key])), None)
    if row is None:
        raise NotFound("没有这个指标，请刷新列表。")
    today, words = localtime(at).date(), as_a_cell(words)
    unit = _planning_unit(by, row, today)
    _readable(yuan, month)
    _is_to_come(row, month, today)
    _says_why(row, month, yuan, words)
    plan_fits(row, month, yuan, today, waiting=True)
    plan = _appended(row, unit, month, yuan, words, as_a_cell(number, "计划编号"), by, at)
    body = {"plan": plan.number, "indicator": row.indicator, "month": month, "yuan": str(yuan)}
    return plan, Said("draft_plan", by, at, body, plan.words)


def _appended(
    row: Appropriation, unit: Unit, month: int, yuan: Decimal, words: str, number: str, by: Account, at: datetime
) -> SpendingPlan:
    numbered = _numbered(unit, number, at)
    plan = SpendingPlan(
        unit=unit, appropriation=row, number=numbered, month=month, amount=yuan, words=words, by=by, at=at
    )
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as twice:
        raise _taken(numbered) from twice
    return plan


def _planning_unit(by: Account, row: Appropriation, on: date) -> Unit:
    desk = desks_of(by, on).filter(role=DESK, unit__region=row.region).select_related("unit").first()
    if desk is None:
        raise NotAllowed("用款计划由用款单位的财务岗位编报，您不在这个指标所在地区的财务岗位上。")
    return desk.unit


def _readable(yuan: Decimal, month: int) -> None:
    if yuan == 0 or yuan != yuan.quantize(Decimal("0.01")):
        raise NotUnderstood("金额不能是零，最多两位小数；调减的写负数，例如 -2000.00。请重新填写。")
    if not 1 <= month <= MONTHS:
        raise NotUnderstood("月份应是1到12，请重新填写。")


def _is_to_come(row: Appropriation, month: int, today: date) -> None:
    if (row.year, month) < (today.year, today.month):
        raise NotPossibleNow(f"{row.year}年{month}月已经过去，不能再安排。没有用完的额度会累计到以后各月。")


def _says_why(row: Appropriation, month: int, yuan: Decimal, words: str) -> None:
    before = SpendingPlan.objects.filter(appropriation=row, month=month).exclude(state=PlanState.RETURNED)
    if not words.strip() and (yuan < 0 or before.exists()):
        raise NotUnderstood(f"{month}月已经有用款计划，调整的请写明原因。")


def _numbered(unit: Unit, number: str, at: datetime) -> str:
    if not number:
        year, serial = next_number(unit, SERIES, at)
        return f"{MARK}{year}{serial:05d}"
    if len(number) > LONGEST_NUMBER or number.upper().startswith(MARK):
        raise NotUnderstood(f"计划编号最长{LONGEST_NUMBER}个字符，{MARK}开头的由系统编号，请换一个编号。")
    if SpendingPlan.objects.filter(unit=unit, number=number).exists():
        raise _taken(number)
    return number


def _taken(number: str) -> AlreadyDone:
    return AlreadyDone(f"计划编号 {number} 已经编报过，没有重复编报。")
