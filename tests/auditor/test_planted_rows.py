"""Every kind of row of money, changed, deleted or added behind the house's back: `verify` names what and where.

`{words}` of a sentence are those of the scene. Each is what one question of the auditor finds, so that a test fails without it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F

from tests import cast
from tests.auditor.scene import Scene, copied, edit, flown_case, own_case, posted
from tests.cast import who
from workflow_app.models import (
    Action,
    Appropriation,
    BankFile,
    BankReturn,
    BankStatement,
    Case,
    Claim,
    FundsMove,
    FundsRequest,
    Instalment,
    IssuedDocument,
    NoticeLine,
    Objection,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
    Posting,
    ProfileChoice,
    ReceiptEntry,
    RecoveredLine,
    Recovery,
    RecoveryReceipt,
    SpendingPlan,
    StatementRow,
)
from workflow_app.queries.audit.verify import breaks

MUCH, DAY = Decimal("9000.00"), timedelta(days=1)
Plant = Callable[[Scene], object]


def claim(scene: Scene, ordinal: int = 1) -> Claim:
    return scene.case.claims.get(ordinal=ordinal)


def claims(scene: Scene, ordinal: int = 1) -> object:
    return scene.case.claims.filter(ordinal=ordinal)


def noticed(scene: Scene, ordinal: int = 1) -> object:
    return NoticeLine.objects.filter(claim__case=scene.case, claim__ordinal=ordinal)


def line(batch: PaymentBatch, ordinal: int = 1) -> object:
    return PaymentLine.objects.filter(batch=batch, ordinal=ordinal)


def row(batch: PaymentBatch | FundsRequest | SpendingPlan) -> object:
    return type(batch).objects.filter(pk=batch.pk)


def recovery() -> object:
    return Recovery.objects.all()


def told(batch: PaymentBatch, verb: str) -> object:
    return Action.objects.filter(stream=batch.stream_id, verb=verb)


def objected(scene: Scene) -> None:
    said = {"code": "K", "name": "丙", "contact": "1", "words": "不符", "at": scene.paid.drafted_at}
    Objection.objects.create(line=noticed(scene).get(), **said)


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


def other_indicator(scene: Scene) -> None:
    copied(Appropriation.objects.get(pk=scene.indicator.pk), indicator="别的指标")
    edit(row(scene.paid.request), appropriation=Appropriation.objects.get(indicator="别的指标"))


def told_and_gone(scene: Scene) -> None:
    body = {"line": 1, "objection": 77}
    copied(
        Action.objects.filter(stream=scene.paid.request.notice.stream_id).earliest("pk"),
        ordinal=99,
        verb="object",
        body=body,
    )


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


def receipt_without_trace(_scene: Scene) -> None:
    """Receipt, move and postings go together; only the chain remembers."""
    RecoveryReceipt.objects.all().delete()
    Posting.objects.filter(move__kind="recover").delete()
    FundsMove.objects.filter(kind="recover").delete()


def in_parts(scene: Scene) -> None:
    Instalment.objects.create(claim=claim(scene), ordinal=1, amount=400, due_on="2026-12-01")


def paid_as_the_part_of_another(scene: Scene) -> None:
    edit(line(scene.paid, 2), instalment=Instalment.objects.get())


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


def told_of(case: Case, verb: str) -> object:
    return Action.objects.filter(stream=case.stream_id, verb=verb)


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
    (
        lambda s: posted(s, "reserved", "paid").delete(),
        "办件 {case} 第1行到账 1000.00 元，账上支付 0.00 元",
    ),
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
OBJECTIONS = [
    (objected, "办件 {case} 第1行的异议与记录不同"),
    (lambda s: (objected(s), told_and_gone(s)), "记录里的异议 77 没有登记"),
]
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
    ),
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
BANK_FILES = [
    (lambda s: edit(s.paid.bank_files, total=1), "批次 {paid} 的银行文件合起来与批次不一致"),
    (lambda s: edit(s.paid.bank_files, sha256=s.own.file_sha256), "批次 {paid} 的银行文件不是记录里写下的那一份"),
    (lambda s: edit(s.paid.bank_files, answered_by=None), "批次 {paid} 的银行文件 {paid}.csv 与其明细的回盘状态不一致"),
    (
        lambda s: edit(s.paid.bank_files, count=9),
        "批次 {paid} 的银行文件 {paid}.csv 有10笔 10000.00 元，登记的是9笔 10000.00 元",
    ),
    (lambda s: BankFile.objects.filter(batch=s.paid).delete(), "批次 {paid} 的银行文件合起来与批次不一致"),
    (lambda s: edit(line(s.paid), payee="别人"), "批次 {paid} 的银行文件 {paid}.csv 第1笔的户名与明细不同"),
    (lambda s: edit(line(s.paid), account="1"), "批次 {paid} 的银行文件 {paid}.csv 第1笔的账号与明细不同"),
    (lambda s: edit(line(s.paid), bank="别的银行"), "批次 {paid} 的银行文件 {paid}.csv 第1笔的开户行与明细不同"),
    (lambda s: edit(line(s.paid), amount=MUCH), "批次 {paid} 的银行文件 {paid}.csv 第1笔的金额与明细不同"),
    (lambda s: edit(row(s.paid.request.notice), ordinal=77), "批次 {paid} 的银行文件 {paid}.csv 第1笔的用途与明细不同"),
    (lambda s: edit(line(s.paid), ordinal=99), "批次 {paid} 的银行文件 {paid}.csv 的序号与明细不同：1"),
    (lambda s: edit(row(s.paid), profile="mt103"), "批次 {paid} 的银行文件 {paid}.csv 的格式 mt103 不在了，没有核验"),
    (lambda s: edit(row(s.paid), profile="gbk_bar"), "批次 {paid} 的银行文件 {paid}.csv 读不懂：没有合计行"),
    (lambda s: edit(row(s.flying), payer_account="1"), "批次 {flying} 的银行文件 {flying}.xml 的付款账号与批次不同"),
    (
        lambda s: edit(row(s.flying), released_at=F("released_at") + DAY),
        "批次 {flying} 的银行文件 {flying}.xml 的付款日期是 2026-04-20，不是放款那天",
    ),
    (lambda s: edit(line(s.flying, 2), amount=MUCH), "批次 {flying} 的银行文件 {flying}.xml 第2笔的金额与明细不同"),
    (lambda s: edit(row(s.paid), number="410523ZF0"), "批次 410523ZF0 的银行文件 {paid}.csv 第1笔的批次号与明细不同"),
]
RETURNS = [
    (lambda s: edit(s.paid.returns, read_by=who(cast.BUREAU_HEAD)), "批次 {paid} 登记了1份回盘，与记录的1份不同"),
    (lambda s: edit(s.paid.returns, sha256="0" * 64), "批次 {paid} 的回盘文件 000000000000 缺失或被改动"),
    (
        lambda s: (edit(s.paid.bank_files, answered_by=None), BankReturn.objects.filter(batch=s.paid).delete()),
        "批次 {paid} 第1笔记为到账，没有一份回盘说过",
    ),
    (lambda s: edit(line(s.paid, 3), state="paid"), "批次 {paid} 第3笔银行回复退汇，明细却不是（"),
    (lambda s: edit(line(s.paid, 4), state="returned"), "批次 {paid} 第4笔银行回复到账，明细却不是（"),
    (lambda s: edit(line(s.paid), amount=MUCH), "批次 {paid} 第1笔银行回复 1000.00 元，明细是 9000.00 元（"),
    (lambda s: edit(line(s.paid), account="1"), "批次 {paid} 第1笔银行回复的账号与明细不同（"),
    (lambda s: edit(line(s.paid), settled_at=s.paid.drafted_at), "批次 {paid} 第1笔的回执时间不是导入回盘的时间（"),
    (lambda s: edit(line(s.paid), ordinal=99), "批次 {paid} 第1笔不在批次里，银行却有回复（"),
    (lambda s: edit(row(s.paid), profile="gbk_bar"), "读不懂：没有合计行"),
]
INSTALMENTS = [
    (in_parts, "办件 {case} 各期的金额或起付日与核定通知书不同"),
    (in_parts, "办件 {case} 第1行应分期支付，却有整笔支付"),
    (in_parts, "办件 {case} 第1行各期合计 400.00 元，核定 1000.00 元"),
    (lambda s: (in_parts(s), paid_as_the_part_of_another(s)), "批次 {paid} 第2笔支付的是另一行的一期"),
    (lambda s: (in_parts(s), paid_as_the_part_of_another(s)), "批次 {paid} 第2笔在这一期的起付日以前编制"),
    (in_parts, "办件 {case} 第1行记为已到账，第1期没有支付，也没有停止"),
]
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
    (lambda s: edit(recovery(), state="annulled"), "办件 {recovered} 的追回记为“追回决定已撤回”，按记录应是“待缴回”"),
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
STATEMENTS = [
    (
        lambda s: (StatementRow.objects.all().delete(), BankStatement.objects.all().delete()),
        "记录里 finance@410523 导入的对账单 ",
    ),
    (
        lambda s: StatementRow.objects.all().delete(),
        "对账单 2026-04-21至2026-04-21 的笔数、新增笔数或合计与导入时的记录不同",
    ),
    (
        lambda s: edit(StatementRow.objects.all(), paid=1),
        "流水号 20260421001 与对账单 2026-04-21至2026-04-21 的文件不同",
    ),
    (
        lambda s: edit(StatementRow.objects.all(), reference="1"),
        "流水号 20260421001 与对账单 2026-04-21至2026-04-21 的文件不同",
    ),
    (lambda s: edit(BankStatement.objects.all(), count=2), "对账单 2026-04-21至2026-04-21 的笔数或起止与它的文件不同"),
    (lambda s: edit(BankStatement.objects.all(), sha256="0" * 64), "对账单 2026-04-21至2026-04-21 的文件缺失或被改动"),
]
EVERY = [
    pytest.param(plant, told, id=f"{kind} {number}", marks=pytest.mark.postgresql if number == 1 else ())
    for kind, plants in (
        ("claim", CLAIMS),
        ("notice", NOTICES),
        ("counter", COUNTERS),
        ("posting", POSTINGS),
        ("move", MOVES),
        ("objection", OBJECTIONS),
        ("payee", PAYEES),
        ("vanished", VANISHED),
        ("paying account", PAYING),
        ("request", REQUESTS),
        ("plan", PLANS),
        ("batch", BATCHES),
        ("line", LINES),
        ("bank file", BANK_FILES),
        ("return", RETURNS),
        ("instalment", INSTALMENTS),
        ("recovery", RECOVERIES),
        ("statement", STATEMENTS),
        ("indicator", INDICATORS),
        ("determination", DETERMINATIONS),
        ("words", WORDS),
        ("entry", ENTRIES),
    )
    for number, (plant, told) in enumerate(plants, start=1)
]


@pytest.mark.postgresql
def test_nothing_is_named_where_nothing_was_planted(there: Scene) -> None:
    assert list(breaks()) == []


@pytest.mark.parametrize(("plant", "told"), EVERY)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, told: str) -> None:
    sentence = told.format(**broken_into.words())
    plant(broken_into)
    found = list(breaks())
    assert any(sentence in each for each in found), (sentence, found)
