"""Forget stored files: their rows now, their bytes once this is committed and nobody else names them."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from workflow_app.models import StoredFile, vault


def drop_files(rows: QuerySet[StoredFile]) -> None:
    """`rows` must be named by nothing else."""
    digests = set(rows.values_list("sha256", flat=True))
    rows.delete()
    for digest in digests:
        transaction.on_commit(partial(vault.drop_unless, digest, partial(is_named, digest)), robust=True)


def is_named(digest: str) -> bool:
    """Whether any stored file has these bytes."""
    return StoredFile.objects.filter(sha256=digest).exists()
