"""A loan and what it is in law."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from workflow_app.models import Case, Party, Stream, Unit


class LoanState(models.TextChoices):
    """What a loan is."""

    PERFORMING = "performing", "正常"
    EXTENDED = "extended", "展期"
    OVERDUE = "overdue", "逾期"
    SETTLED = "settled", "结清"
    CLAIMED = "claimed", "已代偿"
    RECOVERING = "recovering", "追偿中"
    WRITTEN_OFF = "written_off", "已核销"


S = LoanState
RUNNING = (S.PERFORMING, S.EXTENDED, S.OVERDUE)
PAID_BY_THE_FUND = (S.CLAIMED, S.RECOVERING, S.WRITTEN_OFF)


class Loan(models.Model):
    """What the bank lent under a guarantee. Rates are ratios (0.0360); sums in yuan.

    `bank` and `guarantor` are the units whose desks act on it; `lender` and `lender_code` the bank as it is registered.
    `behind_since` is the day the oldest unpaid sum fell due; `compensated` what the guarantee fund paid the bank.
    """

    case = models.OneToOneField(Case, models.RESTRICT, related_name="loan")
    borrower = models.ForeignKey(Party, models.RESTRICT, related_name="loans")
    bank = models.ForeignKey(Unit, models.RESTRICT, related_name="loans_lent")
    guarantor = models.ForeignKey(Unit, models.RESTRICT, related_name="loans_guaranteed")
    lender = models.CharField("放款银行", max_length=100)
    lender_code = models.CharField("银行统一社会信用代码", max_length=18)
    receipt_number = models.CharField("借据编号", max_length=40)
    principal = models.DecimalField("本金（元）", max_digits=14, decimal_places=2)
    rate = models.DecimalField("年利率", max_digits=8, decimal_places=6)
    lpr = models.DecimalField("签订合同时的LPR", max_digits=8, decimal_places=6)
    disbursed_on = models.DateField("放款日期")
    due_on = models.DateField("到期日期")
    extended_until = models.DateField("展期至", null=True)
    subsidised = models.BooleanField("给予贴息")
    state = FSMField("状态", default=S.PERFORMING, choices=S.choices, protected=True)
    behind_since = models.DateField("欠款起始日", null=True)
    settled_on = models.DateField("结清日期", null=True)
    claimed_on = models.DateField("代偿日期", null=True)
    compensated = models.DecimalField("代偿金额（元）", max_digits=14, decimal_places=2, default=0)
    written_off_on = models.DateField("核销日期", null=True)
    stream = models.OneToOneField(Stream, models.RESTRICT, related_name="loan")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="loan_state_is_a_state"),
            models.CheckConstraint(condition=Q(principal__gt=0), name="a_loan_lends_something"),
            models.CheckConstraint(condition=Q(due_on__gt=F("disbursed_on")), name="a_loan_is_due_after_it_is_lent"),
            models.CheckConstraint(
                condition=Q(extended_until__isnull=True) | Q(extended_until__gt=F("due_on")),
                name="an_extension_moves_the_end",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.SETTLED) | Q(settled_on__isnull=False), name="a_settled_loan_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=S.OVERDUE) | Q(behind_since__isnull=False), name="an_overdue_loan_says_since_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PAID_BY_THE_FUND) | (Q(claimed_on__isnull=False) & Q(compensated__gt=0)),
                name="what_the_fund_paid_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.WRITTEN_OFF) | Q(written_off_on__isnull=False), name="a_loss_has_its_day"
            ),
        ]
        indexes = [models.Index(fields=["bank", "state", "id"], name="loans_of_a_bank")]

    def __str__(self) -> str:
        return f"{self.receipt_number}"

    @property
    def is_running(self) -> bool:
        """The borrower still owes the bank."""
        return self.state in RUNNING

    @transition(field=state, source=S.PERFORMING, target=S.EXTENDED)
    def extend(self) -> None:
        """展期: the end is moved once; nothing is subsidised beyond the first term."""

    @transition(field=state, source=[S.PERFORMING, S.EXTENDED], target=S.OVERDUE)
    def fall_behind(self) -> None:
        """A sum that was due is unpaid."""

    @transition(field=state, source=S.OVERDUE, target=S.PERFORMING)
    def catch_up(self) -> None:
        """Everything due is paid."""

    @transition(field=state, source=S.OVERDUE, target=S.EXTENDED)
    def catch_up_extended(self) -> None:
        """Everything due is paid, in a term that was extended."""

    @transition(field=state, source=list(RUNNING), target=S.SETTLED)
    def settle(self) -> None:
        """Principal and interest are paid."""

    @transition(field=state, source=S.OVERDUE, target=S.CLAIMED)
    def be_claimed(self) -> None:
        """代偿: the guarantee fund paid its share to the bank."""

    @transition(field=state, source=[S.CLAIMED, S.RECOVERING], target=S.RECOVERING)
    def recover_a_part(self) -> None:
        """追偿: something came back."""

    @transition(field=state, source=[S.CLAIMED, S.RECOVERING], target=S.SETTLED)
    def recover_all(self) -> None:
        """All that the fund and the bank had lost came back."""

    @transition(field=state, source=[S.CLAIMED, S.RECOVERING], target=S.WRITTEN_OFF)
    def be_written_off(self) -> None:
        """核销: nothing more can be had; the debt itself is not forgiven."""
