"""What passes between finance and its bank: the format in use, the files of a batch, returns looked at, statements."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.models.account import Account
from workflow_app.models.filing import StoredFile
from workflow_app.models.payment import BankReturn, PaymentBatch
from workflow_app.models.unit import Unit


class ProfileChoice(models.Model):
    """The bank's format a finance unit writes from a moment on, the account it pays from, and the Treasury's collecting account
    (非税收入汇缴账户; all three of it or nothing). Appended, the newest holds."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="profile_choices")
    profile = models.CharField("银行格式", max_length=30)
    payer_account = models.CharField("付款账号", max_length=34, blank=True)
    collecting_payee = models.CharField("汇缴账户户名", max_length=100, blank=True)
    collecting_account = models.CharField("汇缴账号", max_length=34, blank=True)
    collecting_bank = models.CharField("汇缴账户开户行", max_length=100, blank=True)
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(collecting_payee="", collecting_account="", collecting_bank="")
                | (~Q(collecting_payee="") & ~Q(collecting_account="") & ~Q(collecting_bank="")),
                name="a_collecting_account_is_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.profile}"


class BankFile(models.Model):
    """One file of a batch as it went to the bank; a batch larger than its format's cap has several."""

    batch = models.ForeignKey(PaymentBatch, models.RESTRICT, related_name="bank_files")
    number = models.PositiveIntegerField("文件序号")
    name = models.CharField("文件名", max_length=60)
    first = models.PositiveIntegerField("首笔序号")
    last = models.PositiveIntegerField("末笔序号")
    count = models.PositiveIntegerField("笔数")
    total = models.DecimalField("总额", max_digits=14, decimal_places=2)
    sha256 = models.CharField("文件指纹", max_length=64)
    answered_by = models.ForeignKey(BankReturn, models.RESTRICT, null=True, related_name="answered_files")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_bank_file_by_number")]

    def __str__(self) -> str:
        return self.name


class PresentedReturn(models.Model):
    """A return file that was looked at: what it says is told, nothing is posted. Appended."""

    batch = models.ForeignKey(PaymentBatch, models.RESTRICT, related_name="presented")
    file = models.ForeignKey(StoredFile, models.RESTRICT, related_name="+")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "sha256"], name="a_return_is_presented_once")]

    def __str__(self) -> str:
        return self.sha256[:12]


class BankStatement(models.Model):
    """A statement of the paying account (对账单), sealed; its transactions are rows. Appended."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="statements")
    file = models.ForeignKey(StoredFile, models.RESTRICT, related_name="+")
    sha256 = models.CharField(max_length=64)
    since = models.DateField("起")
    until = models.DateField("止")
    count = models.PositiveIntegerField("笔数")
    read_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    read_at = models.DateTimeField("导入时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "sha256"], name="a_statement_is_read_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.since}—{self.until}"


class StatementRow(models.Model):
    """One transaction the bank made on the paying account: known once by its serial number. Appended."""

    statement = models.ForeignKey(BankStatement, models.RESTRICT, related_name="rows")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    serial = models.CharField("流水号", max_length=40)
    on = models.DateField("交易日期")
    reference = models.CharField("批次号或端到端标识", max_length=40, blank=True)
    batch = models.ForeignKey(PaymentBatch, models.RESTRICT, null=True, related_name="statement_rows")
    part = models.PositiveIntegerField("文件序号", null=True)
    ordinal = models.PositiveIntegerField("序号", null=True)
    paid = models.DecimalField("借方", max_digits=14, decimal_places=2, default=0)  # left the account
    back = models.DecimalField("贷方", max_digits=14, decimal_places=2, default=0)  # came back into it
    summary = models.CharField("摘要", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "serial"], name="a_transaction_is_known_once"),
            models.CheckConstraint(
                condition=(Q(paid__gt=0) & Q(back=0)) | (Q(paid=0) & Q(back__gt=0)), name="a_transaction_goes_one_way"
            ),
        ]
        indexes = [models.Index(fields=["batch", "ordinal"], name="statement_rows_of_a_batch")]

    def __str__(self) -> str:
        return self.serial
