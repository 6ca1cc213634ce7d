"""Reads a printed paper back and says where it leaves the page its family prescribes (GB/T 9704-2012, chapters 5, 7, 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.followed import NO_GLYPH, Glyph
from documents.gb9704 import (
    BOTTOM,
    CHARACTER,
    CHARACTERS,
    HEIGHT,
    LEFT,
    LINES,
    NUMBER_BELOW_FOOT,
    OFF,
    PITCH,
    RIGHT,
    TEXT,
    TOP,
    WIDTH,
)
from documents.placed import Page, lines

LARGE = 1.2 * TEXT  # titles and red names are larger than the text
SAME_LINE = 1.5  # pitches between a line and the one that goes on from it
Line = Sequence[Glyph]
Rule = Callable[[Page, int], Iterator[str]]


@dataclass(frozen=True)
class Deviation:
    """Something that is not where it should be: page number from 1, and a sentence."""

    page: int
    words: str


def text_lines(page: Page) -> list[Line]:
    """The lines set in the type of the text, 3号, above the first smaller print such as a table."""
    gathered = [line for line in lines(page) if line[0].bottom <= BOTTOM + OFF]
    small = [line[0].top for line in gathered if line[0].size < TEXT * 0.7 and line[0].x < RIGHT - 40]
    end = min(small, default=BOTTOM + PITCH)
    return [line for line in gathered if abs(line[0].size - TEXT) < 0.1 and line[0].top < end]


def full_lines(page: Page) -> list[Line]:
    """Lines of the text, below head and title, that go on flush left in the line below: they were full."""
    goes_on = []
    title = max((glyph.bottom for glyph in page.glyphs if glyph.size > LARGE), default=0.0)
    for line, following in pairwise(line for line in text_lines(page) if line[0].top > title):
        flush = abs(following[0].x - LEFT) < OFF and following[0].top - line[0].top < PITCH * SAME_LINE
        if flush and line[0].x < LEFT + 2.5 * CHARACTER:
            goes_on.append(line)
    return goes_on


def end(line: Line) -> float:
    """The right edge of a line's last character."""
    return line[-1].x + line[-1].width


def off_grid(line: Line) -> float:
    """How far a line stands below (above: negative) its place among the 22, in mm."""
    return (line[0].top - TOP + PITCH / 2) % PITCH - PITCH / 2


def a4(page: Page, number: int) -> Iterator[str]:
    """5.1, and no character without a glyph, no font left out."""
    if abs(page.width - WIDTH) > OFF or abs(page.height - HEIGHT) > OFF:
        yield f"纸张为{page.width:.0f}×{page.height:.0f}毫米，应为210×297毫米。"
    yield from whole(page, number)


def whole(page: Page, number: int) -> Iterator[str]:
    """Every character can be read on any machine."""
    if boxes := sum(glyph.char == NO_GLYPH for glyph in page.glyphs):
        yield f"有{boxes}个字没有字形，印出来是空框：请核对这个字，或者补装字库后重新印制。"
    if page.loose:
        yield f"字体{'、'.join(page.loose)}没有嵌入文件。"


def edges(page: Page, number: int) -> Iterator[str]:
    """5.2.1: no line of the text beyond the type area."""
    for line in text_lines(page):
        if line[0].x < LEFT - OFF or end(line) > RIGHT + OFF:
            yield f"“{words(line)}”从{line[0].x:.1f}到{end(line):.1f}毫米，超出版心28至184毫米。"


def filled(page: Page, number: int) -> Iterator[str]:
    """5.2.3: a full line reaches the right edge and holds no more than 28 characters."""
    for line in full_lines(page):
        if end(line) < RIGHT - OFF:
            yield f"“{words(line)}”没有排满一行。"
        wide = [glyph for glyph in line if glyph.width > TEXT * 0.8]
        if len(wide) > CHARACTERS:
            yield f"“{words(line)}”一行有{len(wide)}个字，应为28个。"


def grid(page: Page, number: int) -> Iterator[str]:
    """5.2.3: 22 lines, each in its place."""
    text = text_lines(page)
    if len(text) > LINES:
        yield f"一页有{len(text)}行，应为22行。"
    for line in (line for line in text if not is_number(line)):
        if abs(off_grid(line)) > OFF:
            yield f"“{words(line)}”偏离行格{off_grid(line):.2f}毫米。"


def page_number(page: Page, number: int) -> Iterator[str]:
    """7.5: one character in from the outer edge, odd right, even left; the dash 7 mm below the type area."""
    line = number_line(page)
    if line is None:
        yield "没有页码。"
        return
    off = RIGHT - CHARACTER - end(line) if number % 2 else line[0].x - LEFT - CHARACTER
    if "".join(glyph.char for glyph in line).strip("— ") != str(number):
        yield f"页码是“{words(line)}”，应为{number}。"
    if abs(off) > OFF:
        yield f"页码离应在的位置{off:.1f}毫米。"
    if abs(dash(line) - BOTTOM - NUMBER_BELOW_FOOT) > OFF:
        yield f"页码一字线在版心下边缘以下{dash(line) - BOTTOM:.1f}毫米处，应在7毫米处。"


def number_line(page: Page) -> Line | None:
    """The page number between dashes below the type area, if there is one."""
    return next((line for line in lines(page) if line[0].char == "—" and line[0].top > BOTTOM), None)


def dash(line: Line) -> float:
    """Where the stroke of a dash stands: at half the height of an ideograph."""
    return (line[0].top + line[0].bottom) / 2


def is_number(line: Line) -> bool:
    """Whether a line is a document's number, flush right as on letters and case papers."""
    return line[-1].char == "号" and abs(end(line) - RIGHT) < OFF


def placed(what: str, found: float, wanted: float) -> Iterator[str]:
    """A sentence where `what` is not where it should be (mm)."""
    if abs(found - wanted) > OFF:
        yield f"{what}在{found:.1f}毫米处，应在{wanted:.1f}毫米处。"


def words(line: Line) -> str:
    """The beginning of a line, to name it by."""
    text = "".join(glyph.char for glyph in line)
    return text if len(text) <= 12 else f"{text[:12]}…"
