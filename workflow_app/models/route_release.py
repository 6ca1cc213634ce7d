"""Which released routes this database has seen, by digest: an edited one is found out."""

from __future__ import annotations

from django.db import models


class RouteRelease(models.Model):
    """One released version of a procedure's route. Seen once, never changed."""

    item = models.CharField("事项", max_length=40)
    procedure = models.CharField("流程", max_length=40)
    version = models.PositiveSmallIntegerField("版本")
    digest = models.CharField(max_length=64)  # sha-256 of its canonical JSON
    seen_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "procedure", "version"], name="a_version_is_released_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}/{self.procedure} {self.version}"
