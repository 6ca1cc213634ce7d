"""A roster file that was not taken, read again: so that its errors can be shown and handed out at any time."""

from __future__ import annotations

from forms.fields import Roster
from forms.roster.read import read_roster
from forms.roster.write import annotated_xlsx
from forms.rows import RosterReading
from workflow_app.models import Draft, StoredFile, vault
from workflow_app.policy.refusals import NotFound

KIND = "rejected"


def rejected(draft: Draft, file_id: int, roster: Roster) -> tuple[StoredFile, RosterReading]:
    """The file and its first errors; NotFound when it is not of this draft."""
    row = _row(draft, file_id)
    return row, read_roster(vault.get(row.sha256), row.name, roster)


def annotated(draft: Draft, file_id: int, roster: Roster) -> tuple[str, bytes]:
    """(file name, workbook): the person's own rows with every error beside them."""
    row = _row(draft, file_id)
    stem = row.name.rsplit(".", 1)[0]
    return f"{stem}（需要改正）.xlsx", annotated_xlsx(vault.get(row.sha256), row.name, roster)


def _row(draft: Draft, file_id: int) -> StoredFile:
    row = StoredFile.objects.filter(pk=file_id, draft=draft, kind=KIND).first()
    if row is None:
        raise NotFound("没有找到这份名单文件，请重新上传。")
    return row
