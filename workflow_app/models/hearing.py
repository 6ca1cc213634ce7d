"""What everything that is held against a party keeps: the facts it was told, what it said, what was decided and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from workflow_app.models.account import Account


class Hearing(models.Model):
    """事先告知、陈述申辩、决定: no decision against a party without the first two. `WHAT` is how the decision is called."""

    WHAT: ClassVar[str]
    facts = models.TextField("查明的事实")
    basis = models.CharField("依据", max_length=200)
    proposed_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    noticed_at = models.DateTimeField("告知时间")
    told_on = models.DateField("期限起算日")  # of the notice's service once that is recorded, till then of its issue
    heard_until = models.DateField("陈述申辩期限")
    statement = models.TextField("陈述申辩", blank=True)
    stated_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    stated_at = models.DateTimeField("陈述时间", null=True)
    words = models.TextField("决定理由", blank=True)
    decided_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField("决定时间", null=True)

    class Meta:
        abstract = True
