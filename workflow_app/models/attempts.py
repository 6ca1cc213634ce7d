"""How often somebody tried something in a short time: shared by every web process and machine."""

from __future__ import annotations

from django.db import models


class Attempts(models.Model):
    """One counter; forgotten once its window is over. `who` is a keyed digest: no name, no address lies here."""

    kind = models.CharField(max_length=30)
    who = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    until = models.BigIntegerField()  # seconds since 1970, so that one statement compares it on both databases

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "who"], name="one_counter_of_attempts")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}"
