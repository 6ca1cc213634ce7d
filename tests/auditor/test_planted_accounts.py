"""Changes of account, limits of payment, doubts: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from tests import cast
from tests.auditor.planted import DAY, Plant, claim, is_named, planted
from tests.auditor.scene import Scene, edit, own_case
from tests.cast import who
from workflow_app.models import AccountChange, PayeeAccount, PaymentDoubt, PaymentLimit, Revocation


def changes() -> Any:
    return AccountChange.objects.all()


def limits(role: str = "batch_release", username: str = cast.BATCH_RELEASE) -> Any:
    return PaymentLimit.objects.filter(role=role, account=who(username))


def as_if_withdrawn(scene: Scene) -> None:
    """The row of an account that counts says that it was never wanted, and the account stays."""
    edit(changes(), state="withdrawn", became=None, ended_by=F("asked_by"))


def released_while_asked(scene: Scene) -> None:
    edit(changes(), ended_at=scene.again.released_at + DAY)


def counted_later(_scene: Scene) -> None:
    """What was drafted after it counted seems to have been drafted before."""
    edit(PayeeAccount.objects.filter(came_of__isnull=False), at=F("at") + DAY)


def doubt(scene: Scene, **said: object) -> PaymentDoubt:
    return PaymentDoubt.objects.create(claim=claim(scene), findings=[], raised_at=scene.paid.drafted_at, **said)


def stopped(scene: Scene) -> PaymentDoubt:
    late = scene.paid.released_at + DAY
    return doubt(scene, outcome="stop", words="x", settled_by=who(cast.HANDLER), settled_at=late)


def to_be_revoked(scene: Scene, **said: object) -> Revocation:
    at = scene.paid.drafted_at
    told = {"facts": "x", "basis": "x", "proposed_by": who(cast.HANDLER), "told_on": at.date()}
    return Revocation.objects.create(case=scene.case, noticed_at=at, heard_until=at.date(), **told, **said)


COURSE = "办件 {case} 更换收款账户的经过与记录不同"
NOT_AS_ASKED = "办件 {case} 生效的收款账户不是申请更换的账户"
CHANGES = [
    (lambda s: edit(changes(), state="confirmed"), "办件 {case} 核定后换了收款账户，没有第二人确认的记录"),
    (as_if_withdrawn, COURSE),
    (lambda s: edit(changes(), case=own_case(s)), "办件 {case} 核定后换了收款账户，没有第二人确认的记录"),
    (lambda s: edit(changes(), confirmed_by=F("asked_by")), "办件 {case} 的收款账户没有第二人确认就生效了"),
    (lambda s: edit(changes(), confirmed_at=F("asked_at")), COURSE),
    (lambda s: edit(changes(), asked_at=F("confirmed_at")), COURSE),
    (lambda s: edit(changes(), after_return=False), COURSE),
    (lambda s: edit(changes(), cools_until="2026-04-26"), COURSE),
    (lambda s: edit(changes(), account="1"), "办件 {case} 更换的收款账户换了户名，或者与登记的索引不一致"),
    (lambda s: edit(changes(), ended_at=F("asked_at")), "办件 {case} 的收款账户没有过冷静期就生效了"),
    (counted_later, NOT_AS_ASKED),
    (released_while_asked, "批次 {again} 第1笔在更换收款账户期间放了款"),
    (lambda s: changes().delete(), "记录里更换收款账户的申请（第"),
]
NOT_AS_SET = "的限额与核定时的记录不同"
LIMITS = [
    (lambda s: edit(limits("batch_draft", cast.BATCH_DRAFT), per_batch=1), "批次 {own} 超过了编制人当时的限额"),
    (lambda s: edit(limits(), per_batch=1), "批次 {own} 超过了放款人当时的限额"),
    (lambda s: edit(limits(), per_batch=10_000, per_day=19_999), "批次 {flying} 超过了放款人当时的限额"),
    (lambda s: edit(limits(), role="batch_draft"), NOT_AS_SET),
    (lambda s: edit(limits(), at=F("at") - DAY), NOT_AS_SET),
    (lambda s: edit(limits(), account=who(cast.BUDGET)), "批次 {own} 超过了放款人当时的限额"),
    (lambda s: limits().delete(), "记录里核定的限额（第"),
]
DOUBTS = [
    (doubt, "批次 {paid} 第1笔在疑点核实之前放了款"),
    (stopped, "办件 {case} 第1行已停止支付，明细还记为“已到账”"),
    (to_be_revoked, "批次 {paid} 第1笔在撤销决定作出之前放了款"),
]


@planted(account_change=CHANGES, limit=LIMITS, doubt=DOUBTS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
