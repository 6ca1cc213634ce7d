"""What stood before the public, and what somebody said against it: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from django.db.models import F

from tests.auditor.planted import MUCH, Plant, claims, is_named, noticed, planted, row
from tests.auditor.scene import Scene, copied, edit
from workflow_app.models import Action, IssuedDocument, NoticeLine, Objection


def objected(scene: Scene) -> None:
    said = {"code": "K", "name": "丙", "contact": "1", "words": "不符", "at": scene.paid.drafted_at}
    Objection.objects.create(line=noticed(scene).get(), **said)


def told_and_gone(scene: Scene) -> None:
    body = {"line": 1, "objection": 77}
    copied(
        Action.objects.filter(stream=scene.paid.request.notice.stream_id).earliest("pk"),
        ordinal=99,
        verb="object",
        body=body,
    )


NOTICES = [
    (lambda s: edit(noticed(s), state="void"), "办件 {case} 第1行没有公示就核定了"),
    (lambda s: edit(noticed(s), amount=1), "办件 {case} 第1行核定的与公示的不一致（{notice}公示第1行）"),
    (lambda s: edit(noticed(s), standing="enacted"), "办件 {case} 第1行核定的与公示的不一致（{notice}公示第1行）"),
    (lambda s: edit(noticed(s), shown="别人||0000"), "办件 {case} 第1行核定的与公示的不一致（{notice}公示第1行）"),
    (
        lambda s: (edit(noticed(s), amount=MUCH), edit(claims(s), amount=MUCH, formula="9000.00 × 1")),
        "文书上是 1000.00 元，现在是 9000.00 元（{notice}公示第1行）",
    ),
    (lambda s: edit(noticed(s), ordinal=11), "上公示过（{notice}公示第11行）"),
    (
        lambda s: edit(IssuedDocument.objects.filter(kind="public_notice"), kind="other"),
        "办件 {case} 第1行没有公示文书（{notice}公示第1行）",
    ),
    (lambda s: copied(noticed(s).get(), ordinal=99), "办件 {case} 第1行在公示上有2行"),
    (
        lambda s: edit(NoticeLine.objects.filter(claim__case=s.shown, claim__ordinal=1), state="cleared"),
        "办件 {shown} 第1行公示期没有满就记为无异议（",
    ),
    (objected, "办件 {case} 第1行有异议没有答复或者成立，却记为无异议（{notice}公示第1行）"),
    (lambda s: edit(row(s.paid.request.notice), state="open"), "{notice}公示的期限或状态与记录不同"),
    (lambda s: edit(row(s.paid.request.notice), ends_on=F("opened_on")), "{notice}公示的期限或状态与记录不同"),
]
OBJECTIONS = [
    (objected, "办件 {case} 第1行的异议与记录不同"),
    (lambda s: (objected(s), told_and_gone(s)), "记录里的异议 77 没有登记"),
]


@planted(notice=NOTICES, objection=OBJECTIONS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
