"""A second ruler beside documents/: PDFium reads where the characters stand and draws the page, and the ink is measured in the drawing.

It knows nothing of WeasyPrint, of our fonts or of the press's own measuring, so both can only agree where the page is right.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

MM = 25.4 / 72
DOTS = 12  # a millimetre, some 300 dpi: an edge is known to a twelfth
DARK = 128


@dataclass(frozen=True)
class Sign:
    """A character: its square's left, right and upper edge and its baseline, in mm from the page's top left."""

    char: str
    left: float
    right: float
    top: float
    base: float

    @property
    def em(self) -> float:
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """Of an ideograph, whose square is as high as it is wide."""
        return self.top + self.em


@dataclass(frozen=True)
class Rule:
    """A line of ink across the page, in mm."""

    top: float
    bottom: float
    left: float
    right: float

    @property
    def thick(self) -> float:
        return self.bottom - self.top


class Sheet:
    """One printed page."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.width, self.height = page.get_width() * MM, page.get_height() * MM

    @cached_property
    def signs(self) -> list[Sign]:
        """In the order in which they were written."""
        text = self.page.get_textpage()
        return [
            self._sign(text, index)
            for index in range(text.count_chars())
            if raw.FPDFText_IsGenerated(text, index) == 0 and raw.FPDFText_GetUnicode(text, index) > ord(" ")
        ]

    def _sign(self, text: pypdfium2.PdfTextPage, index: int) -> Sign:
        across, up, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        raw.FPDFText_GetCharOrigin(text, index, across, up)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        char = chr(raw.FPDFText_GetUnicode(text, index))
        return Sign(char, box.left * MM, box.right * MM, self.height - box.top * MM, self.height - up.value * MM)

    @property
    def rows(self) -> list[list[Sign]]:
        """The characters by baseline from above, each row from the left."""
        ordered = sorted(self.signs, key=lambda sign: round(sign.base * 4))
        rows = (
            sorted(row, key=lambda sign: sign.left) for _, row in groupby(ordered, lambda sign: round(sign.base * 4))
        )
        return list(rows)

    @cached_property
    def drawn(self) -> Image.Image:
        """The page as dots."""
        return self.page.render(scale=DOTS * MM).to_pil().convert("RGB")

    def rules(self, left: float, right: float, *, red: bool = False) -> list[Rule]:
        """Lines of ink that run unbroken from `left` to `right` at least, from above; black ones unless red."""
        paper = self.drawn
        ink = _ink(paper, red=red)
        strip = ink.crop((round(left * DOTS), 0, round(right * DOTS), paper.height)).resize(
            (1, paper.height), Image.Resampling.BOX
        )
        return [_rule(ink, top, bottom) for top, bottom in _runs(strip.tobytes(), 250)]

    def first_red(self) -> float:
        """The upper edge of the first red ink."""
        box = _ink(self.drawn, red=True).getbbox()
        assert box is not None, "nothing red"
        return box[1] / DOTS


def _ink(paper: Image.Image, *, red: bool) -> Image.Image:
    """White where there is ink of that colour, black elsewhere."""
    of_red, of_green, _ = paper.split()
    dark = [255 if value < DARK else 0 for value in range(256)]
    if red:
        return ImageChops.multiply(of_red.point(dark[::-1]), of_green.point(dark))
    return of_red.point(dark)


def _rule(ink: Image.Image, top: int, bottom: int) -> Rule:
    box = ink.crop((0, top, ink.width, bottom)).getbbox()
    assert box is not None, "a rule without ink"
    return Rule(top / DOTS, bottom / DOTS, box[0] / DOTS, box[2] / DOTS)


def _runs(column: bytes, least: int) -> Iterator[tuple[int, int]]:
    places = [index for index, value in enumerate(column) if value >= least]
    for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        found = [place for _, place in run]
        yield found[0], found[-1] + 1


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of `pdf`."""
    opened = pypdfium2.PdfDocument(pdf)
    return [Sheet(opened[index]) for index in range(len(opened))]


def words(pdf: bytes) -> str:
    """Every character of the file in the order in which it was written, without spaces."""
    halves = "".join(sign.char for sheet in sheets(pdf) for sign in sheet.signs if not sign.char.isspace())
    return halves.encode("utf-16", "surrogatepass").decode("utf-16")  # a rare character is read in two halves
