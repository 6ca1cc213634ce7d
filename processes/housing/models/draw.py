"""The draw of a plan as it is published: the frozen list, the committed values, the seed, the order."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from processes.housing.draw import ROLES
from processes.housing.models.plan import AllocationPlan
from workflow_app.models import Account


class DrawValue(models.Model):
    """A value of the notary, the inspector or the applicants' representative: first its digest, after the freeze itself."""

    plan = models.ForeignKey(AllocationPlan, models.RESTRICT, related_name="values")
    role = models.CharField("身份", max_length=14)
    keeper = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    commitment = models.CharField("摘要", max_length=64, blank=True)
    committed_at = models.DateTimeField("摘要公布时间", null=True)
    value = models.CharField("随机值", max_length=200, blank=True)
    revealed_at = models.DateTimeField("公开时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "role"], name="one_value_of_a_role"),
            models.UniqueConstraint(fields=["plan", "keeper"], name="nobody_keeps_two_values"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="role_is_one_of_the_draw"),
            models.CheckConstraint(condition=Q(value="") | ~Q(commitment=""), name="revealed_after_its_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.plan_id}"


class Draw(models.Model):
    """Begins at the freeze; one of a plan, so that it can never be run again."""

    plan = models.OneToOneField(AllocationPlan, models.RESTRICT, related_name="lot")
    list_text = models.TextField("冻结的名单")
    list_sha256 = models.CharField("名单摘要", max_length=64)
    homes = models.PositiveIntegerField("房源数")
    frozen_at = models.DateTimeField("冻结时间")
    public_result = models.CharField("公开结果", max_length=200, blank=True)
    seed = models.CharField("种子", max_length=64, blank=True)
    result = models.JSONField("选房顺序", default=list)  # [{"place", "number", "tier", "key"}]
    drawn_at = models.DateTimeField("摇号时间", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(drawn_at__isnull=True) | ~Q(seed=""), name="drawn_from_a_seed"),
        ]

    def __str__(self) -> str:
        return f"draw of {self.plan_id}"
