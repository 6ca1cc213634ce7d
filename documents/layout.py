"""Reads a printed paper back and says where it leaves the page its family prescribes (GB/T 9704-2012, chapters 5, 7, 10).

Numbers are in mm and come from the standard's clauses, not from our style sheet: the two are written down twice on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.placed import Glyph, Page, lines, pages

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # the type area, 5.2.1
CHARACTER = 156 / 28  # 5.2.3
PITCH = (BOTTOM - TOP - 16 * 25.4 / 72) / 21  # 22 lines whose characters fill 225 mm
TEXT_MM = 16 * 25.4 / 72
EDGE, GRID, PLACE = 0.6, 0.5, 1.0  # how far an edge, a line and an element may be off
Line = Sequence[Glyph]


@dataclass(frozen=True)
class Deviation:
    """Something that is not where it should be: page number from 1, and a sentence."""

    page: int
    words: str


def deviations(pdf: bytes, family: str) -> tuple[Deviation, ...]:
    """All deviations of `pdf` from the rules of `family`: letter, official or case_paper. KeyError for another."""
    found: list[Deviation] = []
    for number, page in enumerate(pages(pdf), 1):
        for rule in _RULES[family]:
            found += [Deviation(number, words) for words in rule(page, number)]
    return tuple(found)


def text_lines(page: Page) -> list[Line]:
    """The lines set in the type of the text, 3号, above the first smaller print such as a table."""
    gathered = [line for line in lines(page) if line[0].bottom <= BOTTOM + GRID]
    small = [line[0].top for line in gathered if line[0].size < TEXT_MM * 0.7 and line[0].x < RIGHT - 40]
    end = min(small, default=BOTTOM + PITCH)
    return [line for line in gathered if abs(line[0].size - TEXT_MM) < 0.1 and line[0].top < end]


def _paper(page: Page, number: int) -> Iterator[str]:
    if abs(page.width - 210) > EDGE or abs(page.height - 297) > EDGE:
        yield f"纸张为{page.width:.0f}×{page.height:.0f}毫米，应为210×297毫米。"
    if any(glyph.char == "\ufffd" for glyph in page.glyphs):
        yield "有字没有字形。"


def _edges(page: Page, number: int) -> Iterator[str]:
    for line in text_lines(page):
        start, end = line[0].x, line[-1].x + line[-1].width
        if start < LEFT - EDGE or end > RIGHT + EDGE:
            yield f"“{_words(line)}”从{start:.1f}到{end:.1f}毫米，超出版心28至184毫米。"


def _full_lines(page: Page, number: int) -> Iterator[str]:
    """A line that goes on flush left below was full: it must reach the right edge."""
    text = text_lines(page)
    for line, following in pairwise(text):
        goes_on = abs(following[0].x - LEFT) < EDGE and following[0].top - line[0].top < PITCH * 1.5
        starts_in_text = line[0].x < LEFT + 2.5 * CHARACTER
        if goes_on and starts_in_text and line[-1].x + line[-1].width < RIGHT - EDGE:
            yield f"“{_words(line)}”没有排满一行。"


def _grid(page: Page, number: int) -> Iterator[str]:
    text = text_lines(page)
    if len(text) > 22:
        yield f"一页有{len(text)}行，应为22行。"
    for line in (line for line in text if not _is_number(line)):
        off = (line[0].top - TOP + PITCH / 2) % PITCH - PITCH / 2
        if abs(off) > GRID:
            yield f"“{_words(line)}”偏离行格{off:.2f}毫米。"


def _page_number(page: Page, number: int) -> Iterator[str]:
    """7.5: one character in from the outer edge, odd right, even left; the dash 7 mm below the type area."""
    found = [line for line in lines(page) if line[0].char == "—" and line[0].top > BOTTOM]
    if not found:
        yield "没有页码。"
        return
    line = found[0]
    off = RIGHT - CHARACTER - line[-1].x - line[-1].width if number % 2 else line[0].x - LEFT - CHARACTER
    if "".join(glyph.char for glyph in line).strip("— ") != str(number):
        yield f"页码是“{_words(line)}”，应为{number}。"
    if abs(off) > EDGE:
        yield f"页码离应在的位置{off:.1f}毫米。"
    if abs((line[0].top + line[0].bottom) / 2 - BOTTOM - 7) > PLACE:
        yield "页码一字线不在版心下边缘以下7毫米处。"


def _letter_head(page: Page, number: int) -> Iterator[str]:
    """10.1: name 30 mm from the page's edge, double lines 170 mm wide, number flush right; page 1 has no page number."""
    if number > 1:
        yield from _page_number(page, number)
        return
    name, figure = list(lines(page))[:2]
    red = sorted({(round(bar.top, 1), round(bar.bottom, 1)) for bar in page.bars if bar.right - bar.left > 169})
    if any(line[0].char == "—" and line[0].top > BOTTOM for line in lines(page)):
        yield "首页不应有页码。"
    yield from _placed("发文机关标志上边缘", name[0].top, 30)
    if len(red) < 2:
        yield "缺少红色双线。"
        return
    yield from _placed("第一条红色双线", red[0][0], name[0].bottom + 4)
    yield from _placed("第二条红色双线", (red[-1][0] + red[-1][1]) / 2, 297 - 20)
    yield from _placed("发文字号右边缘", figure[-1].x + figure[-1].width, RIGHT)
    yield from _placed("发文字号上边缘", figure[0].top, max(bar[1] for bar in red[:2]) + TEXT_MM * 7 / 8)


def _official_head(page: Page, number: int) -> Iterator[str]:
    """7.2: name 35 mm below the top of the type area, number two blank lines below, rule 4 mm below the number."""
    yield from _page_number(page, number)
    if number > 1:
        return
    name, figure = list(lines(page))[:2]
    rules = [bar for bar in page.bars if bar.right - bar.left > 155 and bar.colour[0] > 0.5]
    if not 72 - PLACE <= name[0].top <= 72 + 3 * PLACE:  # small type stands in the middle of the place of large type
        yield f"发文机关标志上边缘在{name[0].top:.1f}毫米处，应在72毫米处。"
    if not rules:
        yield "没有红色分隔线。"
        return
    yield from _placed("红色分隔线", rules[0].top, figure[0].bottom + 4)


def _case_head(page: Page, number: int) -> Iterator[str]:
    """A case paper says who, what and under which number, the number flush right, and counts its pages."""
    if not any(line[0].char == "第" and line[0].top > BOTTOM for line in lines(page)):
        yield "没有页码。"
    if number == 1 and not any(_is_number(line) for line in list(lines(page))[:4]):
        yield "文号没有右对齐。"


def _is_number(line: Line) -> bool:
    return line[-1].char == "号" and abs(line[-1].x + line[-1].width - RIGHT) < EDGE


def _placed(what: str, found: float, wanted: float) -> Iterator[str]:
    if abs(found - wanted) > PLACE:
        yield f"{what}在{found:.1f}毫米处，应在{wanted:.1f}毫米处。"


def _words(line: Line) -> str:
    text = "".join(glyph.char for glyph in line)
    return text if len(text) <= 12 else f"{text[:12]}…"


_RULES: dict[str, tuple[Callable[[Page, int], Iterator[str]], ...]] = {
    "letter": (_paper, _edges, _full_lines, _grid, _letter_head),
    "official": (_paper, _edges, _full_lines, _grid, _official_head),
    "case_paper": (_paper, _edges, _full_lines, _case_head),
}
