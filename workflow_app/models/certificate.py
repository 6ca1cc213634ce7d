"""With which certificates papers were signed: kept for as long as there are papers, whatever key signs today."""

from __future__ import annotations

from django.db import models


class SigningCertificate(models.Model):
    """One certificate, by the sha-256 of it. Seen once, never changed."""

    fingerprint = models.CharField(max_length=64, unique=True)
    subject = models.CharField("持有人", max_length=120)
    pem = models.TextField()
    demonstration = models.BooleanField("演示自签名")
    first_used_at = models.DateTimeField("首次使用时间")

    def __str__(self) -> str:
        return self.subject
