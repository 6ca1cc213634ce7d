"""The waiting list (轮候名册): whose application was approved, since when, in which tier."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflow_app.models import Case, Unit


class EntryState(models.TextChoices):
    """How far a household has come."""

    WAITING = "waiting", "轮候中"
    HOUSED = "housed", "已配租"
    LEFT = "left", "已退出"


E = EntryState


class WaitingEntry(models.Model):
    """A household on the list. Its waiting number is the number of its case, known long before any draw."""

    case = models.OneToOneField(Case, models.RESTRICT, related_name="waiting_entry")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="waiting_entries")
    number = models.CharField("轮候号", max_length=24, unique=True)
    tier = models.PositiveSmallIntegerField("批次")  # 1 draws first
    people = models.PositiveSmallIntegerField("人口")
    entitled = models.DecimalField("保障面积（平方米）", max_digits=6, decimal_places=2)
    relief = models.CharField("减免类别", max_length=20)  # a row of the item's own table of reliefs
    registered_at = models.DateTimeField("登记时间")
    wait_until = models.DateField("轮候期满")
    state = FSMField("状态", default=E.WAITING, choices=E.choices, protected=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=E.values), name="entry_state_is_a_state"),
            models.CheckConstraint(condition=Q(tier__gte=1), name="tiers_count_from_one"),
        ]
        indexes = [models.Index(fields=["unit", "state", "tier", "registered_at"], name="waiting_list_of_a_unit")]

    def __str__(self) -> str:
        return self.number

    @transition(field=state, source=E.WAITING, target=E.HOUSED)
    def house(self) -> None:
        """A lease is signed."""

    @transition(field=state, source=[E.WAITING, E.HOUSED], target=E.LEFT)
    def leave(self) -> None:
        """Given up, struck off, or moved out."""
