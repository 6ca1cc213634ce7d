"""An allocation plan (配租方案): which homes, until when interest is stated, how and when the order is drawn."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from processes.housing.models.waiting import WaitingEntry
from workflow_app.models import Account, Stream, Unit
from workflow_app.models.sealed import SealedJson


class PlanState(models.TextChoices):
    """How far a plan has come."""

    PUBLISHED = "published", "意向登记中"
    FROZEN = "frozen", "名单已冻结"
    DRAWN = "drawn", "已摇号"
    ENDED = "ended", "已结束"
    WITHDRAWN = "withdrawn", "已撤回"


class Recheck(models.TextChoices):
    """What the re-check of a stated interest found (公共租赁住房管理办法第十二条)."""

    PENDING = "pending", "待复审"
    PASSED = "passed", "复审通过"
    FAILED = "failed", "复审未通过"


P = PlanState


class AllocationPlan(models.Model):
    """`result_named` tells the public result that joins the seed, `result_due` when it falls due: both are announced with
    the plan. `called` is the last place of the order that may choose by now."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="allocation_plans")
    item = models.CharField("事项", max_length=40)
    number = models.CharField("方案编号", max_length=60, unique=True)
    title = models.CharField("名称", max_length=80)
    interest_until = models.DateField("意向登记截止")
    result_named = models.CharField("约定的公开结果", max_length=200)
    result_due = models.DateTimeField("公开结果产生时间")
    notice_days = models.PositiveSmallIntegerField("结果公示工作日")
    notice_standing = models.CharField(max_length=10)
    notice_until = models.DateField("结果公示截止", null=True)
    called = models.PositiveIntegerField("已叫到的选房序号", default=0)
    published_at = models.DateTimeField("公布时间")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    stream = models.OneToOneField(Stream, models.RESTRICT, related_name="+")
    state = FSMField("状态", default=P.PUBLISHED, choices=P.choices, protected=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=P.values), name="plan_state_is_a_state"),
            models.CheckConstraint(
                condition=~Q(state__in=(P.DRAWN, P.ENDED)) | Q(notice_until__isnull=False), name="drawn_is_on_notice"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(field=state, source=P.PUBLISHED, target=P.FROZEN)
    def freeze(self) -> None:
        """The list stands and is published with its digest."""

    @transition(field=state, source=P.FROZEN, target=P.DRAWN)
    def draw(self) -> None:
        """The order of choosing is drawn."""

    @transition(field=state, source=P.DRAWN, target=P.ENDED)
    def end(self) -> None:
        """Everybody called has chosen or let it pass; what is left is vacant again."""

    @transition(field=state, source=[P.PUBLISHED, P.FROZEN], target=P.WITHDRAWN)
    def withdraw(self) -> None:
        """It will not be drawn; its homes are vacant again."""


OVER = (P.ENDED, P.WITHDRAWN)


class Interest(models.Model):
    """A waiting household wants a home of this plan. `findings` is what the rules said at the re-check, sealed."""

    plan = models.ForeignKey(AllocationPlan, models.RESTRICT, related_name="interests")
    entry = models.ForeignKey(WaitingEntry, models.RESTRICT, related_name="interests")
    stated_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    recheck = models.CharField("复审", max_length=8, choices=Recheck, default=Recheck.PENDING)
    recheck_due = models.DateField("复审期限")
    findings = SealedJson()
    words = models.TextField("复审意见", blank=True)
    rechecked_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    rechecked_at = models.DateTimeField("复审时间", null=True)
    place = models.PositiveIntegerField("选房序号", null=True)
    passed_on = models.BooleanField("放弃选房", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "entry"], name="one_interest_in_a_plan"),
            models.UniqueConstraint(fields=["plan", "place"], name="one_household_at_a_place"),
            models.CheckConstraint(condition=Q(recheck__in=Recheck.values), name="recheck_is_a_state"),
            models.CheckConstraint(
                condition=~Q(recheck=Recheck.FAILED) | ~Q(words=""), name="failed_recheck_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.plan_id}"
