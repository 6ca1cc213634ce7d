"""The counters of an indicator, its postings and what moved them: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from django.db.models import F

from tests import cast
from tests.auditor.planted import DAY, MUCH, Plant, is_named, planted, row
from tests.auditor.scene import Scene, copied, edit, posted
from tests.cast import who
from workflow_app.models import Appropriation, FundsMove, Posting


def paid_in_halves(scene: Scene) -> None:
    whole = posted(scene, "reserved", "paid").first()
    edit(Posting.objects.filter(pk=whole.pk), amount=F("amount") / 2)
    copied(Posting.objects.get(pk=whole.pk))


def paid_elsewhere(scene: Scene) -> None:
    copied(
        Appropriation.objects.get(pk=scene.indicator.pk),
        indicator="别的指标",
        appropriated=0,
        reserved=0,
        posted=0,
        frozen=0,
    )
    other = Appropriation.objects.get(indicator="别的指标")
    edit(Posting.objects.filter(pk=posted(scene, "reserved", "paid").first().pk), appropriation=other)


def never_told(scene: Scene) -> None:
    """Frozen, posted, counted; only the chain knows nothing of it."""
    move = FundsMove.objects.get(kind="freeze")
    posting = Posting.objects.get(move=move)
    copied(move)
    copied(posting, move=FundsMove.objects.filter(kind="freeze").latest("pk"))
    edit(Appropriation.objects.filter(pk=scene.indicator.pk), frozen=F("frozen") * 2)


def moved_and_gone(scene: Scene) -> None:
    Posting.objects.filter(move__kind="freeze").delete()
    FundsMove.objects.filter(kind="freeze").delete()
    edit(Appropriation.objects.filter(pk=scene.indicator.pk), frozen=0)


COUNTERS = [
    (lambda s, name=name: edit(Appropriation.objects.filter(pk=s.indicator.pk), **{name: F(name) + 1}), said)
    for name, said in (
        ("appropriated", "指标 {indicator} 的余额与分录不一致：下达记着"),
        ("reserved", "预留记着"),
        ("posted", "支付记着"),
        ("frozen", "冻结记着 101.00 元，分录得 100.00 元"),
        ("passed_on", "转出记着 1.00 元，分录得 0.00 元"),
        ("lapsed", "收回记着 1.00 元，分录得 0.00 元"),
        ("returned", "缴回国库记着 1.00 元，分录得 0.00 元"),
    )
]
POSTINGS = [
    (lambda s: posted(s, "available", "reserved").delete(), "办件 {case} 第1行已核定，没有预留资金"),
    (lambda s: posted(s, "reserved", "paid").delete(), "办件 {case} 第1行到账 1000.00 元，账上支付 0.00 元"),
    (lambda s: copied(posted(s, "reserved", "paid").first()), "指标 {indicator} 的余额与分录不一致：预留记着"),
    (paid_in_halves, "办件 {case} 第1行在同一指标上支付了两次"),
    (paid_elsewhere, "办件 {case} 第1行从指标 别的指标 用的多于在那里预留或支付的"),
    (
        lambda s: edit(posted(s, "reserved", "paid"), source="available"),
        "的 1000.00 元（可用、支付）没有依据，账上不能这样划转",
    ),
    (lambda s: edit(Posting.objects.filter(source="granted"), amount=1), "指标 {indicator} 的“可用”在分录"),
    (lambda s: edit(row(s.indicator), closed_on="2026-04-16"), "指标 {indicator} 已于2026年4月16日关账，分录"),
    (lambda s: edit(Posting.objects.filter(source="granted"), appropriation=99), "不属于任何指标"),
    (lambda s: edit(Posting.objects.filter(source="paid"), amount=MUCH), "办件 {recovered} 第1行追回的多于支付的"),
]
MOVES = [
    (lambda s: edit(FundsMove.objects.filter(kind="freeze"), amount=1), "登记 1.00 元，入账 100.00 元"),
    (lambda s: edit(FundsMove.objects.filter(kind="freeze"), by=who(cast.BUREAU_HEAD)), "的 100.00 元与记录不同"),
    (lambda s: edit(FundsMove.objects.filter(kind="freeze"), at=F("at") + DAY), "的 100.00 元与记录不同"),
    (never_told, "的 100.00 元与记录不同"),
    (lambda s: edit(row(s.indicator), indicator="别的文号"), "指标 别的文号 没有登记、下达或结转的记录"),
    (lambda s: edit(row(s.indicator), indicator="别的文号"), "记录里的指标 {indicator} 不在了"),
    (moved_and_gone, "100.00 元）没有对应的资金变动"),
]


@planted(counter=COUNTERS, posting=POSTINGS, move=MOVES)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
