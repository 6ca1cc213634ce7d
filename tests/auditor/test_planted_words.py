"""Words beside the money: reasons, answers, remarks: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from tests.auditor.planted import Plant, is_named, planted, recovery, row
from tests.auditor.scene import Scene, edit
from workflow_app.models import FundsMove

PLANNED = "指标 {planned} 的用款计划 {plan} 的%s与记录不同"
WORDS = [
    (lambda s: edit(row(s.plan), words="另一句"), PLANNED % "说明"),
    (lambda s: edit(row(s.plan), answer="另一号"), PLANNED % "批复文号"),
    (lambda s: edit(row(s.paid.request), words="x"), "拨付申请 {asked} 的审核意见与记录不同"),
    (lambda s: edit(row(s.paid.request), approval_words="x"), "拨付申请 {asked} 的国库审核意见与记录不同"),
    (lambda s: edit(row(s.back), reason="x"), "拨付申请 {back} 的退回原因与记录不同"),
    (lambda s: edit(row(s.off), reason="x"), "批次 {off} 的作废原因与记录不同"),
    (lambda s: edit(FundsMove.objects.filter(kind="freeze"), words="x"), "号资金变动 的依据和原因与记录不同"),
    (lambda s: edit(FundsMove.objects.filter(kind="enter"), words="x"), "号资金变动 的来文说明与记录不同"),
    (lambda s: edit(recovery(), words="x"), "办件 {recovered} 的追回的决定理由与记录不同"),
    (lambda s: edit(recovery(), facts="x"), "办件 {recovered} 的追回的事实或者依据与记录不同"),
]


@planted(words=WORDS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
