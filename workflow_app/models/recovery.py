"""追回: money that was paid comes back to the Treasury, never without hearing whom it hits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.case import Case
from workflow_app.models.claim import Claim
from workflow_app.models.hearing import Hearing
from workflow_app.models.money import FundsMove
from workflow_app.models.payment import PaymentLine


class RecoveryState(models.TextChoices):
    """Where a recovery stands in law."""

    NOTICED = "noticed", "已告知"
    HEARD = "heard", "已陈述申辩"
    ORDERED = "ordered", "待缴回"
    DEMANDED = "demanded", "已催告"
    HANDED_OVER = "handed_over", "已申请强制执行"
    PAID_BACK = "paid_back", "已缴清"
    DROPPED = "dropped", "不予追回"
    ANNULLED = "annulled", "追回决定已撤回"


S = RecoveryState
OWING = (S.ORDERED, S.DEMANDED, S.HANDED_OVER)  # ordered, and not all of it has come back
UNDER_WAY = (S.NOTICED, S.HEARD, *OWING)


class Recovery(Hearing):
    """From the notice of facts to the last receipt of the Treasury, or to the court."""

    WHAT = "追回"
    case = models.ForeignKey(Case, models.RESTRICT, related_name="recoveries")
    state = FSMField("状态", default=S.NOTICED, choices=S.choices, protected=True)
    amount = models.DecimalField("追回金额", max_digits=14, decimal_places=2)
    code = models.CharField("缴款码", max_length=24, blank=True)  # of the non-tax revenue system, without blanks
    pay_by = models.DateField("缴回期限", null=True)
    demanded_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    demanded_at = models.DateTimeField("催告时间", null=True)
    demand_until = models.DateField("催告期限", null=True)
    handed_over_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    handed_over_at = models.DateTimeField("申请强制执行时间", null=True)
    annulled_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    annulment = models.TextField("撤回原因", blank=True)
    ended_at = models.DateTimeField("缴清或者撤回时间", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="recovery_state_is_a_state"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_recovery_recovers_something"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=UNDER_WAY), name="one_recovery_of_a_case_under_way"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_recovery_by_code"),
            models.CheckConstraint(
                condition=~Q(state=S.HEARD) | Q(stated_at__isnull=False, stated_by__isnull=False),
                name="a_statement_on_a_recovery_says_whose",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(S.NOTICED, S.HEARD)) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decided_recovery_says_who",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(S.NOTICED, S.HEARD, S.DROPPED)) | (~Q(code="") & Q(pay_by__isnull=False)),
                name="what_is_ordered_says_how_and_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(S.DEMANDED, S.HANDED_OVER))
                | Q(demanded_at__isnull=False, demanded_by__isnull=False, demand_until__isnull=False),
                name="a_demand_says_by_whom_and_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.ANNULLED)
                | (Q(annulled_by__isnull=False, ended_at__isnull=False) & ~Q(annulment="")),
                name="an_annulled_order_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.amount} {self.state}"

    @transition(field=state, source=S.NOTICED, target=S.HEARD)
    def hear(self) -> None:
        """The party said what it has to say."""

    @transition(field=state, source=[S.NOTICED, S.HEARD], target=S.ORDERED)
    def order(self) -> None:
        """The party has to pay back."""

    @transition(field=state, source=[S.NOTICED, S.HEARD], target=S.DROPPED)
    def drop(self) -> None:
        """It keeps what it was paid."""

    @transition(field=state, source=S.ORDERED, target=S.DEMANDED)
    def demand(self) -> None:
        """The day is over and not all of it came back."""

    @transition(field=state, source=S.DEMANDED, target=S.HANDED_OVER)
    def hand_over(self) -> None:
        """The court is asked to enforce it."""

    @transition(field=state, source=list(OWING), target=S.ANNULLED)
    def annul(self) -> None:
        """The order was wrong, or was quashed: nothing is owed under it any more."""

    @transition(field=state, source=list(OWING), target=S.PAID_BACK)
    def settle(self) -> None:
        """All of it came back."""


class RecoveredLine(models.Model):
    """So much of one claim's payment has to come back."""

    recovery = models.ForeignKey(Recovery, models.RESTRICT, related_name="lines")
    claim = models.ForeignKey(Claim, models.RESTRICT, related_name="recovered_lines")
    amount = models.DecimalField("追回金额", max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recovery", "claim"], name="a_claim_once_in_a_recovery"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_recovered_line_recovers_something"),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id}: {self.claim_id} {self.amount}"


class ReceiptEntry(models.Model):
    """A receipt of the Treasury as one person typed it in: no money moves before another one confirms it, and either may be told it is
    wrong. Answered once; `refusal` '' while it waits or once it is confirmed. `line`: the transfer that met the debt, where the bank paid
    it and not the party."""

    recovery = models.ForeignKey(Recovery, models.RESTRICT, related_name="entries")
    line = models.ForeignKey(PaymentLine, models.RESTRICT, null=True, related_name="receipt_entries")
    serial = models.CharField("国库收款流水号", max_length=40)
    paid_on = models.DateField("缴款日期")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("登记时间")
    answered_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    answered_at = models.DateTimeField("核对时间", null=True)
    refusal = models.TextField("退回原因", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_entry_enters_something"),
            models.UniqueConstraint(fields=["serial"], condition=Q(refusal=""), name="a_receipt_is_entered_once"),
            models.UniqueConstraint(fields=["line"], condition=Q(refusal=""), name="a_transfer_is_received_once"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, refusal="")
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answered_entry_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(refusal="") | ~Q(answered_by=models.F("by")),
                name="entered_and_confirmed_by_two",
            ),
        ]
        indexes = [models.Index(fields=["recovery"], condition=Q(answered_at=None), name="entries_that_wait")]

    def __str__(self) -> str:
        return f"{self.serial} {self.amount}"


class RecoveryReceipt(models.Model):
    """Money that came to the Treasury under the code: its serial number there, the day, and the move that posts it."""

    recovery = models.ForeignKey(Recovery, models.RESTRICT, related_name="receipts")
    serial = models.CharField("国库收款流水号", max_length=40, unique=True)
    paid_on = models.DateField("缴款日期")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    move = models.OneToOneField(FundsMove, models.RESTRICT, related_name="recovery_receipt")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_receipt_receives_something")]

    def __str__(self) -> str:
        return f"{self.serial} {self.amount}"
