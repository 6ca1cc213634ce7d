"""Long lists, set in parts of some hundred rows and joined: time and memory then grow with the rows, not faster.

A part's last page is hardly ever full; so it is dropped and the next part begins with the first row that stood on it.
The joined paper has no seam: page numbers and sides go on. Where the parts begin depends on the rows alone, never on who
set them or in which order.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf

from documents.shown import NAME

ROWS = 400
MARK = "data-row"  # what a sheet writes at each row of a long list; an id would give every row a style of its own


@dataclass(frozen=True)
class Part:
    """Rows `start` to `stop` of `total`, after `pages` pages that are already set; `size` rows are set in one piece."""

    start: int
    stop: int
    pages: int
    total: int
    size: int

    @property
    def last(self) -> bool:
        return self.stop == self.total

    def as_data(self, rows: Sequence[Any]) -> dict[str, Any]:
        """What a sheet reads as `part`, with its own of all `rows`; `left` says that its first page is a left one."""
        return {
            "lines": rows[self.start : self.stop],
            "start": self.start,
            "pages": self.pages,
            "left": bool(self.pages % 2),
            "first": not self.pages,
            "last": self.last,
        }


@dataclass(frozen=True)
class PageOfRows:
    """The rows of a long list on one page: the first one's index, all heights, and the room from the first to the foot."""

    first: int
    heights: tuple[float, ...]
    room: float


def first_part(total: int) -> Part:
    """The beginning of a paper with `total` rows; all of it when they are few or none."""
    return _part(0, 0, total, ROWS)


def _part(start: int, pages: int, total: int, size: int) -> Part:
    """Half as many rows again are taken in one piece rather than leaving a short last part."""
    return Part(start, total if total - start <= size * 3 // 2 else start + size, pages, total, size)


def cut(part: Part, pages: Sequence[PageOfRows | None]) -> tuple[int, Part | None]:
    """How many of a part's laid-out pages to keep, and the part that follows; None after the last."""
    if part.last:
        return len(pages), None
    carried = pages[-1]
    if carried and carried.first > part.start:
        kept = len(pages) - 1
        return kept, _part(carried.first, part.pages + kept, part.total, part.size)
    return len(pages), _part(part.stop, part.pages + len(pages), part.total, part.size)


def read_pages(pages: Sequence[Any]) -> list[PageOfRows | None]:
    """Of WeasyPrint's laid-out pages (or of their boxes) the marked rows on each; None for a page without."""
    return [_read(page._page_box) for page in pages]


def _read(page_box: Any) -> PageOfRows | None:
    rows = list(_rows(page_box))
    if not rows:
        return None
    top = rows[0].position_y
    foot = page_box.content_box_y() + page_box.height
    edges = [*(row.position_y for row in rows), rows[-1].position_y + rows[-1].height]
    heights = tuple(round(low - high, 3) for high, low in pairwise(edges))
    return PageOfRows(int(rows[0].element.get(MARK)), heights, round(foot - top, 3))


def _rows(page_box: Any) -> Iterator[Any]:
    for box in page_box.descendants():
        if type(box).__name__ == "TableRowBox" and box.element is not None and box.element.get(MARK) is not None:
            yield box


def join(pieces: Sequence[bytes], data: bytes | None = None) -> bytes:
    """The pages of all `pieces` as one PDF with the first one's title and dates, and `data` attached; same pieces, same bytes."""
    with pikepdf.open(io.BytesIO(pieces[0])) as whole:
        for piece in pieces[1:]:
            with pikepdf.open(io.BytesIO(piece)) as more:
                whole.pages.extend(more.pages)
        if data is not None:
            _attach(whole, data)
        joined = io.BytesIO()
        whole.save(joined, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return joined.getvalue()


def _attach(whole: pikepdf.Pdf, data: bytes) -> None:
    """As the writer of single papers attaches it: PDF/A-3 wants its relation, its type and a date, and the catalogue to name it."""
    day = str(whole.docinfo["/CreationDate"])
    spec = pikepdf.AttachedFileSpec(
        whole,
        data,
        filename=NAME,
        description="文书数据",
        mime_type="application/json",
        relationship=pikepdf.Name.Data,
        creation_date=day,
        mod_date=day,
    )
    whole.attachments[NAME] = spec
    whole.Root.AF = pikepdf.Array([spec.obj])
