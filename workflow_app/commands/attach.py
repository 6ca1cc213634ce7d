"""Take received files into a draft, and out of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from forms.intake.receive import Received
from workflow_app.commands.draft import own_draft, put_answer
from workflow_app.commands.keep_file import keep_file
from workflow_app.models import Account, StoredFile


def attach_file(draft_id: int, section: str, name: str, received: Received, *, by: Account, at: datetime) -> StoredFile:
    """Seal the bytes, remember the file, add it to the answer. What was there stays."""
    with transaction.atomic():
        draft = own_draft(draft_id, by, at)
        row = keep_file(received.kind, received.content, received.name, by=by, at=at, pages=received.pages, draft=draft)
        files = draft.answers.get(section, {}).get(name) or []
        put_answer(draft_id, section, name, [*files, reference(row)], by=by, at=at)
        return row


def put_roster(
    draft_id: int,
    section: str,
    name: str,
    rows: list[dict[str, Any]],
    workbook: tuple[str, bytes],
    *,
    by: Account,
    at: datetime,
) -> None:
    """A roster that was read without corrections replaces the one before; its workbook is kept until the
    draft is gone."""
    with transaction.atomic():
        file_name, content = workbook
        keep_file("roster", content, file_name, by=by, at=at, draft=own_draft(draft_id, by, at))
        put_answer(draft_id, section, name, rows, by=by, at=at)


def detach_file(draft_id: int, section: str, name: str, sha256: str, *, by: Account, at: datetime) -> None:
    """Take a file out of the answer; the stored bytes stay until the draft is gone."""
    with transaction.atomic():
        draft = own_draft(draft_id, by, at)
        files = [file for file in draft.answers.get(section, {}).get(name) or [] if file["sha256"] != sha256]
        put_answer(draft_id, section, name, files, by=by, at=at)


def reference(row: StoredFile) -> dict[str, Any]:
    """A file as an answer keeps it."""
    return {"sha256": row.sha256, "name": row.name, "kind": row.kind, "size": row.size, "pages": row.pages}
