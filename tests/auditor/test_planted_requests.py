"""Requests for funds: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from django.db.models import F

from tests import cast
from tests.auditor.planted import Plant, is_named, noticed, planted, row
from tests.auditor.scene import Scene, copied, edit
from tests.cast import who
from workflow_app.models import Appropriation


def other_indicator(scene: Scene) -> None:
    copied(Appropriation.objects.get(pk=scene.indicator.pk), indicator="别的指标")
    edit(row(scene.paid.request), appropriation=Appropriation.objects.get(indicator="别的指标"))


REQUESTS = [
    (other_indicator, "拨付申请 {asked} 的指标不是为它的明细预留资金的指标"),
    (
        lambda s: edit(row(s.paid.request), total=1),
        "拨付申请 {asked} 的总额 1.00 与所列明细合计 10000.00 不一致（10笔，所列10笔）",
    ),
    (
        lambda s: edit(row(s.paid.request), count=9),
        "拨付申请 {asked} 的总额 10000.00 与所列明细合计 10000.00 不一致（9笔，所列10笔）",
    ),
    (lambda s: edit(row(s.paid.request), state="sent"), "拨付申请 {asked} 没有通过国库审核，却编制了支付批次"),
    (lambda s: edit(row(s.paid.request), state="checked"), "拨付申请 {asked} 没有通过国库审核，却编制了支付批次"),
    (lambda s: edit(row(s.paid.request), approved_by=F("by_id")), "拨付申请 {asked} 由同一个人提请、审核或国库审核"),
    (
        lambda s: edit(row(s.paid.request), approved_by=who(cast.BATCH_DRAFT)),
        "拨付申请 {asked} 的状态、金额或经手人与记录不同",
    ),
    (
        lambda s: edit(row(s.paid.request), approved_at=s.paid.drafted_at),
        "拨付申请 {asked} 的状态、金额或经手人与记录不同",
    ),
    (lambda s: edit(row(s.back), state="sent"), "拨付申请 {back} 的状态、金额或经手人与记录不同"),
    (lambda s: edit(row(s.back), total=1), "拨付申请 {back} 的状态、金额或经手人与记录不同"),
    (lambda s: edit(row(s.paid.request), by=who(cast.HANDLER)), "拨付申请 {asked} 的状态、金额或经手人与记录不同"),
    (
        lambda s: edit(row(s.paid.request), checked_by=who(cast.BATCH_DRAFT)),
        "拨付申请 {asked} 的状态、金额或经手人与记录不同",
    ),
    (lambda s: edit(row(s.back), returned_at=F("at")), "拨付申请 {back} 的状态、金额或经手人与记录不同"),
    (lambda s: edit(noticed(s), funds_request=s.back), "拨付申请 {back} 已退回，却还列着明细"),
]


@planted(request=REQUESTS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
