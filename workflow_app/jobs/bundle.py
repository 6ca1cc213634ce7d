"""Stored papers put together into one file: a volume to print from, or a zip. Read from the vault one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from documents import bound
from workflow_app.models import IssuedDocument, PaperState, vault

READ = 100  # rows read from the database at a time


def zip_papers(paper_ids: Sequence[int], target: BinaryIO) -> int:
    """Each stored paper under its title and number, in the order of issue; answers how many. One without bytes is left out."""
    named = ((f"{paper.title} {paper.number}", vault.get(paper.sha256)) for paper in _stored(paper_ids))
    return bound.zipped(named, target)


def bind_papers(paper_ids: Sequence[int], target: BinaryIO) -> None:
    """The same papers one after the other, each beginning on a right page; all of them lie in memory meanwhile."""
    target.write(bound.volume(_bytes_of(_stored(paper_ids))))


def _bytes_of(papers: Iterable[IssuedDocument]) -> Iterator[bytes]:
    return (vault.get(paper.sha256) for paper in papers)


def _stored(paper_ids: Sequence[int]) -> Iterator[IssuedDocument]:
    for start in range(0, len(paper_ids), READ):
        some = IssuedDocument.objects.filter(pk__in=paper_ids[start : start + READ], state=PaperState.STORED)
        yield from some.only("number", "title", "sha256").order_by("pk")
