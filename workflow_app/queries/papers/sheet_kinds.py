"""The kinds of paper an office issues, each with the version of its sheet; and which of them an office's own word stands on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from workflow_app.models import IssuedDocument, SheetVersion, Unit
from workflow_app.queries.papers.sheet_files import digests, sheets, source_of

CASE_PAPER = "sheets/case_paper.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of paper: how many of it the office issued, when last; of its sheet the version and since when."""

    kind: str
    title: str
    sheet: str
    internal: bool
    issued: int
    newest: datetime | None
    version: int
    since: datetime | None

    @property
    def key(self) -> str:
        """What names it in an address: two items may have a paper of one kind on sheets of their own."""
        return f"{self.kind}-{hashlib.sha256(self.sheet.encode()).hexdigest()[:8]}"


def sheets_of(unit: Unit) -> list[Sheet]:
    """Every kind the office, or another of its kind, has issued, by title; two statements."""
    current = digests()
    newest = {(row.sheet, row.digest): row for row in SheetVersion.objects.order_by("pk")}
    ours = Q(unit=unit)
    found = IssuedDocument.objects.filter(unit__kind=unit.kind).values("kind", "title", "sheet", "internal").order_by()
    counted = found.annotate(issued=Count("pk", filter=ours), newest=Max("issued_at", filter=ours))
    return sorted((_sheet(row, current, newest) for row in counted), key=lambda each: (each.title, each.sheet))


def sheets_with(unit: Unit, reads: str) -> Iterator[Sheet]:
    """One of each sheet of case papers the office's word stands on: those that name it, all for a note. Sheets of the house count
    even before the first was issued."""
    seen = set()
    known = {each.sheet: each for each in sheets_of(unit) if not (each.internal and not reads)}
    for name in dict.fromkeys([*known, *(name for name in sheets() if name.startswith("papers/"))]):
        source = source_of(name)
        if name in seen or CASE_PAPER not in source or reads not in source:
            continue
        seen.add(name)
        yield known.get(name) or Sheet("", _heading(source), name, False, 0, None, 0, None)


def _sheet(
    row: Mapping[str, object], current: Mapping[str, str], versions: dict[tuple[str, str], SheetVersion]
) -> Sheet:
    name = str(row["sheet"])
    version = versions.get((name, current.get(name, "")))
    return Sheet(
        **row,  # type: ignore[arg-type]
        version=version.ordinal if version else 0,
        since=version.seen_at if version else None,
    )


def _heading(source: str) -> str:
    """What a sheet of which none was issued calls itself."""
    _, found, rest = source.partition("{% block heading %}")
    return rest.partition("{%")[0].strip() if found else ""
