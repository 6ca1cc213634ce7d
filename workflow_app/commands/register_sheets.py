"""Remember each version of each sheet with its digest, so that every paper can tell which one printed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from workflow_app.models import SheetVersion
from workflow_app.queries.papers.sheet_files import FOLDERS, digests


def register_sheets(*, at: datetime, release: str = "", folders: Sequence[Path] = FOLDERS) -> int:
    """A row for every sheet that is not as it was ever seen; answers how many. `release` is what the deployment calls itself."""
    known = list(SheetVersion.objects.values_list("sheet", "digest"))
    seen, newest = set(known), Counter(sheet for sheet, _ in known)
    fresh = [
        SheetVersion(sheet=sheet, ordinal=newest[sheet] + 1, digest=digest, release=release, seen_at=at)
        for sheet, digest in digests(folders).items()
        if (sheet, digest) not in seen
    ]
    SheetVersion.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
