"""The indicators and their spending plans: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F

from tests import cast
from tests.auditor.planted import Plant, is_named, planted, row
from tests.auditor.scene import Scene, edit
from tests.cast import who
from workflow_app.models import Appropriation, Posting, SpendingPlan


def frozen_elsewhere(scene: Scene) -> None:
    """The freeze stands at another indicator, counters and all."""
    other = scene.plan.appropriation
    edit(Posting.objects.filter(move__kind="freeze"), appropriation=other)
    edit(Appropriation.objects.filter(pk=scene.indicator.pk), frozen=0)
    edit(Appropriation.objects.filter(pk=other.pk), frozen=Decimal("100.00"))


def reserved_elsewhere(scene: Scene) -> None:
    """All that was set aside for a case, and paid of it, stands at another indicator, counters and all."""
    other, moved = scene.plan.appropriation, Decimal("10000.00")
    edit(Posting.objects.filter(claim__case=scene.case), appropriation=other)
    edit(Appropriation.objects.filter(pk=scene.indicator.pk), posted=F("posted") - moved)
    edit(Appropriation.objects.filter(pk=other.pk), posted=F("posted") + moved)


WRONG_PLAN = "指标 {planned} 的用款计划 {plan} 的金额、状态或经手人与记录不同"
PLANS = [
    (lambda s: edit(row(s.plan), amount=1), WRONG_PLAN),
    (lambda s: edit(row(s.plan), month=5), WRONG_PLAN),
    (lambda s: edit(row(s.plan), state="agreed"), WRONG_PLAN),
    (lambda s: edit(row(s.plan), by=who(cast.SECTION)), WRONG_PLAN),
    (lambda s: edit(row(s.plan), agreed_at=F("at")), WRONG_PLAN),
    (lambda s: edit(row(s.plan), approved_at=F("at")), WRONG_PLAN),
    (lambda s: row(s.plan).delete(), "记录里指标 {planned} 的用款计划 {plan} 不在了"),
    (lambda s: edit(row(s.plan), amount=-1), "指标 {planned} 4月的用款计划合计 -1.00 元，小于零"),
    (
        lambda s: edit(SpendingPlan.objects.filter(appropriation=s.indicator), amount=1),
        "元，全年用款计划只批复 1.00 元",
    ),
]
CHANGED = "指标 {indicator} 的%s与登记、下达或结转的记录不同"
INDICATORS = [
    (lambda s, name=name, value=value: edit(row(s.indicator), **{name: value}), CHANGED % said)
    for name, value, said in (
        ("fund", "别的资金", "资金名称"),
        ("tier", "中央", "资金来源"),
        ("item", "x", "事项"),
        ("year", 2031, "年度"),
        ("region", "410581", "区划"),
        ("functional_class", "1", "功能分类"),
        ("government_class", "1", "政府经济分类"),
        ("department_class", "1", "部门经济分类"),
        ("direct", True, "直达标识"),
    )
]
INDICATORS += [
    (lambda s: edit(row(s.indicator), unit=s.paid.request.unit), CHANGED % "财政部门"),
    (lambda s: edit(row(s.indicator), closed_on="2026-12-31"), "指标 {indicator} 的年终关账日期与记录不同"),
    (frozen_elsewhere, "冻结 第"),
    (reserved_elsewhere, "办件 {case} 在指标 {planned} 预留了 10000.00 元，核定记录是 0.00 元"),
]


@planted(indicator=INDICATORS, plan=PLANS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
