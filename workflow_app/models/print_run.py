"""批量打印: which papers of an office somebody asked for together, how far that has come, and the files it gave."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from workflow_app.models.account import Account
from workflow_app.models.filing import StoredFile
from workflow_app.models.paper import IssuedDocument
from workflow_app.models.unit import Unit

KEPT = timedelta(days=7)  # what was made is thrown away then: the papers themselves stay where they are


class PrintRunState(models.TextChoices):
    """How far a run has come."""

    ASKED = "asked", "等待制作"
    MAKING = "making", "正在制作"
    READY = "ready", "可以下载"
    FAILED = "failed", "没有做成"
    CANCELLED = "cancelled", "已取消"
    EXPIRED = "expired", "已到期清除"


OPEN_RUNS = (PrintRunState.ASKED, PrintRunState.MAKING)


class PrintRunForm(models.TextChoices):
    """What is made of the papers."""

    VOLUMES = "volumes", "合并成册"
    ZIP = "zip", "逐份压缩"


class PrintRun(models.Model):
    """Papers of one office, chosen once and made ready by a job. Of an office one run at a time is under way."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="print_runs")
    form = models.CharField("形式", max_length=8, choices=PrintRunForm)
    chosen = models.CharField("范围", max_length=300)  # in words, of codes and days alone
    state = models.CharField("状态", max_length=10, choices=PrintRunState, default=PrintRunState.ASKED)
    asked_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField("提出时间")
    begun_at = models.DateTimeField("开始制作", null=True)  # the last time, where its worker died
    ended_at = models.DateTimeField("完成时间", null=True)
    failure = models.CharField("没有做成的原因", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state__in=OPEN_RUNS), name="one_print_run_of_an_office_under_way"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_RUNS) | Q(ended_at__isnull=False), name="an_ended_print_run_has_its_time"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="a_failed_print_run_says_why"),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="print_runs_of_an_office")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_RUNS

    @property
    def kept_until(self) -> datetime | None:
        """When its files go; None while there are none."""
        return self.ended_at + KEPT if self.ended_at and self.state == PrintRunState.READY else None


class PrintRunVolume(models.Model):
    """One file of a run: a volume to print from, or the whole as a zip. Goes with its bytes when the run expires."""

    run = models.ForeignKey(PrintRun, models.RESTRICT, related_name="volumes")
    ordinal = models.PositiveSmallIntegerField("册")
    file = models.ForeignKey(StoredFile, models.RESTRICT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "ordinal"], name="one_volume_by_number")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.ordinal}"


class PrintRunPaper(models.Model):
    """One paper of a run: in a volume, left out with the reason, or waiting."""

    class LeftOut(models.TextChoices):
        NOT = "", "装入"
        VOID = "void", "已作废"
        UNPRINTED = "unprinted", "没有印成"

    run = models.ForeignKey(PrintRun, models.RESTRICT, related_name="papers")
    paper = models.ForeignKey(IssuedDocument, models.RESTRICT, related_name="print_runs")
    volume = models.ForeignKey(PrintRunVolume, models.SET_NULL, null=True, related_name="papers")
    left_out = models.CharField("没有装入", max_length=10, choices=LeftOut, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "paper"], name="a_paper_is_once_in_a_print_run")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.paper_id}"
