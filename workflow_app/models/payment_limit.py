"""How much one person may draft or release: in one batch, and on one day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from workflow_app.models.account import Account
from workflow_app.models.unit import Unit


class PaymentLimit(models.Model):
    """The limit of a person at a desk of a finance unit, in yuan, from a moment on. Appended, the newest holds; without one a person
    pays nothing. `by` None: set as the city was founded, and then only a `sample`."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="payment_limits")
    account = models.ForeignKey(Account, models.RESTRICT, related_name="payment_limits")
    role = models.CharField("岗位", max_length=32)  # batch_draft, batch_release
    per_batch = models.DecimalField("每批限额", max_digits=14, decimal_places=2)
    per_day = models.DecimalField("每日限额", max_digits=14, decimal_places=2)
    standing = models.CharField("性质", max_length=10, blank=True)
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(per_batch__gte=0) & Q(per_day__gte=F("per_batch")), name="a_day_holds_a_batch"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(by=F("account")), name="nobody_sets_their_own_limit"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(standing="sample"), name="a_limit_nobody_set_is_a_sample"
            ),
        ]
        indexes = [models.Index(fields=["account", "unit", "role", "-id"], name="limits_of_a_person")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.per_batch}/{self.per_day}"
