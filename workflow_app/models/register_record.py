"""What other offices' registers were asked for a case, and what they answered. Appended only."""

from __future__ import annotations

from django.db import models

from workflow_app.models.case import Case
from workflow_app.models.sealed import SealedJson, SealedText


class RegisterRecord(models.Model):
    """One answer, or that none was had (`content` null). `key` is the question's own, so that one asking is kept once."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="register_records")
    register = models.CharField("登记系统", max_length=20)
    subject = SealedText()
    subject_index = models.CharField(max_length=64)
    authorised_by = models.CharField("授权依据", max_length=60)  # the answer of the filing that allows it
    filing = models.PositiveSmallIntegerField("依据的申报")  # its ordinal
    source = models.CharField("来源", max_length=120)
    asked_at = models.DateTimeField("查询时间")
    answered_at = models.DateTimeField("答复时间", null=True)
    content = SealedJson(null=True)
    failure = models.CharField("没有答复的原因", max_length=120, blank=True)
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=False) | ~models.Q(failure=""), name="answered_or_says_why_not"
            ),
        ]
        indexes = [models.Index(fields=["case", "register", "subject_index"], name="register_answers_of_a_case")]

    def __str__(self) -> str:
        return f"{self.register} ({self.case_id})"
