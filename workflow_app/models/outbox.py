"""Work that must follow a commit. The row is the queue; a message to a worker only says that there is work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class OutboxEntry(models.Model):
    """One job. Claimed under a lease, done in the same transaction as its effect, parked after too many tries."""

    class State(models.TextChoices):
        NEW = "new", "待处理"
        DONE = "done", "完成"
        PARKED = "parked", "搁置"

    job = models.CharField("任务", max_length=40)
    key = models.CharField(max_length=120, unique=True)  # the same work is never written twice
    argument = models.BigIntegerField()
    state = models.CharField("状态", max_length=8, choices=State, default=State.NEW)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    not_before = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    failure = models.CharField("原因", max_length=300, blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["not_before", "id"], condition=Q(state="new"), name="outbox_to_do")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="done") | Q(done_at__isnull=False), name="done_has_its_time")
        ]

    def __str__(self) -> str:
        return self.key
