"""What happened, appended and chained: nobody edits a link, nobody takes one out unseen."""

from __future__ import annotations

from django.db import models

from workflow_app.models.account import Account


class Stream(models.Model):
    """A chain of actions: of a case, a batch, an organisation, a policy. Its row holds the last link."""

    key = models.CharField("对象", max_length=80, unique=True)  # case:410523-2026-000001, organisation
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.key


class Action(models.Model):
    """One act. `digest` covers everything here and the link before; `personal` is a keyed digest of what may not stand here."""

    stream = models.ForeignKey(Stream, models.RESTRICT, related_name="actions")
    ordinal = models.PositiveIntegerField()
    verb = models.CharField("行为", max_length=40)
    by = models.ForeignKey(
        Account, models.RESTRICT, null=True, related_name="+"
    )  # null: the system, with its legal basis in the body
    by_name = models.CharField("姓名", max_length=50, blank=True)  # what they were called then; '' for the system
    at = models.DateTimeField("时间")
    body = models.JSONField("内容")
    personal = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "ordinal"], name="one_link_at_a_place")]

    def __str__(self) -> str:
        return f"{self.stream_id}/{self.ordinal} {self.verb}"
