"""What is due when, and when the clock stood still."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from workflow_app.clock.limit import PauseReason
from workflow_app.models.account import Account
from workflow_app.models.case import Case
from workflow_app.models.round import Round


class Deadline(models.Model):
    """A day by which something must have happened. Armed until it is met, has expired, or no longer matters."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", "受理期限"
        CORRECTION = "correction", "补正期限"
        SEAT = "seat", "环节期限"
        PROMISED = "promised", "承诺期限"
        STATUTORY = "statutory", "法定期限"

    class State(models.TextChoices):
        ARMED = "armed", "进行中"
        MET = "met", "按期"
        EXPIRED = "expired", "逾期"
        CANCELLED = "cancelled", "取消"

    case = models.ForeignKey(Case, models.RESTRICT, related_name="deadlines")
    round = models.ForeignKey(Round, models.RESTRICT, null=True, related_name="deadlines")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    parameter = models.CharField("依据参数", max_length=60)
    days = models.PositiveSmallIntegerField("工作日")
    starts_on = models.DateField("起算日")  # the day itself is not counted
    due_on = models.DateField("到期日")
    estimated = models.BooleanField("推算", default=False)  # reaches into a year whose holidays are not yet published
    state = models.CharField("状态", max_length=10, choices=State, default=State.ARMED)
    settled_at = models.DateTimeField("了结时间", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="due_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state="armed") | Q(settled_at__isnull=False), name="settled_deadline_has_its_time"
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(state="armed"), name="armed_deadlines")]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on} ({self.case_id})"


class Pause(models.Model):
    """Days that do not count, with the reason the applicant can read."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="pauses")
    reason = models.CharField("原因", max_length=12, choices=[(r.value, r.label) for r in PauseReason])
    since = models.DateField("起")
    until = models.DateField("止", null=True)
    words = models.TextField("说明", blank=True)
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")  # null: the house itself

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reason"], condition=Q(until__isnull=True), name="one_running_pause_of_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_pause_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.since} ({self.case_id})"
