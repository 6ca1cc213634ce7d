"""What is claimed and determined, and the parts it is paid in: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F

from tests.auditor.planted import MUCH, Plant, claim, claims, is_named, line, planted, told_of
from tests.auditor.scene import Scene, copied, edit, flown_case
from workflow_app.models import Appropriation, Case, Claim, Instalment, NoticeLine, Posting


def in_parts(scene: Scene) -> None:
    Instalment.objects.create(claim=claim(scene), ordinal=1, amount=400, due_on="2026-12-01")


def paid_as_the_part_of_another(scene: Scene) -> None:
    edit(line(scene.paid, 2), instalment=Instalment.objects.get())


def undone(scene: Scene) -> None:
    """A determination without a trace in rows: claims, postings, counters, the case; only the chain remembers."""
    case = flown_case(scene)
    Posting.objects.filter(claim__case=case).delete()
    edit(Appropriation.objects.filter(pk=scene.indicator.pk), reserved=F("reserved") - Decimal("10000.00"))
    edit(case.claims.all(), state="claimed")
    edit(Case.objects.filter(pk=case.pk), state="deciding")


def claims_gone(scene: Scene) -> None:
    """As if a line that was determined had never been filed."""
    said = told_of(scene.case, "determine").get()
    copied(said, stream=scene.shown.stream, ordinal=99)
    NoticeLine.objects.filter(claim__case=scene.shown, claim__ordinal=1).delete()
    scene.shown.claims.filter(ordinal=1).delete()


CLAIMS = [
    (lambda s: edit(claims(s), amount=MUCH), "办件 {case} 第1行：1000.00 × 1 不等于 9000.00 元"),
    (lambda s: edit(claims(s), formula="1000.00 ×"), "办件 {case} 第1行：1000.00 × 不是能够计算的算式"),
    (lambda s: edit(claims(s), beneficiary_index="x"), "办件 {case} 第1行的人与登记的索引不一致"),
    (lambda s: edit(claims(s), state="claimed"), "办件 {case} 第1行记为“申报”，却有付款到账"),
    (lambda s: edit(claims(s), state="determined"), "办件 {case} 第1行记为“已核定”，却有付款到账"),
    (
        lambda s: edit(Claim.objects.filter(payment_lines__batch=s.flying, ordinal=1), state="claimed"),
        "第1行的预留资金与明细状态不一致",
    ),
    (lambda s: edit(claims(s), state="struck_off"), "办件 {case} 第1行记为“核减”，核减与记录不同"),
    (lambda s: edit(s.shown.claims.filter(ordinal=3), state="claimed"), "办件 {shown} 第3行记为“申报”，核减与记录不同"),
    (
        lambda s: edit(s.shown.claims.filter(ordinal=3), ordinal=33),
        "办件 {shown} 第3行按记录已核减，现在没有这一行核减",
    ),
    (lambda s: edit(claims(s), state="dropped"), "办件 {case} 第1行已经不办，公示却没有撤下"),
    (
        lambda s: edit(Case.objects.filter(pk=s.case.pk), state="accepted"),
        "办件 {case} 第1行记为“已到账”，办件却没有核定",
    ),
    (
        lambda s: edit(Case.objects.filter(pk=s.case.pk), amount=MUCH),
        "办件 {case} 的金额 9000.00 与已核定明细合计 10000.00 不一致",
    ),
    (
        lambda s: edit(claims(s, 2), beneficiary_index=claim(s).beneficiary_index, key=claim(s).key),
        "办件 {case} 第1行与办件 {case} 第2行是同一人的同一标的，核定了两次",
    ),
    (
        lambda s: edit(s.case.claims.filter(ordinal__lt=3), certificate_index="x"),
        "办件 {case} 第1行与办件 {case} 第2行用了同一份证书，核定了两次",
    ),
]
INSTALMENTS = [
    (in_parts, "办件 {case} 各期的金额或起付日与核定通知书不同"),
    (in_parts, "办件 {case} 第1行应分期支付，却有整笔支付"),
    (in_parts, "办件 {case} 第1行各期合计 400.00 元，核定 1000.00 元"),
    (lambda s: (in_parts(s), paid_as_the_part_of_another(s)), "批次 {paid} 第2笔支付的是另一行的一期"),
    (lambda s: (in_parts(s), paid_as_the_part_of_another(s)), "批次 {paid} 第2笔在这一期的起付日以前编制"),
    (in_parts, "办件 {case} 第1行记为已到账，第1期没有支付，也没有停止"),
]
GONE = "办件 {case} 核定的明细（种类、标的、人员、金额或算式）与核定记录不同"
DETERMINATIONS = [
    (lambda s, name=name, value=value: edit(claims(s), **{name: value}), GONE)
    for name, value in (
        ("key", "别的职业"),
        ("kind", "x"),
        ("year", 2025),
        ("since", "2025-01-01"),
        ("until", "2031-01-01"),
        ("certificate_index", "x"),
        ("phone_index", "x"),
        ("masked", "别人"),
        ("caption", "x"),
        ("standing", "enacted"),
        ("formula", "500.00 × 2"),
    )
]
DETERMINATIONS += [
    (undone, "办件 {flown_case} 第1行按记录已核定，现在记为“申报”"),
    (undone, "号办件按核定记录在指标 {indicator} 预留 10000.00 元，账上没有"),
    (lambda s: claims_gone(s), "办件 {shown} 第1行按记录已核定，现在没有这一行"),
    (lambda s: told_of(s.case, "determine").delete(), "办件 {case} 第1行记为“已到账”，没有核定的记录"),
]


@planted(claim=CLAIMS, determination=DETERMINATIONS, instalment=INSTALMENTS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
