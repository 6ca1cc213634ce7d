"""What passes in the life of a loan: payments, delays, recoveries."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from processes.loans.models.loan import Loan
from workflow_app.models import Account


class Repayment(models.Model):
    """What the borrower paid the bank. Appended once; a mistake is answered by the bank's own booking, never by a change here."""

    loan = models.ForeignKey(Loan, models.RESTRICT, related_name="repayments")
    ordinal = models.PositiveIntegerField("序号")
    on = models.DateField("还款日期")
    principal = models.DecimalField("本金（元）", max_digits=14, decimal_places=2)
    interest = models.DecimalField("利息（元）", max_digits=14, decimal_places=2)
    voucher = models.CharField("凭证号", max_length=40)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["loan", "ordinal"], name="one_repayment_at_a_place"),
            models.UniqueConstraint(fields=["loan", "voucher"], name="a_voucher_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(principal__gte=0) & Q(interest__gte=0) & (Q(principal__gt=0) | Q(interest__gt=0)),
                name="a_repayment_pays_something",
            ),
        ]
        ordering = ["ordinal"]

    def __str__(self) -> str:
        return f"{self.loan_id}/{self.ordinal}"


class Delay(models.Model):
    """Days on which a loan was behind: from the day after a sum fell due up to the day all was paid (that day not)."""

    loan = models.ForeignKey(Loan, models.RESTRICT, related_name="delays")
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_delay_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["loan"], condition=Q(until__isnull=True), name="one_delay_at_a_time"),
        ]
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.loan_id} since {self.since}"


class Recovery(models.Model):
    """What came back after the fund had paid: `to_fund` its share, `to_bank` the bank's own."""

    loan = models.ForeignKey(Loan, models.RESTRICT, related_name="recoveries")
    ordinal = models.PositiveIntegerField("序号")
    on = models.DateField("追回日期")
    to_fund = models.DecimalField("归还担保基金（元）", max_digits=14, decimal_places=2)
    to_bank = models.DecimalField("归还银行（元）", max_digits=14, decimal_places=2)
    voucher = models.CharField("凭证号", max_length=40)
    words = models.CharField("追偿情况", max_length=500)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["loan", "ordinal"], name="one_recovery_at_a_place"),
            models.UniqueConstraint(fields=["loan", "voucher"], name="a_recovery_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(to_fund__gte=0) & Q(to_bank__gte=0) & (Q(to_fund__gt=0) | Q(to_bank__gt=0)),
                name="a_recovery_brings_something",
            ),
        ]
        ordering = ["ordinal"]

    def __str__(self) -> str:
        return f"{self.loan_id}/{self.ordinal}"
