"""Seal bytes on the disk and write their row: uploads, papers, bank files alike."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from workflow_app.models import Account, Draft, StoredFile, vault


def keep_file(
    kind: str,
    content: bytes,
    name: str,
    *,
    by: Account | None,
    at: datetime,
    pages: int = 1,
    draft: Draft | None = None,
) -> StoredFile:
    """`name` is for people and never a path; `by` None is the house itself."""
    digest = vault.put(content)
    transaction.on_commit(partial(vault.put, content))  # the last other file of the same bytes may be dropped meanwhile
    return StoredFile.objects.create(
        account=by, draft=draft, kind=kind, name=name, sha256=digest, size=len(content), pages=pages, at=at
    )
