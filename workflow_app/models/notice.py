"""第×批公示: claims of several cases before the public, and what the public answers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from workflow_app.clock.limit import DayKind
from workflow_app.models.account import Account
from workflow_app.models.action import Stream
from workflow_app.models.claim import Claim
from workflow_app.models.sealed import SealedText
from workflow_app.models.unit import Unit
from workflow_app.policy.standing import Standing


class Notice(models.Model):
    """One batch on notice. What is determined and paid equals, line by line, what stood here."""

    class State(models.TextChoices):
        OPEN = "open", "公示中"
        ENDED = "ended", "公示期满"

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="notices")
    item = models.CharField("事项", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    ordinal = models.PositiveSmallIntegerField("批次")
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    opened_on = models.DateField("公示起")
    ends_on = models.DateField("公示止")
    days = models.PositiveSmallIntegerField("天数")
    days_kind = models.CharField("天数的算法", max_length=8, default=DayKind.WORKING.value)  # working or calendar days
    days_standing = models.CharField(
        "天数的性质", max_length=10, default=Standing.SAMPLE.value
    )  # until somebody enacts it
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    stream = models.OneToOneField(Stream, models.RESTRICT, related_name="notice")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "item", "year", "ordinal"], name="one_batch_by_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("opened_on")), name="a_notice_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.year}年第{self.ordinal}批"

    @property
    def days_unit(self) -> str:
        """What its days are: 个工作日 or 日."""
        return DayKind(self.days_kind).label


class NoticeLine(models.Model):
    """A claim as the public saw it."""

    class State(models.TextChoices):
        SHOWN = "shown", "公示中"
        HELD = "held", "异议核查中"
        CLEARED = "cleared", "无异议"
        VOID = "void", "撤下"

    notice = models.ForeignKey(Notice, models.RESTRICT, related_name="lines")
    claim = models.ForeignKey(Claim, models.RESTRICT, related_name="notice_lines")
    ordinal = models.PositiveIntegerField("序号")
    shown = models.CharField("公示内容", max_length=120)  # name, township, last four
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2)
    standing = models.CharField("标准性质", max_length=10)
    state = models.CharField("状态", max_length=8, choices=State, default=State.SHOWN)
    funds_request = models.ForeignKey("workflow_app.FundsRequest", models.RESTRICT, null=True, related_name="lines")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "ordinal"], name="one_notice_line_by_number"),
            models.UniqueConstraint(
                fields=["claim"], condition=~Q(state="void"), name="one_live_notice_line_of_a_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}#{self.ordinal}"


class Objection(models.Model):
    """Somebody says a line is wrong. It holds back that line alone until it is answered.

    Who knows the `code` sees how it stands and reads the answer; nobody can guess it.
    """

    class State(models.TextChoices):
        OPEN = "open", "核查中"
        UPHELD = "upheld", "成立"
        DISMISSED = "dismissed", "不成立"

    line = models.ForeignKey(NoticeLine, models.RESTRICT, related_name="objections")
    code = models.CharField("回执号", max_length=20, unique=True)
    name = SealedText("姓名")
    contact = SealedText("联系方式")
    words = models.TextField("异议内容")
    at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField("核查意见", blank=True)
    answered_by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True)
    paper = models.OneToOneField("workflow_app.IssuedDocument", models.RESTRICT, null=True, related_name="objection")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open")
                | (~Q(answer="") & Q(answered_by__isnull=False) & Q(answered_at__isnull=False)),
                name="an_answered_objection_says_who_and_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.state}"
