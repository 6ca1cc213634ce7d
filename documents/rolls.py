"""Long lists, set in parts of some hundred rows and joined: time and memory then grow with the rows, not faster.

A part's last page is hardly ever full; so it is dropped and the next part begins with the first row that stood on it.
The joined paper has no seam: page numbers and sides go on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

ROWS = 400
_ROW = re.compile(r"row-(\d+)")


@dataclass(frozen=True)
class Part:
    """Rows `start` to `stop` of `rows`, after `pages` pages that are already set."""

    rows: Sequence[Any]
    start: int
    stop: int
    pages: int

    @property
    def last(self) -> bool:
        return self.stop == len(self.rows)

    def as_data(self) -> dict[str, Any]:
        """What a sheet reads as `part`; `left` says that its first page is a left one."""
        lines = self.rows[self.start : self.stop]
        left = bool(self.pages % 2)
        return {
            "lines": lines,
            "start": self.start,
            "pages": self.pages,
            "left": left,
            "first": not self.pages,
            "last": self.last,
        }


def first_part(rows: Sequence[Any]) -> Part:
    """The beginning of a paper with `rows`; all of it when they are few or none."""
    return _part(rows, 0, 0)


def cut(part: Part, pages: Sequence[Any]) -> tuple[list[Any], Part | None]:
    """Of a part's laid-out pages those to keep, and the part that follows; None after the last."""
    if part.last:
        return list(pages), None
    carried = [int(found[1]) for name in pages[-1].anchors if (found := _ROW.fullmatch(name))]
    if carried and min(carried) > part.start:
        return list(pages[:-1]), _part(part.rows, min(carried), part.pages + len(pages) - 1)
    return list(pages), _part(part.rows, part.stop, part.pages + len(pages))


def _part(rows: Sequence[Any], start: int, pages: int) -> Part:
    """Half as many rows again are taken in one piece rather than leaving a short last part."""
    stop = len(rows) if len(rows) - start <= ROWS * 3 // 2 else start + ROWS
    return Part(rows, start, stop, pages)


def join(pieces: Sequence[bytes]) -> bytes:
    """The pages of all `pieces` as one PDF with the first one's title and dates; same pieces, same bytes."""
    with pikepdf.open(io.BytesIO(pieces[0])) as whole:
        if "/Names" in whole.Root:
            del whole.Root.Names  # the row marks have done their work
        for piece in pieces[1:]:
            with pikepdf.open(io.BytesIO(piece)) as more:
                whole.pages.extend(more.pages)
        joined = io.BytesIO()
        whole.save(joined, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return joined.getvalue()
