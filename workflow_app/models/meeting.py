"""A session that sat about a round: when, where, who was there. The signatures are the round's own."""

from __future__ import annotations

from django.db import models

from workflow_app.models.account import Account
from workflow_app.models.round import Round


class Meeting(models.Model):
    """局长办公会: recorded before its members sign, never changed afterwards."""

    round = models.OneToOneField(Round, models.RESTRICT, related_name="meeting")
    held_on = models.DateField("会议日期")
    place = models.CharField("地点", max_length=60)
    chair = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    present = models.ManyToManyField(Account, related_name="+")
    words = models.TextField("讨论情况")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")  # who recorded it
    at = models.DateTimeField("登记时间")

    def __str__(self) -> str:
        return f"{self.round_id} {self.held_on}"
