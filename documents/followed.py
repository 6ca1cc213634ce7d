"""Follows the drawing instructions of a page of ours and notes what they leave behind: glyphs, bars, stamps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from documents.rebuild import ASCENT, DESCENT

MM = 25.4 / 72
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
NOTHING = 0.01  # mm; thinner is no ink
NO_GLYPH = "\ufffd"  # stands for a character whose glyph is not in the font: an empty box on paper


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
class Font:
    """What a font of the file says of its glyphs: advance in em, character, and how many outlines it holds."""

    widths: Mapping[int, float]
    characters: Mapping[int, str]
    outlines: int

    def read(self, number: int) -> str:
        """The character of a glyph, or the sign for one that is not there."""
        return self.characters.get(number, NO_GLYPH) if 0 < number < self.outlines else NO_GLYPH


class Hand:
    """One pair of eyes on one stream. `forms` are the drawings it may call up by name; what they leave is a stamp each."""

    def __init__(
        self, fonts: Mapping[str, Font], forms: Mapping[str, Any], height: float, at: Matrix = UPRIGHT
    ) -> None:
        self.fonts, self.forms, self.height = fonts, forms, height
        self.glyphs: list[Glyph] = []
        self.bars: list[Bar] = []
        self.stamps: list[Bar] = []
        self._matrix: Matrix = at
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

    def follow_all(self, stream: Any) -> None:
        """Take every instruction of a page or drawing."""
        for instruction in pikepdf.parse_content_stream(stream):
            self.follow(str(instruction.operator), list(instruction.operands))

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
        font = self.fonts.get(self._font)
        if font is None:  # letters of a stamp
            return
        for index in range(0, len(text), 2):
            number = int.from_bytes(text[index : index + 2], "big")
            advance = font.widths.get(number, 1.0) * self._size
            whole = _times((1, 0, 0, 1, self._along, 0), _times(self._text, self._matrix))
            scale = (whole[0] ** 2 + whole[1] ** 2) ** 0.5 * MM
            left, baseline = whole[4] * MM, self.height - whole[5] * MM
            self.glyphs.append(Glyph(font.read(number), left, advance * scale, baseline, self._size * scale))
            self._along += advance

    def _box(self, operands: list[Any]) -> None:
        left, top, width, height = (float(part) for part in operands)
        self._shapes.append((left, top, left + width, top + height))

    def _point(self, operands: list[Any]) -> None:
        self._points.append((float(operands[0]), float(operands[1])))

    def _fill_between(self, operands: list[Any]) -> None:
        """A frame is an outer and an inner box: its four sides, of which some are nothing, are what is filled."""
        if len(self._shapes) == 2 and not self._points:
            (left, top, right, bottom), (inner_left, inner_top, inner_right, inner_bottom) = sorted(self._shapes)
            if (inner_left, inner_top) < (left, top) or inner_right > right or inner_bottom > bottom:
                (left, top, right, bottom), (inner_left, inner_top, inner_right, inner_bottom) = reversed(self._shapes)
            self._shapes = [
                (left, top, right, inner_top),
                (left, inner_bottom, right, bottom),
                (left, inner_top, inner_left, inner_bottom),
                (inner_right, inner_top, right, inner_bottom),
            ]
        self._fill(operands)

    def _bend(self, operands: list[Any]) -> None:
        self._points.append((float(operands[4]), float(operands[5])))

    def _call(self, operands: list[Any]) -> None:
        form = self.forms.get(str(operands[0]))
        if form is None:
            return
        eyes = Hand({}, {}, self.height, self._matrix)
        eyes.follow_all(form)
        if inked := eyes.bars:
            self.stamps.append(
                Bar(
                    min(bar.left for bar in inked),
                    min(bar.top for bar in inked),
                    max(bar.right for bar in inked),
                    max(bar.bottom for bar in inked),
                    inked[0].colour,
                )
            )

    def _fill(self, _: list[Any]) -> None:
        for left, top, right, bottom in self._shapes:
            self._leave((left, top), (right, bottom))
        if self._points:
            across, down = zip(*self._points, strict=True)
            self._leave((min(across), min(down)), (max(across), max(down)))
        self._forget([])

    def _stroke(self, _: list[Any]) -> None:
        if not self.fonts:  # on the page itself nothing of ours is stroked but pictures
            self._fill([])
        self._forget([])

    def _leave(self, *corners: tuple[float, float]) -> None:
        whole = [_times((1, 0, 0, 1, x, y), self._matrix)[4:] for x, y in corners]
        across = sorted(x * MM for x, _ in whole)
        down = sorted(self.height - y * MM for _, y in whole)
        if min(across[1] - across[0], down[1] - down[0]) < NOTHING:
            return
        red, green, blue = (*self._colour, 0.0, 0.0)[:3]
        self.bars.append(Bar(across[0], down[0], across[1], down[1], (red, green, blue)))

    def _forget(self, _: list[Any]) -> None:
        self._shapes, self._points = [], []


_ACTS: dict[str, Callable[[Hand, list[Any]], None]] = {
    "q": Hand._keep,
    "Q": Hand._restore,
    "cm": Hand._transform,
    "rg": Hand._dye,
    "RG": Hand._dye,
    "Do": Hand._call,
    "c": Hand._bend,
    "S": Hand._stroke,
    "Tf": Hand._choose,
    "Tm": Hand._place,
    "TJ": Hand._write,
    "re": Hand._box,
    "m": Hand._point,
    "l": Hand._point,
    "f": Hand._fill,
    "f*": Hand._fill_between,
    "n": Hand._forget,
}


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(part) for part in operands)
    return (a, b, c, d, e, f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
