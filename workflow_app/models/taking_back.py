"""注销送达登记: a service that was recorded by mistake is taken back by two people; what was recorded stays to be read."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from workflow_app.models.account import Account
from workflow_app.models.serving import Service


class TakingBackState(models.TextChoices):
    """What became of it."""

    ASKED = "asked", "等负责人确认"
    APPROVED = "approved", "已注销"
    REFUSED = "refused", "不予注销"


S = TakingBackState


class TakingBack(models.Model):
    """`service` is the first of those one act recorded (the papers of one letter, or on one proof): all of them are taken back."""

    service = models.ForeignKey(Service, models.RESTRICT, related_name="takings_back")
    state = FSMField("状态", default=S.ASKED, choices=S.choices, protected=True)
    reason = models.TextField("登记错在哪里")
    asked_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField("确认时间", null=True)
    answer = models.TextField("确认意见", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="taking_back_state_is_a_state"),
            models.UniqueConstraint(
                fields=["service"], condition=Q(state=S.ASKED), name="a_service_is_taken_back_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(state=S.APPROVED), name="a_service_is_taken_back_once"
            ),
            models.CheckConstraint(
                condition=Q(state=S.ASKED) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_taking_back_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="a_taking_back_is_decided_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.state}"

    @transition(field=state, source=S.ASKED, target=S.APPROVED)
    def approve(self) -> None:
        """The service was a mistake."""

    @transition(field=state, source=S.ASKED, target=S.REFUSED)
    def refuse(self) -> None:
        """The service stands."""
