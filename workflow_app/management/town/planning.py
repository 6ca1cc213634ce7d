"""Spending plans at every desk: drafted, agreed to, approved, sent back; of an indicator that came late and nobody planned yet."""

from __future__ import annotations

from decimal import Decimal

from workflow_app.commands.budget.appropriate import Indicator, appropriate
from workflow_app.commands.treasury.agree_plan import agree_plan
from workflow_app.commands.treasury.approve_plan import approve_plan
from workflow_app.commands.treasury.draft_plan import draft_plan
from workflow_app.commands.treasury.return_plan import return_plan
from workflow_app.management.acting import at_desk
from workflow_app.management.past import Past
from workflow_app.models import Appropriation, SpendingPlan, Unit

LATE = Decimal("120000.00")
PART = Decimal("20000.00")


def plans_at_every_desk(unit: Unit, like: Appropriation, past: Past) -> None:
    """Another indicator like one there is, planned for the month that runs: a row waits at each desk, one counts, one went back."""
    row, two, one = _came_late(like, past), past.at(2), past.at(1)
    finance = row.unit
    section, treasury = at_desk(finance, "funds_check", two), at_desk(finance, "treasury_check", one)
    for words, agreed, approved in (
        ("追加指标，本月增加发放（示例）。", True, True),
        ("本月增开一期培训（示例）。", True, False),
        ("本月补发上季度（示例）。", False, False),
    ):
        plan = _drafted(unit, row, words, past)
        if agreed:
            agree_plan(plan.pk, by=section, at=two)
        if approved:
            approve_plan(plan.pk, by=treasury, at=one)
    plan = _drafted(unit, row, "下季度提前安排（示例）。", past)
    return_plan(plan.pk, "下季度的用款下季度再编报（示例）。", by=section, at=two)


def _came_late(like: Appropriation, past: Past) -> Appropriation:
    same = ("region", "item", "year", "fund", "tier", "functional_class", "government_class", "department_class")
    facts = {name: getattr(like, name) for name in same}
    return appropriate(Indicator(number=f"{like.indicator}（追加）", yuan=LATE, **facts), by=None, at=past.at(4))


def _drafted(unit: Unit, row: Appropriation, words: str, past: Past) -> SpendingPlan:
    month = past.now.month if row.year == past.now.year else 1
    return draft_plan(row.pk, month, PART, words, by=at_desk(unit, "bureau_finance", past.at(3)), at=past.at(3))
