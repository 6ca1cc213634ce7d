"""Which home a household chose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from processes.housing.models.home import Home
from processes.housing.models.plan import Interest
from workflow_app.models import Account


class Choice(models.Model):
    """One home for one stated interest. That two choosers get one home the database itself refuses. `given_up_at` is set,
    with the reason, when it was given up before a lease."""

    interest = models.OneToOneField(Interest, models.RESTRICT, related_name="choice")
    home = models.ForeignKey(Home, models.RESTRICT, related_name="choices")
    plan = models.ForeignKey("housing.AllocationPlan", models.RESTRICT, related_name="choices")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("选房时间")
    given_up_at = models.DateTimeField("取消选定时间", null=True)
    given_up_why = models.TextField("取消选定原因", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "home"], condition=Q(given_up_at=None), name="a_home_is_chosen_once_in_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(given_up_at=None) | ~Q(given_up_why=""), name="a_choice_given_up_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interest_id} chose {self.home_id}"
