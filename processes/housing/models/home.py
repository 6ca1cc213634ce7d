"""A home that can be let: where it is, how large, and what becomes of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflow_app.models import Unit


class HomeState(models.TextChoices):
    """How far a home has come."""

    VACANT = "vacant", "空置"
    OFFERED = "offered", "已列入配租方案"
    CHOSEN = "chosen", "已选定"
    LET = "let", "已出租"


H = HomeState


class Home(models.Model):
    """One home of a housing bureau's stock. The same address is never registered twice, so it is never offered twice."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="homes")
    address = models.CharField("地址", max_length=120)
    layout = models.CharField("户型", max_length=20)
    area = models.DecimalField("建筑面积（平方米）", max_digits=6, decimal_places=2)
    plan = models.ForeignKey("housing.AllocationPlan", models.RESTRICT, null=True, related_name="homes")
    state = FSMField("状态", default=H.VACANT, choices=H.choices, protected=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "address"], name="one_home_at_an_address"),
            models.CheckConstraint(condition=Q(state__in=H.values), name="home_state_is_a_state"),
            models.CheckConstraint(condition=Q(area__gt=0), name="a_home_has_room"),
            models.CheckConstraint(
                condition=~Q(state__in=(H.OFFERED, H.CHOSEN)) | Q(plan__isnull=False), name="offered_in_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @transition(field=state, source=H.CHOSEN, target=H.LET)
    def let(self) -> None:
        """The lease is signed."""

    @transition(field=state, source=H.CHOSEN, target=H.OFFERED)
    def come_back(self) -> None:
        """Who chose it gave it up before a lease."""

    @transition(field=state, source=H.OFFERED, target=H.VACANT)
    def withdraw(self) -> None:
        """No plan offers it any more."""

    @transition(field=state, source=H.LET, target=H.VACANT)
    def give_back(self) -> None:
        """The keys are back."""


# Set-based acts move many homes by one guarded statement; these are the moves they may make.
OFFER, CHOOSE, RELEASE = (H.VACANT, H.OFFERED), (H.OFFERED, H.CHOSEN), (H.OFFERED, H.VACANT)
