"""A list whose newest row stands first, page by page."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

PAGE = 50
Row = TypeVar("Row", bound=Model)


def newest(rows: QuerySet[Row], before: int = 0, size: int = PAGE) -> tuple[list[Row], int]:
    """(one page, the key below which the next begins or 0). `rows` come newest first; `before` 0 is the first page."""
    found = list((rows.filter(pk__lt=before) if before else rows)[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else 0
