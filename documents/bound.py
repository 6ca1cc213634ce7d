"""Many finished papers as one thing to hand over: a file to print from, or a zip of single papers. Their bytes are not set anew."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

import pikepdf

_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the same papers give the same zip


def volume(papers: Iterable[bytes]) -> bytes:
    """`papers` one after the other, each beginning on a right page: a blank one is put in where needed. All are held in memory."""
    with pikepdf.new() as whole:
        for paper in papers:
            with pikepdf.open(io.BytesIO(paper)) as one:
                whole.pages.extend(one.pages)
                if len(one.pages) % 2:
                    across, down = (float(side) for side in one.pages[-1].mediabox[2:4])
                    whole.add_blank_page(page_size=(across, down))
        target = io.BytesIO()
        whole.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def zipped(papers: Iterable[tuple[str, bytes]], target: BinaryIO) -> int:
    """Write (name, bytes) of each paper into a zip at `target`, one at a time; answers how many. A name met again gets a number."""
    seen: dict[str, int] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # papers are packed already
        for name, paper in papers:
            seen[name] = seen.get(name, 0) + 1
            told = name if seen[name] == 1 else f"{name}（{seen[name]}）"
            archive.writestr(zipfile.ZipInfo(f"{told.replace('/', '-')}.pdf", _SAME_DAY), paper)
    return sum(seen.values())
