"""A claim that is paid in parts: what of it may be paid from which day on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.models.claim import Claim


class Instalment(models.Model):
    """One part of a determined claim. Written with the determination; only what is stopped changes it."""

    claim = models.ForeignKey(Claim, models.RESTRICT, related_name="instalments")
    ordinal = models.PositiveSmallIntegerField("期次")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    due_on = models.DateField("起付日")
    stopped_at = models.DateTimeField("停止支付时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "ordinal"], name="one_instalment_by_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_instalment_pays_something"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}#{self.ordinal}"
