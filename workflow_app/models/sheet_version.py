"""Which versions of each sheet this database has printed with, by digest; and the words an office has put on its papers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.models.account import Account
from workflow_app.models.unit import Unit


class SheetVersion(models.Model):
    """A sheet as it was from a release on: the digest of all that prints it. Seen once, never changed."""

    sheet = models.CharField("样式", max_length=120)
    ordinal = models.PositiveSmallIntegerField("版本")
    digest = models.CharField(max_length=64)
    release = models.CharField("程序版本", max_length=64, blank=True)  # what the deployment calls itself
    seen_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "ordinal"], name="a_sheet_has_one_version_of_a_number"),
            models.UniqueConstraint(fields=["sheet", "digest"], name="a_version_of_a_sheet_is_seen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.ordinal}"


class OfficeWord(models.TextChoices):
    """What an office may word by itself on its papers; each a column of its unit."""

    PHONE = "phone", "联系电话"
    HOURS = "hours", "办公时间"
    ADDRESS = "address", "地址"
    WINDOW = "window", "窗口位置"
    REMARK = "remark", "附注"


class OfficeWords(models.Model):
    """One change of an office's words: what stood there, what stands there since. Appended; the unit's row holds what is in force."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="office_words")
    name = models.CharField("内容", max_length=10, choices=OfficeWord)
    before = models.CharField("原来的", max_length=120, blank=True)
    words = models.CharField("现在的", max_length=120, blank=True)
    by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=models.F("before")), name="office_words_change")]
        indexes = [models.Index(fields=["unit", "-id"], name="words_of_an_office")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.name}"
