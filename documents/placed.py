"""Where the ink of a printed page stands: every glyph and every filled bar of our own PDFs, in mm from the page's top left.

Reads what WeasyPrint writes (two-byte glyph numbers, one text matrix a line); it is no general PDF reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from documents.rebuild import ASCENT, DESCENT

MM = 25.4 / 72
_PAIR = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)>")
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Glyph:
    """A character: its left edge, advance, baseline and type size, in mm."""

    char: str
    x: float
    width: float
    baseline: float
    size: float

    @property
    def top(self) -> float:
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + DESCENT * self.size


@dataclass(frozen=True)
class Bar:
    """A filled bar, such as a rule: its edges in mm and its colour as red, green, blue from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float
    colour: tuple[float, float, float]


@dataclass(frozen=True)
class Page:
    """What stands on one page."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class _Font:
    widths: Mapping[int, float]
    characters: Mapping[int, str]


def pages(pdf: bytes) -> tuple[Page, ...]:
    """Every page of `pdf`, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return tuple(_page(page) for page in document.pages)


def _page(page: pikepdf.Page) -> Page:
    width, height = (float(page.mediabox[side]) * MM for side in (2, 3))
    fonts = {name: _font(font) for name, font in page.Resources.get("/Font", {}).items()}
    hand = _Hand(fonts, height)
    for instruction in pikepdf.parse_content_stream(page):
        hand.follow(str(instruction.operator), list(instruction.operands))
    return Page(width, height, tuple(hand.glyphs), tuple(hand.bars))


def _font(font: Any) -> _Font:
    widths: dict[int, float] = {}
    entries = iter(font.DescendantFonts[0].W)
    for first in entries:
        widths.update({int(first) + index: float(width) / 1000 for index, width in enumerate(next(entries))})
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    characters = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
    return _Font(widths, characters)


class _Hand:
    """Follows the drawing instructions of one page and notes what they leave behind."""

    def __init__(self, fonts: Mapping[str, _Font], height: float) -> None:
        self.fonts, self.height = fonts, height
        self.glyphs: list[Glyph] = []
        self.bars: list[Bar] = []
        self._matrix: Matrix = (1, 0, 0, 1, 0, 0)
        self._kept: list[tuple[Matrix, tuple[float, ...]]] = []
        self._text: Matrix = self._matrix
        self._font, self._size, self._along = "", 0.0, 0.0
        self._colour: tuple[float, ...] = (0, 0, 0)
        self._shapes: list[tuple[float, float, float, float]] = []
        self._points: list[tuple[float, float]] = []

    def follow(self, operator: str, operands: list[Any]) -> None:
        """Take one instruction; those that leave no ink of ours are passed over."""
        act = _ACTS.get(operator)
        if act:
            act(self, operands)

    def _keep(self, _: list[Any]) -> None:
        self._kept.append((self._matrix, self._colour))

    def _restore(self, _: list[Any]) -> None:
        self._matrix, self._colour = self._kept.pop()

    def _transform(self, operands: list[Any]) -> None:
        self._matrix = _times(_matrix(operands), self._matrix)

    def _dye(self, operands: list[Any]) -> None:
        self._colour = tuple(float(part) for part in operands)

    def _choose(self, operands: list[Any]) -> None:
        self._font, self._size = str(operands[0]), float(operands[1])

    def _place(self, operands: list[Any]) -> None:
        self._text, self._along = _matrix(operands), 0.0

    def _write(self, operands: list[Any]) -> None:
        for piece in operands[0]:
            if isinstance(piece, pikepdf.String):
                self._set(bytes(piece))
            else:
                self._along -= float(piece) / 1000 * self._size

    def _set(self, text: bytes) -> None:
        font = self.fonts[self._font]
        for index in range(0, len(text), 2):
            number = int.from_bytes(text[index : index + 2], "big")
            advance = font.widths.get(number, 1.0) * self._size
            whole = _times((1, 0, 0, 1, self._along, 0), _times(self._text, self._matrix))
            scale = (whole[0] ** 2 + whole[1] ** 2) ** 0.5 * MM
            left, baseline = whole[4] * MM, self.height - whole[5] * MM
            char = font.characters.get(number, "\ufffd")
            self.glyphs.append(Glyph(char, left, advance * scale, baseline, self._size * scale))
            self._along += advance

    def _box(self, operands: list[Any]) -> None:
        left, top, width, height = (float(part) for part in operands)
        self._shapes.append((left, top, left + width, top + height))

    def _point(self, operands: list[Any]) -> None:
        self._points.append((float(operands[0]), float(operands[1])))

    def _fill(self, _: list[Any]) -> None:
        for left, top, right, bottom in self._shapes:
            self._leave((left, top), (right, bottom))
        if self._points:
            across, down = zip(*self._points, strict=True)
            self._leave((min(across), min(down)), (max(across), max(down)))
        self._forget([])

    def _leave(self, *corners: tuple[float, float]) -> None:
        whole = [_times((1, 0, 0, 1, x, y), self._matrix)[4:] for x, y in corners]
        across = sorted(x * MM for x, _ in whole)
        down = sorted(self.height - y * MM for _, y in whole)
        red, green, blue = (*self._colour, 0.0, 0.0)[:3]
        self.bars.append(Bar(across[0], down[0], across[1], down[1], (red, green, blue)))

    def _forget(self, _: list[Any]) -> None:
        self._shapes, self._points = [], []


_ACTS = {
    "q": _Hand._keep,
    "Q": _Hand._restore,
    "cm": _Hand._transform,
    "rg": _Hand._dye,
    "Tf": _Hand._choose,
    "Tm": _Hand._place,
    "TJ": _Hand._write,
    "re": _Hand._box,
    "m": _Hand._point,
    "l": _Hand._point,
    "f": _Hand._fill,
    "f*": _Hand._fill,
    "n": _Hand._forget,
}


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(part) for part in operands)
    return (a, b, c, d, e, f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def lines(page: Page) -> Iterator[tuple[Glyph, ...]]:
    """The glyphs of a page gathered by baseline, from top to bottom, each line from left to right."""
    rows: dict[float, list[Glyph]] = {}
    for glyph in page.glyphs:
        rows.setdefault(round(glyph.baseline, 1), []).append(glyph)
    for height in sorted(rows):
        yield tuple(sorted(rows[height], key=lambda glyph: glyph.x))
