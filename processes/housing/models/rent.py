"""What a tenancy owes and what came in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from processes.housing.models.tenancy import Tenancy
from workflow_app.models import Account


class RentBill(models.Model):
    """The rent of a quarter, or of the part of it the tenancy lasts (a renewal within one brings a second bill). `months` keeps
    each month's arithmetic."""

    tenancy = models.ForeignKey(Tenancy, models.RESTRICT, related_name="bills")
    quarter = models.CharField("季度", max_length=6)  # 2026Q4
    since = models.DateField("起")
    until = models.DateField("止")
    due_on = models.DateField("缴款期限")
    months = models.JSONField("逐月计算")  # [{"since", "until", "formula", "fen", "standing"}]
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    at = models.DateTimeField("出账时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenancy", "since"], name="one_bill_from_a_day"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_bill_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_bill_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.tenancy_id} {self.quarter}"


class RentPayment(models.Model):
    """Money that reached the treasury (非税收入). One voucher is entered once."""

    tenancy = models.ForeignKey(Tenancy, models.RESTRICT, related_name="payments")
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    paid_on = models.DateField("缴款日期")
    voucher = models.CharField("非税缴款书号", max_length=40, unique=True)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_of_something")]

    def __str__(self) -> str:
        return f"{self.tenancy_id} {self.paid_on}"
