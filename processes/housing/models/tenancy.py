"""A tenancy: who lives where, from when to when, on what it was reckoned."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from processes.housing.models.choice import Choice
from processes.housing.models.home import Home
from workflow_app.models import Account, Case, Stream


class TenancyState(models.TextChoices):
    """What a tenancy is in law."""

    IN_FORCE = "in_force", "租赁中"
    ENDED = "ended", "已腾退"


T = TenancyState


class Tenancy(models.Model):
    """`case` is the application it came from; area, entitled area and relief are those the contract names."""

    case = models.OneToOneField(Case, models.RESTRICT, related_name="tenancy")
    home = models.ForeignKey(Home, models.RESTRICT, related_name="tenancies")
    choice = models.OneToOneField(Choice, models.RESTRICT, related_name="tenancy")
    area = models.DecimalField("建筑面积（平方米）", max_digits=6, decimal_places=2)
    entitled = models.DecimalField("保障面积（平方米）", max_digits=6, decimal_places=2)
    relief = models.CharField("减免类别", max_length=20)
    starts_on = models.DateField("起租日")
    ends_on = models.DateField("租期届满日")
    signed_at = models.DateTimeField("签约时间")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    left_on = models.DateField("腾退日", null=True)
    stream = models.OneToOneField(Stream, models.RESTRICT, related_name="+")
    state = FSMField("状态", default=T.IN_FORCE, choices=T.choices, protected=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=T.values), name="tenancy_state_is_a_state"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_lease_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("starts_on")), name="left_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(state="ended") | Q(left_on__isnull=False), name="ended_has_its_day"),
            models.UniqueConstraint(fields=["home"], condition=Q(state="in_force"), name="one_tenancy_in_a_home"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.home_id}"

    @transition(field=state, source=T.IN_FORCE, target=T.ENDED)
    def end(self) -> None:
        """The keys are back and the last rent is reckoned."""
