"""Recoveries and the receipts of the Treasury: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from hashlib import sha256

from django.db.models import F

from tests import cast
from tests.auditor.planted import DAY, MUCH, Plant, claim, is_named, planted, recovery
from tests.auditor.scene import Scene, copied, edit, own_case
from tests.cast import who
from workflow_app.models import (
    Action,
    Appropriation,
    FundsMove,
    IssuedDocument,
    Posting,
    ReceiptEntry,
    RecoveredLine,
    RecoveryReceipt,
)
from workflow_app.models.chain import canonical


def receipt_without_trace(_scene: Scene) -> None:
    """Receipt, move and postings go together; only the chain remembers."""
    RecoveryReceipt.objects.all().delete()
    Posting.objects.filter(move__kind="recover").delete()
    FundsMove.objects.filter(kind="recover").delete()


def to_the_treasury(scene: Scene) -> None:
    """What came back within the year stands as if it had come too late, counters and all."""
    edit(Posting.objects.filter(source="paid"), target="returned")
    edit(Appropriation.objects.filter(pk=scene.indicator.pk), returned=F("returned") + 300)


def closed_before(scene: Scene) -> None:
    """As if the indicator had been closed the day before the receipt was posted."""
    at = Posting.objects.get(source="paid").at - DAY
    body = {"indicator": scene.indicator.indicator, "carried": "0", "lapsed": "0"}
    copied(Action.objects.filter(verb="freeze_funds").earliest("pk"), ordinal=999, verb="close_year", at=at, body=body)


def a_demand() -> object:
    return IssuedDocument.objects.filter(kind="recovery_demand")


def another_demand(_scene: Scene) -> None:
    """The paper says another sum, and its own digest says so too."""
    paper = a_demand().get()
    data = paper.data | {"owed_fen": 1}
    edit(a_demand(), data=data, data_digest=sha256(canonical(data).encode()).hexdigest())


RECOVERIES = [
    (
        lambda s: edit(own_case(s).claims.all(), state="recovered"),
        "办件 {recovered} 第1行记为“已追回”，支付 1000.00 元，追回 300.00 元",
    ),
    (lambda s: edit(recovery(), amount=900), "办件 {recovered} 的追回金额 900.00 与所列明细合计 1000.00 不一致"),
    (lambda s: edit(RecoveredLine.objects.all(), amount=MUCH), "办件 {recovered} 的追回有一行多于它支付的金额"),
    (
        lambda s: edit(recovery(), state="paid_back"),
        "办件 {recovered} 的追回应缴 1000.00 元，已缴 300.00 元，状态却是“已缴清”",
    ),
    (lambda s: edit(recovery(), decided_by=F("proposed_by")), "办件 {recovered} 的追回由同一个人提出和决定"),
    (
        lambda s: edit(recovery(), state="annulled"),
        "办件 {recovered} 的追回记为“追回决定已撤回”，按记录应是“已申请强制执行”",
    ),
    (lambda s: edit(recovery(), code="1"), "办件 {recovered} 的追回的金额、缴款码或经手人与记录不同"),
    (
        lambda s: edit(recovery(), proposed_by=who(cast.SECTION)),
        "办件 {recovered} 的追回的金额、缴款码或经手人与记录不同",
    ),
    (lambda s: edit(RecoveryReceipt.objects.all(), amount=1), "国库收款 国库001 登记 1.00 元，入账 300.00 元"),
    (lambda s: edit(RecoveryReceipt.objects.all(), paid_on="2026-05-19"), "国库收款 国库001 与记录不同"),
    (lambda s: RecoveryReceipt.objects.all().delete(), "追回 国库001 没有国库收款"),
    (lambda s: edit(Posting.objects.filter(source="paid"), move=None), "从支付转出 300.00 元，没有国库收款"),
    (
        lambda s: edit(Posting.objects.filter(source="paid"), claim=claim(s)),
        "办件 {case} 第1行没有要求追回，国库收款却记在它名下",
    ),
    (lambda s: edit(recovery(), id=99), "没有登记"),
    (receipt_without_trace, "记录里的国库收款 国库001（300.00 元）没有登记"),
]
ENTRIES = [
    (lambda s: edit(ReceiptEntry.objects.all(), amount=1), "国库收款 国库001 的登记与记录不同"),
    (lambda s: edit(ReceiptEntry.objects.all(), by=who(cast.TREASURY)), "国库收款 国库001 的登记与记录不同"),
    (
        lambda s: edit(ReceiptEntry.objects.all(), answered_by=who(cast.FUNDS_CHECK)),
        "国库收款 国库001 的登记与记录不同",
    ),
    (lambda s: edit(ReceiptEntry.objects.all(), refusal="x"), "国库收款 国库001 的登记与记录不同"),
    (lambda s: ReceiptEntry.objects.all().delete(), "记录里国库收款 国库001 的登记（第"),
]
RIGHT = "国库收款 国库001 的 300.00 元在指标 {indicator} 记入“%s”，应记入“%s”（2026年5月20日缴回，%d年度的指标）"
RECOVERED_MONEY = [
    (to_the_treasury, RIGHT % ("缴回国库", "可用", 2026)),
    (lambda s: edit(Appropriation.objects.filter(pk=s.indicator.pk), year=2025), RIGHT % ("可用", "缴回国库", 2025)),
    (closed_before, RIGHT % ("可用", "缴回国库", 2026)),
]
SPOKEN = "办件 {recovered} 的追回的陈述申辩与记录不同"
HEARINGS = [
    (lambda s: edit(recovery(), statement="我承认。"), SPOKEN),
    (lambda s: edit(recovery(), statement="（书面提交）证书是真的。\n见附件。"), SPOKEN),
    (lambda s: edit(recovery(), statement=""), SPOKEN),
    (lambda s: edit(recovery(), stated_by=who(cast.SECTION)), SPOKEN),
    (lambda s: edit(recovery(), stated_at=F("noticed_at")), SPOKEN),
    (lambda s: edit(recovery(), heard_until="2026-05-09"), "办件 {recovered} 的追回的陈述申辩期限与记录不同"),
]
DEMANDED = "办件 {recovered} 的追回的催告由谁、何时、限到哪天，与记录不同"
DEMANDS = [
    (lambda s: edit(recovery(), pay_by="2026-07-01"), "办件 {recovered} 的追回的缴回期限与记录不同"),
    (lambda s: edit(recovery(), demanded_by=who(cast.SECTION)), DEMANDED),
    (lambda s: edit(recovery(), demanded_at=F("noticed_at")), DEMANDED),
    (lambda s: edit(recovery(), demand_until="2026-06-20"), DEMANDED),
    (lambda s: edit(recovery(), state="ordered", demanded_by=None, demanded_at=None, demand_until=None), DEMANDED),
    (another_demand, "办件 {recovered} 的追回的催告书的内容与催告时不同"),
    (lambda s: edit(a_demand(), kind="x"), "办件 {recovered} 的追回的催告书不在了或者打不开"),
    (
        lambda s: edit(recovery(), handed_over_by=who(cast.OTHER_DEPUTY)),
        "办件 {recovered} 的追回的申请强制执行由谁、何时，与记录不同",
    ),
    (
        lambda s: edit(recovery(), handed_over_at=F("handed_over_at") - DAY),
        "办件 {recovered} 的追回的申请强制执行由谁、何时，与记录不同",
    ),
    (
        lambda s: edit(recovery(), ended_at=F("handed_over_at")),
        "办件 {recovered} 的追回的撤回或者办结由谁、何时，与记录不同",
    ),
]


@planted(recovery=RECOVERIES, entry=ENTRIES, recovered_money=RECOVERED_MONEY, hearing=HEARINGS, demand=DEMANDS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
