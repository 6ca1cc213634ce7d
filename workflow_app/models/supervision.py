"""Who watches the time: urging, supervision and cards, longer limits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.clock.card import Card
from workflow_app.models.account import Account
from workflow_app.models.case import Case
from workflow_app.models.deadline import Deadline
from workflow_app.models.round import Round
from workflow_app.models.unit import Unit


class Urge(models.Model):
    """催办: the applicant, or who supervises, asks that it go on. Limited in number, answered by nobody."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="urges")
    round = models.ForeignKey(Round, models.RESTRICT, related_name="urges")
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    words = models.CharField("附言", max_length=200, blank=True)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.case_id} {self.at}"


class Supervision(models.Model):
    """督办: something about a case that its unit must answer in writing. A card is one the clock itself raises."""

    class Ground(models.TextChoices):
        ORDER = "order", "督办"
        WARNING = Card.WARNING.value, Card.WARNING.label
        YELLOW = Card.YELLOW.value, Card.YELLOW.label
        RED = Card.RED.value, Card.RED.label
        NOBODY = "nobody", "岗位无人"

    case = models.ForeignKey(Case, models.RESTRICT, related_name="supervisions")
    round = models.ForeignKey(Round, models.RESTRICT, null=True, related_name="supervisions")
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="supervisions")  # who must answer
    ground = models.CharField("缘由", max_length=10, choices=Ground)
    deadline = models.ForeignKey(Deadline, models.RESTRICT, null=True, related_name="supervisions")
    words = models.TextField("督办要求", blank=True)
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")  # null: the clock
    at = models.DateTimeField("发出时间")
    due_on = models.DateField("答复期限", null=True)  # null: a warning asks for no answer
    answer = models.TextField("书面答复", blank=True)
    answered_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "ground"],
                condition=Q(deadline__isnull=False),
                name="one_card_of_a_colour_for_a_deadline",
            ),
            models.UniqueConstraint(
                fields=["round", "unit"],
                condition=Q(ground="nobody", answered_at__isnull=True),
                name="an_empty_desk_is_told_until_it_answers",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_says_who_and_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_on", "id"],
                condition=Q(answered_at__isnull=True, due_on__isnull=False),
                name="supervisions_to_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.case_id}"


class Extension(models.Model):
    """延期: a longer limit, asked once by who handles, granted or not by who heads the unit."""

    case = models.ForeignKey(Case, models.RESTRICT, related_name="extensions")
    days = models.PositiveSmallIntegerField("延长工作日")
    words = models.TextField("理由")
    asked_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    granted = models.BooleanField("批准", null=True)
    answer = models.TextField("审批意见", blank=True)
    decided_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField("审批时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=~Q(granted=False) | Q(granted__isnull=True), name="a_case_is_extended_once"
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | (
                    Q(granted__isnull=False, decided_at__isnull=False)
                    & (Q(granted=False) | Q(decided_by__isnull=False))
                ),
                name="a_granted_extension_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.days}"


class HolidayYear(models.Model):
    """The yearly notice of days off and weekends worked, as published. Until it is here, its year is estimated."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    document = models.CharField("文件", max_length=80)
    number = models.CharField("文号", max_length=40)
    issued_on = models.DateField("印发日期")
    off = models.JSONField()  # [[name, first day, last day], …]
    on = models.JSONField()  # weekend days worked
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField("录入时间")

    def __str__(self) -> str:
        return self.number
