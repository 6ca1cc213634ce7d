"""迎审包: who asked for the proof of a batch, how far it has come, and where its bytes are."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow_app.models.account import Account
from workflow_app.models.filing import StoredFile
from workflow_app.models.payment import PaymentBatch
from workflow_app.models.sealed import SealedText


class PackageState(models.TextChoices):
    """How far a package has come."""

    ASKED = "asked", "等待制作"
    MAKING = "making", "正在制作"
    READY = "ready", "可以下载"
    FAILED = "failed", "没有做成"


OPEN_PACKAGES = (PackageState.ASKED, PackageState.MAKING)


class AuditPackage(models.Model):
    """One package of a batch, asked for by a person, made by a job. Of a batch one at a time is under way."""

    batch = models.ForeignKey(PaymentBatch, models.RESTRICT, related_name="audit_packages")
    state = models.CharField("状态", max_length=6, choices=PackageState, default=PackageState.ASKED)
    asked_by = models.ForeignKey(Account, models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    reason = SealedText("用途")  # people write names into reasons
    begun_at = models.DateTimeField("开始制作", null=True)  # the last time, where its worker died
    entries = models.PositiveIntegerField("已装入", default=0)
    ended_at = models.DateTimeField("完成时间", null=True)
    file = models.ForeignKey(StoredFile, models.RESTRICT, null=True, related_name="+")
    failure = models.CharField("没有做成的原因", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch"], condition=Q(state__in=OPEN_PACKAGES), name="one_audit_package_under_way"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (Q(file__isnull=False) & Q(ended_at__isnull=False)),
                name="a_ready_package_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | (~Q(failure="") & Q(ended_at__isnull=False)),
                name="a_failed_package_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.state}"
