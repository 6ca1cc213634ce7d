"""A policy as it was published, for good."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import models

from workflow_app.models.account import Account
from workflow_app.policy.edition import Edition

if TYPE_CHECKING:
    from workflow_app.models.case import Case


class PublishedEdition(models.Model):
    """The text of an item's policy.yaml at one publication. Never edited; the next one is a new row."""

    item = models.CharField("事项", max_length=40)
    ordinal = models.PositiveIntegerField("版次")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField("发布时间")
    by = models.ForeignKey(Account, models.RESTRICT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "ordinal"], name="one_edition_of_an_item_by_number"),
            models.UniqueConstraint(fields=["item", "sha256"], name="one_edition_of_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.item} 第{self.ordinal}版"


@lru_cache(maxsize=256)
def _read(item: str, sha256: str, text: str) -> Edition:
    return Edition.read(text, item)


def edition_of(case: Case) -> Edition:
    """The edition a case was filed under, read once per process and text."""
    row = case.edition
    return _read(row.item, row.sha256, row.text)
