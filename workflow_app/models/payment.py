"""From the request for funds to the bank's answer, line by line."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.action import Stream
from workflow_app.models.claim import Claim
from workflow_app.models.filing import StoredFile
from workflow_app.models.instalment import Instalment
from workflow_app.models.money import Appropriation
from workflow_app.models.notice import Notice
from workflow_app.models.sealed import SealedText
from workflow_app.models.unit import Unit


class FundsRequest(models.Model):
    """资金拨付申请: HRSS asks finance for the determined claims of a notice, as one list."""

    class State(models.TextChoices):
        SENT = "sent", "待财政审核"
        CHECKED = "checked", "待国库审核"
        APPROVED = "approved", "国库已审核"
        RETURNED = "returned", "财政退回"

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="funds_requests")
    finance = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    notice = models.ForeignKey(Notice, models.RESTRICT, related_name="funds_requests")
    appropriation = models.ForeignKey(Appropriation, models.RESTRICT, related_name="funds_requests")
    state = models.CharField("状态", max_length=10, choices=State, default=State.SENT)
    count = models.PositiveIntegerField("笔数")
    total = models.DecimalField("总额", max_digits=14, decimal_places=2)
    standing = models.CharField(
        "标准性质", max_length=10, blank=True
    )  # of the sum; its lines may go to another request
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("申请时间")
    checked_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    checked_at = models.DateTimeField("审核时间", null=True)
    words = models.TextField("审核意见", blank=True)
    approved_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    approved_at = models.DateTimeField("国库审核时间", null=True)
    approval_words = models.TextField("国库审核意见", blank=True)
    returned_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    returned_at = models.DateTimeField("退回时间", null=True)
    reason = models.TextField("退回原因", blank=True)
    stream = models.OneToOneField(Stream, models.RESTRICT, related_name="funds_request")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="returned")
                | (Q(returned_by__isnull=False) & Q(returned_at__isnull=False) & ~Q(reason="")),
                name="a_returned_request_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(approved_by__isnull=False) & Q(approved_at__isnull=False)),
                name="an_approved_request_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("checked_by")),
                name="checked_and_approved_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.total}"


class BatchState(models.TextChoices):
    """How far a batch has come."""

    DRAFTED = "drafted", "待放款"
    RELEASED = "released", "已放款"
    WRITTEN = "written", "已送银行"
    SETTLED = "settled", "已结清"
    DISCARDED = "discarded", "已作废"


class PaymentBatch(models.Model):
    """Lines that go to the bank in one file: built by one officer, released by another."""

    finance = models.ForeignKey(Unit, models.RESTRICT, related_name="batches")
    request = models.ForeignKey(FundsRequest, models.RESTRICT, related_name="batches")
    number = models.CharField("批次号", max_length=30, unique=True)
    profile = models.CharField("银行格式", max_length=30)
    payer_account = models.CharField("付款账号", max_length=34, blank=True)  # as chosen with the profile, when drafted
    state = FSMField("状态", default=BatchState.DRAFTED, choices=BatchState.choices, protected=True)
    count = models.PositiveIntegerField("笔数")
    total = models.DecimalField("总额", max_digits=14, decimal_places=2)
    drafted_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    drafted_at = models.DateTimeField("编制时间")
    released_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    released_at = models.DateTimeField("放款时间", null=True)
    file_sha256 = models.CharField("文件指纹", max_length=64, blank=True)
    settled_at = models.DateTimeField("结清时间", null=True)
    discarded_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    discarded_at = models.DateTimeField("作废时间", null=True)
    reason = models.TextField("作废原因", blank=True)
    stream = models.OneToOneField(Stream, models.RESTRICT, related_name="batch")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("drafted_by")),
                name="released_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("drafted", "discarded"))
                | (Q(released_by__isnull=False) & Q(released_at__isnull=False)),
                name="a_released_batch_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="discarded")
                | (Q(discarded_by__isnull=False) & Q(discarded_at__isnull=False) & ~Q(reason="")),
                name="a_discarded_batch_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(field=state, source=BatchState.DRAFTED, target=BatchState.RELEASED)
    def release(self) -> None:
        """A second person let the money go."""

    @transition(field=state, source=BatchState.RELEASED, target=BatchState.WRITTEN)
    def write(self) -> None:
        """The bank has its file."""

    @transition(field=state, source=BatchState.WRITTEN, target=BatchState.SETTLED)
    def settle(self) -> None:
        """Every line has its answer."""

    @transition(field=state, source=BatchState.DRAFTED, target=BatchState.DISCARDED)
    def discard(self) -> None:
        """Not released; its lines are free again."""


class LineState(models.TextChoices):
    """What became of one transfer."""

    DRAFTED = "drafted", "待放款"
    RELEASED = "released", "在途"
    PAID = "paid", "已到账"
    RETURNED = "returned", "退汇"
    DISCARDED = "discarded", "作废"


ON_ITS_WAY = (LineState.DRAFTED, LineState.RELEASED)
LIVE_LINES = (*ON_ITS_WAY, LineState.PAID)


class PaymentLine(models.Model):
    """One transfer for one claim, or for one instalment of it. A returned one is followed by a new, linked line, never edited."""

    batch = models.ForeignKey(PaymentBatch, models.RESTRICT, related_name="lines")
    ordinal = models.PositiveIntegerField("序号")
    claim = models.ForeignKey(Claim, models.RESTRICT, related_name="payment_lines")
    instalment = models.ForeignKey(Instalment, models.RESTRICT, null=True, related_name="payment_lines")
    reissue_of = models.OneToOneField("self", models.RESTRICT, null=True, related_name="reissued_as")
    payee = models.CharField("户名", max_length=100)
    account = SealedText("账号")
    account_index = models.CharField(max_length=64)
    bank = models.CharField("开户行", max_length=100)
    towards = models.ForeignKey("workflow_app.Recovery", models.RESTRICT, null=True, related_name="offset_lines")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    state = models.CharField("状态", max_length=10, choices=LineState, default=LineState.DRAFTED)
    reason = models.CharField("退汇原因", max_length=120, blank=True)
    settled_at = models.DateTimeField("回执时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "ordinal"], name="one_payment_line_by_number"),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state__in=LIVE_LINES, instalment=None),
                name="one_live_payment_line_of_a_claim",
            ),
            models.UniqueConstraint(
                fields=["instalment"], condition=Q(state__in=LIVE_LINES), name="one_live_payment_line_of_an_instalment"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_pays_something"),
            models.CheckConstraint(
                condition=~Q(state__in=("paid", "returned")) | Q(settled_at__isnull=False),
                name="settled_line_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}#{self.ordinal}"


class BankReturn(models.Model):
    """A return file that was posted, sealed under its digest: the same file twice changes nothing."""

    batch = models.ForeignKey(PaymentBatch, models.RESTRICT, related_name="returns")
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.ForeignKey(
        StoredFile, models.RESTRICT, null=True, related_name="+"
    )  # None: read when no bytes were kept
    read_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class PayeeAccount(models.Model):
    """The account a case is paid to, as it stood at a moment; a correction appends a new row. Never by an agent. `towards`: the
    collecting account of the Treasury, where the applicant agreed that the money, as much as they read (`agreed`), meets what
    is owed under a recovery."""

    case = models.ForeignKey("workflow_app.Case", models.RESTRICT, related_name="payee_accounts")
    payee = models.CharField("户名", max_length=100)
    account = SealedText("账号")
    account_index = models.CharField(max_length=64)
    masked = models.CharField(max_length=30)
    bank = models.CharField("开户行", max_length=100)
    towards = models.ForeignKey("workflow_app.Recovery", models.RESTRICT, null=True, related_name="+")
    agreed = models.DecimalField("同意抵缴的金额", max_digits=14, decimal_places=2, null=True)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=["account_index"], name="who_is_paid_to_an_account")]

    def __str__(self) -> str:
        return f"{self.payee} {self.masked}"
