"""批量办理: one word for many seats, each tried and told for itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.models.account import Account
from workflow_app.models.round import Seat


class BulkSigning(models.Model):
    """One person's word for many waiting seats, worked through by a job that can be stopped."""

    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    stance = models.CharField("意见", max_length=10)
    words = models.TextField("意见内容", blank=True)
    at = models.DateTimeField("提交时间")
    stopped_at = models.DateTimeField("停止时间", null=True)
    ended_at = models.DateTimeField("完成时间", null=True)

    def __str__(self) -> str:
        return f"{self.by_id} {self.at}"


class BulkLine(models.Model):
    """One seat of it, and what became of it: '' waits, done, or refused with the sentence."""

    class Outcome(models.TextChoices):
        WAITING = "", "等待"
        DONE = "done", "已签署"
        REFUSED = "refused", "未签署"
        STOPPED = "stopped", "已停止"

    signing = models.ForeignKey(BulkSigning, models.RESTRICT, related_name="lines")
    seat = models.ForeignKey(Seat, models.RESTRICT, related_name="+")
    outcome = models.CharField("结果", max_length=8, choices=Outcome, blank=True)
    sentence = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signing", "seat"], name="a_seat_is_signed_once_in_a_bulk")]
        indexes = [models.Index(fields=["signing", "id"], condition=Q(outcome=""), name="bulk_lines_to_do")]

    def __str__(self) -> str:
        return f"{self.signing_id}/{self.seat_id}"
