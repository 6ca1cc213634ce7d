"""What went to the bank and what came from it, as its rows say: whatever is changed, deleted or added behind the house's back is named."""

from __future__ import annotations

from django.db.models import F

from tests import cast
from tests.auditor.planted import DAY, MUCH, Plant, is_named, line, planted, row
from tests.auditor.scene import Scene, edit
from tests.cast import who
from workflow_app.models import BankFile, BankReturn, BankStatement, StatementRow

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
    (
        lambda s: edit(StatementRow.objects.all(), summary="别的用途"),
        "流水号 20260421001 与对账单 2026-04-21至2026-04-21 的文件不同",
    ),
    (lambda s: edit(BankStatement.objects.all(), count=2), "对账单 2026-04-21至2026-04-21 的笔数或起止与它的文件不同"),
    (lambda s: edit(BankStatement.objects.all(), sha256="0" * 64), "对账单 2026-04-21至2026-04-21 的文件缺失或被改动"),
]


@planted(bank_file=BANK_FILES, bank_return=RETURNS, statement=STATEMENTS)
def test_a_planted_row_is_named(broken_into: Scene, plant: Plant, sentence: str) -> None:
    is_named(broken_into, plant, sentence)
