"""The press: a sheet and plain data go in, a PDF comes out, the same bytes for the same data.

Nothing is fetched while printing but `data:` addresses; a glyph no font has, a field the data lacks and a picture that
cannot be drawn stop the press.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from documents import fonts
from documents.rolls import PageOfRows, Part, cut, first_part, join, read_pages
from documents.sheet import Sheets, plain
from documents.shown import Tree, Watched, attached, merged
from documents.workshop import Workshop, complaints, workshop

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Printed:
    """A finished paper: its bytes, how many pages, and the digest under which it is kept."""

    pdf: bytes
    pages: int
    sha256: str


@dataclass(frozen=True)
class Order:
    """What is to be printed: a sheet, its frozen data, and whether as a draft."""

    sheet: str
    data: dict[str, Any]
    draft: bool = False

    @classmethod
    def of(cls, sheet: str, data: Mapping[str, Any], *, draft: bool = False) -> Order:
        """An order for `data` with dates still in it. TypeError for a float or an object."""
        return cls(sheet, plain(data), draft)

    @property
    def rows(self) -> list[Any]:
        """The list of the paper, empty where it has none."""
        return self.data.get("lines", [])

    @cached_property
    def identifier(self) -> bytes:
        """Sixteen bytes that are the same for the same order."""
        text = json.dumps([self.sheet, self.data, self.draft], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).digest()[:16]


@dataclass(frozen=True)
class Piece:
    """A part of a paper: its PDF, how many pages, the part that follows it, the rows found on each page laid out, and
    which of the data was read for it."""

    pdf: bytes
    pages: int
    following: Part | None
    found: tuple[PageOfRows | None, ...]
    read: Tree


class Press:
    """Prints the sheets found in `folders`, with the fonts built in `font_folder`."""

    def __init__(self, folders: Sequence[Path | str], font_folder: Path = fonts.FOLDER) -> None:
        self.folders, self.font_folder, self.sheets = tuple(map(str, folders)), font_folder, Sheets(folders)

    def render(self, sheet: str, data: Mapping[str, Any], *, draft: bool = False) -> Printed:
        """Print `sheet` (a template's path below a folder) with plain `data`.

        The rows under the key `lines` may be many: they are set in parts with continuing page numbers. A draft carries a
        watermark, no seal, and （待定） for what is open. Raises GlyphMissing, FieldMissing, NotPrintable; TypeError for a
        float or an object in the data.
        """
        order = Order.of(sheet, data, draft=draft)
        return bind(order, list(self._pieces(order)))

    def _pieces(self, order: Order) -> Iterator[Piece]:
        """The paper's parts, one after the other: a single one unless the list is long."""
        part: Part | None = first_part(len(order.rows))
        while part:
            piece = self.part(order, part)
            yield piece
            part = piece.following

    def part(self, order: Order, part: Part) -> Piece:
        """One part of a paper. Where it ends depends on where it begins and on nothing else."""
        shop = workshop(self.font_folder)
        with _ONE_AT_A_TIME, complaints(order.draft), shop.at_work():
            read: Tree = {}
            document = self._lay_out(shop, order, Watched({**order.data, "part": part.as_data(order.rows)}, read))
            found = read_pages(document.pages)
            kept, following = cut(part, found)
            whole = part.last and not part.start and not order.draft
            data = attached(order.sheet, order.data, read) if whole else None
            pdf = shop.write(document.copy(document.pages[:kept]), order.identifier, data)
        return Piece(pdf, kept, following, tuple(found), read)

    def _lay_out(self, shop: Workshop, order: Order, data: Watched) -> Any:
        html = self.sheets.fill(order.sheet, data, draft=order.draft)
        document = shop.lay_out(html)
        if 'class="imprint"' in html and len(document.pages) % 2:  # the colophon closes an even page
            turned = Watched(dict.copy(data) | {"turn_page": True}, data.tree)
            document = shop.lay_out(self.sheets.fill(order.sheet, turned, draft=order.draft))
        return document


def bind(order: Order, pieces: Sequence[Piece]) -> Printed:
    """A paper out of its parts, with the data it shows attached; a draft has none."""
    pdf = pieces[0].pdf
    if len(pieces) > 1:
        data = None if order.draft else attached(order.sheet, order.data, merged(piece.read for piece in pieces))
        pdf = join([piece.pdf for piece in pieces], data)
    return Printed(pdf, sum(piece.pages for piece in pieces), hashlib.sha256(pdf).hexdigest())
