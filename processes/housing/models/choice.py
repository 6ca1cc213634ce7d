"""Which home a household chose."""

from __future__ import annotations

from django.db import models

from processes.housing.models.home import Home
from processes.housing.models.plan import Interest
from workflow_app.models import Account


class Choice(models.Model):
    """One home for one stated interest. That two choosers get one home the database itself refuses."""

    interest = models.OneToOneField(Interest, models.RESTRICT, related_name="choice")
    home = models.ForeignKey(Home, models.RESTRICT, related_name="choices")
    plan = models.ForeignKey("housing.AllocationPlan", models.RESTRICT, related_name="choices")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("选房时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "home"], name="a_home_is_chosen_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.interest_id} chose {self.home_id}"
