"""What was found about a claim between its determination and its payment, and what a person made of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.models.account import Account
from workflow_app.models.claim import Claim
from workflow_app.models.register_record import RegisterRecord
from workflow_app.models.sealed import SealedJson


class PaymentDoubt(models.Model):
    """One doubt about one claim. `findings` are what the rules say now and did not say before, as Finding.as_json: they tell of
    persons, so they are sealed; `record` is the register's answer they rest on, where it is one. Settled once, never edited."""

    class Outcome(models.TextChoices):
        PAY = "pay", "仍应支付"
        STOP = "stop", "停止支付"

    claim = models.ForeignKey(Claim, models.RESTRICT, related_name="doubts")
    findings = SealedJson()
    record = models.ForeignKey(RegisterRecord, models.RESTRICT, null=True, related_name="+")
    raised_at = models.DateTimeField("发现时间")
    outcome = models.CharField("处理结果", max_length=4, choices=Outcome, blank=True)
    words = models.TextField("理由", blank=True)
    settled_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    settled_at = models.DateTimeField("处理时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(settled_at__isnull=True), name="one_open_doubt_of_a_claim"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, outcome="", words="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False, outcome__in=("pay", "stop")) & ~Q(words="")),
                name="a_settled_doubt_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.outcome or 'open'}"
