"""What people do with a case besides signing it: ask a colleague, step aside, let others know."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from workflow_app.models.account import Account
from workflow_app.models.case import Case
from workflow_app.models.round import Seat


class Delegation(models.Model):
    """委派: a signer asks a colleague to look; the answer comes back, and the signer signs. While it is open the seat waits for it."""

    seat = models.ForeignKey(Seat, models.RESTRICT, related_name="delegations")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    to = models.ForeignKey(Account, models.RESTRICT, related_name="delegated")
    words = models.TextField("委派事项")
    at = models.DateTimeField("委派时间")
    answer = models.TextField("办理结果", blank=True)
    ended_at = models.DateTimeField("交回时间", null=True)  # answered, or recalled where there is no answer

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(ended_at__isnull=True), name="one_open_delegation_of_a_seat"
            ),
            models.CheckConstraint(condition=~Q(by=F("to")), name="nobody_delegates_to_themself"),
            models.CheckConstraint(condition=Q(answer="") | Q(ended_at__isnull=False), name="an_answer_ends_it"),
        ]
        indexes = [
            models.Index(fields=["to", "id"], condition=Q(ended_at__isnull=True), name="open_delegations_of_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} → {self.to_id}"


class Recusal(models.Model):
    """回避: a person has nothing to do with a case any more, and why."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="recusals")
    account = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    words = models.TextField("回避理由")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")  # themself, or who leads the unit
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "account"], name="one_recusal_of_a_person")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.case_id}"


class CarbonCopy(models.Model):
    """抄送: somebody is to know of a case, once; when they first opened it."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="copies")
    to = models.ForeignKey(Account, models.RESTRICT, related_name="copied")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    words = models.CharField("附言", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已阅时间", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "to"], name="one_copy_of_a_case_for_a_person")]
        indexes = [models.Index(fields=["to", "-id"], name="copies_of_a_person")]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.to_id}"
