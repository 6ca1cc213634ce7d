"""Appropriations and the postings over them: reserve at determination, post at payment."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from workflow_app.models.claim import Claim
from workflow_app.models.unit import Unit


class Appropriation(models.Model):
    """A budget indicator (指标) with its counters. The database itself refuses to overdraw it."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="appropriations")  # the finance bureau that holds it
    region = models.CharField(max_length=6)
    item = models.CharField("事项", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    indicator = models.CharField("指标文号", max_length=40, unique=True)
    fund = models.CharField("资金名称", max_length=60)
    tier = models.CharField("资金来源", max_length=20)
    functional_class = models.CharField("功能分类", max_length=20)
    government_class = models.CharField("政府经济分类", max_length=20)
    department_class = models.CharField("部门经济分类", max_length=20)
    direct = models.BooleanField("直达资金", default=False)
    appropriated = models.DecimalField("指标金额", max_digits=14, decimal_places=2)
    reserved = models.DecimalField("已预留", max_digits=14, decimal_places=2, default=0)
    posted = models.DecimalField("已支付", max_digits=14, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reserved__gte=0) & Q(posted__gte=0), name="counters_are_not_negative"),
            models.CheckConstraint(condition=Q(appropriated__gte=F("reserved") + F("posted")), name="never_overdrawn"),
        ]

    def __str__(self) -> str:
        return self.indicator


class Ledger(models.TextChoices):
    """The accounts a posting moves between."""

    AVAILABLE = "available", "可用"
    RESERVED = "reserved", "预留"
    PAID = "paid", "支付"


class Posting(models.Model):
    """A sum moved from one account to another of one appropriation: two entries that always cancel out."""

    appropriation = models.ForeignKey(Appropriation, models.RESTRICT, related_name="postings")
    claim = models.ForeignKey(Claim, models.RESTRICT, related_name="postings")
    source = models.CharField("自", max_length=10, choices=Ledger)
    target = models.CharField("至", max_length=10, choices=Ledger)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_posting_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_posting_moves_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.source}→{self.target} {self.amount}"
