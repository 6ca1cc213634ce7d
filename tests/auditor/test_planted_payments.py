"""Batches and their transfers, to which account and from which: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from django.db.models import F

from tests import cast
from tests.auditor.planted import MUCH, Plant, claims, is_named, line, noticed, planted, row, told
from tests.auditor.scene import Scene, copied, edit, own_case
from tests.cast import who
from workflow_app.models import PayeeAccount, PaymentLine, ProfileChoice

PAYEES = [
    (
        lambda s: copied(PayeeAccount.objects.filter(case=own_case(s)).latest("pk"), case=s.case),
        "办件 {case} 有一个收款账户不是它的申报或更换记录里的",
    ),
    (lambda s: edit(PayeeAccount.objects.filter(case=s.case), bank="别的银行"), "办件 {case} 有一个收款账户不是"),
    (lambda s: edit(PayeeAccount.objects.filter(case=s.case), payee="别人"), "办件 {case} 有一个收款账户不是"),
]
VANISHED = [
    (
        lambda s: (line(s.off).delete(), PaymentLine.objects.filter(batch=s.off).delete(), row(s.off).delete()),
        "链 batch:{off} 所记的办件、公示、拨付申请或批次不在了",
    )
]
PAYING = [
    (
        lambda s: edit(ProfileChoice.objects.all(), payer_account="1"),
        "finance@410523 选用的银行格式或付款账号与记录不同",
    ),
    (lambda s: ProfileChoice.objects.all().delete(), "记录里 finance@410523 选用的银行格式 iso20022_pain 没有登记"),
    (lambda s: edit(row(s.flying), payer_account="1"), "批次 {flying} 的银行格式或付款账号不是它的单位选用过的"),
    (lambda s: edit(row(s.paid), profile="utf8_tab"), "批次 {paid} 的银行格式或付款账号不是它的单位选用过的"),
]
BATCHES = [
    (lambda s: edit(row(s.paid), total=1), "批次 {paid} 的合计与明细不一致"),
    (lambda s: edit(row(s.paid), count=9), "批次 {paid} 的合计与明细不一致"),
    (lambda s: (edit(row(s.own), total=MUCH), edit(line(s.own), amount=MUCH)), "批次 {own} 的笔数或总额与记录不同"),
    (lambda s: edit(row(s.paid), drafted_by=F("released_by")), "批次 {paid} 由同一个人编制和放款"),
    (lambda s: edit(told(s.paid, "draft_batch"), by=who(cast.BATCH_RELEASE)), "批次 {paid} 由同一个人编制和放款"),
    (
        lambda s: edit(row(s.paid), released_by=who(cast.BUREAU_HEAD)),
        "批次 {paid} 的编制、放款或作废由谁、何时，与记录不同",
    ),
    (lambda s: edit(row(s.paid), released_at=F("drafted_at")), "批次 {paid} 的编制、放款或作废由谁、何时，与记录不同"),
    (
        lambda s: edit(row(s.off), discarded_by=who(cast.BUREAU_HEAD)),
        "批次 {off} 的编制、放款或作废由谁、何时，与记录不同",
    ),
    (lambda s: edit(row(s.paid), state="written"), "批次 {paid} 记为“已送银行”，按记录应是“已结清”"),
    (lambda s: edit(row(s.flying), state="settled"), "批次 {flying} 记为“已结清”，按记录应是“已送银行”"),
    (lambda s: edit(row(s.flying), state="drafted"), "批次 {flying} 记为“待放款”，按记录应是“已送银行”"),
    (lambda s: edit(row(s.off), state="drafted"), "批次 {off} 记为“待放款”，按记录应是“已作废”"),
    (lambda s: edit(row(s.paid), settled_at=F("drafted_at")), "批次 {paid} 的结清时间与记录不同"),
    (lambda s: edit(line(s.paid, 3), state="paid"), "批次 {paid} 有10笔到账、0笔退汇，按回盘记录是9笔、1笔"),
    (lambda s: edit(row(s.paid), file_sha256=s.own.file_sha256), "批次 {paid} 的支付文件指纹与记录不同"),
]
LINES = [
    (lambda s: edit(line(s.paid), amount=MUCH), "批次 {paid} 第1笔的金额与核定的不一致"),
    (lambda s: edit(claims(s), state="determined"), "批次 {paid} 第1笔已到账，对应的明细没有记为已到账"),
    (lambda s: edit(line(s.paid), state="returned"), "办件 {case} 第1行记为已到账，没有对应的付款"),
    (lambda s: edit(line(s.paid), amount=MUCH), "办件 {case} 第1行核定 1000.00 元，到账 9000.00 元"),
    (lambda s: edit(line(s.paid, 3), state="paid"), "办件 {case} 第3行有2笔有效的付款，其中2笔已到账"),
    (lambda s: edit(line(s.flying), state="drafted"), "批次 {flying} 第1笔记为“待放款”，与批次的状态不一致"),
    (lambda s: edit(line(s.flying), settled_at=s.paid.drafted_at), "批次 {flying} 第1笔的回执时间与状态不一致"),
    (lambda s: edit(noticed(s), state="void"), "批次 {paid} 第1笔没有公示期满无异议的记录"),
    (lambda s: edit(noticed(s), amount=1), "批次 {paid} 第1笔付 1000.00 元，公示的是 1.00 元"),
    (lambda s: edit(row(s.paid.request.notice), ends_on="2026-05-31"), "批次 {paid} 第1笔在公示期满以前放了款"),
    (lambda s: edit(noticed(s), funds_request=None), "批次 {paid} 第1笔不在本批次的拨付申请里"),
    (lambda s: edit(line(s.paid), account="6222000000000000000"), "批次 {paid} 第1笔的账号被改动，与登记的索引不一致"),
    (lambda s: edit(line(s.paid), payee="别人"), "批次 {paid} 第1笔的户名、账号或开户行不是编制时登记的收款账户"),
    (lambda s: edit(line(s.paid), bank="别的银行"), "批次 {paid} 第1笔的户名、账号或开户行不是编制时登记的收款账户"),
    (lambda s: edit(line(s.paid), account_index="x"), "批次 {paid} 第1笔的户名、账号或开户行不是编制时登记的收款账户"),
    (
        lambda s: edit(PayeeAccount.objects.filter(case=s.case), account="1"),
        "办件 {case} 的收款账号被改动，与登记的索引不一致",
    ),
    (lambda s: edit(line(s.again), reissue_of=line(s.paid, 4).get()), "批次 {again} 第1笔所接续的不是同一明细的退汇"),
    (lambda s: edit(line(s.again), reissue_of=None), "批次 {again} 第1笔之前同一明细付过一笔，却没有写明接续"),
]


@planted(batch=BATCHES, line=LINES, payee=PAYEES, paying_account=PAYING, vanished=VANISHED)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
