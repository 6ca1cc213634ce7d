"""Stored papers handed over together: as a zip, or as volumes to print from. Read from the vault one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from documents import bound
from workflow_app.models import IssuedDocument, PaperState, vault

READ = 100  # rows read from the database at a time


def zip_papers(paper_ids: Sequence[int], target: BinaryIO) -> int:
    """Each stored paper under its number, in the order of issue; answers how many. One without bytes is left out."""
    return bound.zipped(((paper.number, vault.get(paper.sha256)) for paper in _stored(paper_ids)), target)


def volumes(paper_ids: Sequence[int]) -> Iterator[bytes]:
    """The same papers one after the other, some hundred to a file, each beginning on a right page."""
    yield from bound.volumes(vault.get(paper.sha256) for paper in _stored(paper_ids))


def _stored(paper_ids: Sequence[int]) -> Iterator[IssuedDocument]:
    for start in range(0, len(paper_ids), READ):
        some = IssuedDocument.objects.filter(pk__in=paper_ids[start : start + READ], state=PaperState.STORED)
        yield from some.only("number", "sha256").order_by("pk")
