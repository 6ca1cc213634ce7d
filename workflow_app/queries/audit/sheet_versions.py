"""Sheets are as they were registered, and every paper says with which registered version it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db.models import Count, Exists, OuterRef

from workflow_app.models import IssuedDocument, OfficeWord, OfficeWords, SheetVersion
from workflow_app.queries.papers.sheet_files import FOLDERS, digests


def broken(folders: Sequence[Path] = FOLDERS) -> Iterator[str]:
    """A sentence for every sheet that was edited without a version, and for papers printed with one nobody registered."""
    known = set(SheetVersion.objects.values_list("sheet", "digest"))
    for sheet, digest in digests(folders).items():
        if (sheet, digest) not in known:
            yield f"文书样式 {sheet} 改动后没有登记版本；请运行 script/manage migrate 登记，或者从版本库取回"
    version = SheetVersion.objects.filter(sheet=OuterRef("sheet"), digest=OuterRef("sheet_digest"))
    strange = IssuedDocument.objects.exclude(sheet_digest="").filter(~Exists(version))
    for sheet, papers in strange.values_list("sheet").annotate(papers=Count("pk")).order_by("sheet"):
        yield f"有{papers}份文书用没有登记的 {sheet} 印制"


def words_broken() -> Iterator[str]:
    """A sentence for every word of an office that is not what was last entered."""
    newest = {(row.unit_id, row.name): row for row in OfficeWords.objects.select_related("unit").order_by("pk")}
    for row in newest.values():
        if getattr(row.unit, row.name) != row.words:
            yield f"单位 {row.unit.code} 的{OfficeWord(row.name).label}与最后一次登记的不同"
