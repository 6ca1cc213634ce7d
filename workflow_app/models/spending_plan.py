"""用款计划: how much of an indicator may be asked for in which month. A row is appended and never edited; a later one moves a month's sum."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.money import Appropriation
from workflow_app.models.paper import IssuedDocument
from workflow_app.models.unit import Unit


class PlanState(models.TextChoices):
    """Where a row of a plan stands."""

    DRAFTED = "drafted", "待业务科室审核"
    AGREED = "agreed", "待国库审核"
    APPROVED = "approved", "已批复"
    RETURNED = "returned", "已退回"


S = PlanState
UNDER_WAY = (S.DRAFTED, S.AGREED)


class SpendingPlan(models.Model):
    """So many yuan of an indicator for a month of its year, or, with `words`, so many more or less than planned before. Approved rows
    add up; months before roll on. `by` None: given as the city was founded, and then only a `sample`."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="spending_plans")  # whose finance section plans
    appropriation = models.ForeignKey(Appropriation, models.RESTRICT, related_name="plans")
    number = models.CharField("计划编号", max_length=30)
    month = models.PositiveSmallIntegerField("月份")
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    words = models.TextField("说明", blank=True)
    standing = models.CharField("性质", max_length=10, blank=True)
    state = FSMField("状态", default=S.DRAFTED, choices=S.choices, protected=True)
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField("编报时间")
    agreed_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    agreed_at = models.DateTimeField("业务科室审核时间", null=True)
    approved_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    approved_at = models.DateTimeField("批复时间", null=True)
    answer = models.CharField("批复文号", max_length=60, blank=True)  # as the treasury numbers its answer
    paper = models.OneToOneField(
        IssuedDocument, models.RESTRICT, null=True, related_name="plan"
    )  # 用款计划表, once approved
    returned_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    returned_at = models.DateTimeField("退回时间", null=True)
    reason = models.TextField("退回原因", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="spending_plan_state_is_a_state"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="a_plan_is_of_a_month"),
            models.CheckConstraint(condition=~Q(amount=0), name="a_plan_plans_something"),
            models.UniqueConstraint(fields=["unit", "number"], name="one_plan_by_number"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(standing="sample"), name="a_plan_nobody_made_is_a_sample"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | (Q(agreed_by__isnull=False) & Q(agreed_at__isnull=False)),
                name="an_agreed_plan_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(by__isnull=True)
                | (Q(agreed_by__isnull=False) & Q(approved_by__isnull=False) & Q(approved_at__isnull=False)),
                name="an_approved_plan_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned")
                | (Q(returned_by__isnull=False) & Q(returned_at__isnull=False) & ~Q(reason="")),
                name="a_returned_plan_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=(Q(agreed_by__isnull=True) | ~Q(agreed_by=F("by")))
                & (Q(approved_by__isnull=True) | (~Q(approved_by=F("by")) & ~Q(approved_by=F("agreed_by")))),
                name="a_plan_passes_three_people",
            ),
        ]
        indexes = [models.Index(fields=["appropriation", "state", "month"], name="plans_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.number}: {self.month}月 {self.amount}"

    @transition(field=state, source=S.DRAFTED, target=S.AGREED)
    def agree(self) -> None:
        """The business section found it in order."""

    @transition(field=state, source=S.AGREED, target=S.APPROVED)
    def approve(self) -> None:
        """The treasury section gave it: so much may be asked for."""

    @transition(field=state, source=[S.DRAFTED, S.AGREED], target=S.RETURNED)
    def send_back(self) -> None:
        """Not so; another row may be drafted."""
