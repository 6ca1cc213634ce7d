"""版记 (7.4): at the foot of the last page, which is an even one; rules as wide as the type area, the last at its lower edge."""

from __future__ import annotations

from collections.abc import Iterator

from documents.followed import Bar
from documents.gb9704 import BOTTOM, LEFT, OFF, RIGHT, SMALL, THICK, THIN
from documents.layout import end, placed
from documents.placed import Page, lines

THICKNESS = 0.06  # how far a rule may be thicker or thinner


def rules_of(page: Page) -> list[Bar]:
    """The black rules across the type area in the lower half of a page, from above."""
    wide = [bar for bar in page.bars if bar.right - bar.left > RIGHT - LEFT - 2 * OFF and bar.bottom - bar.top < 1]
    black = {(round(bar.top, 2), round(bar.bottom, 2)): bar for bar in wide if max(bar.colour) < 0.2}
    return [black[place] for place in sorted(black) if place[0] > 150]


def imprint(page: Page, number: int) -> Iterator[str]:
    """Deviations of the 版记 on the last page `number`."""
    rules = rules_of(page)
    if number % 2:
        yield "版记应在偶数页。"
    if len(rules) < 2:
        yield "没有版记。"
        return
    yield from placed("版记末条分隔线", rules[-1].bottom, BOTTOM)
    for bar, wanted in ((rules[0], THICK), (rules[-1], THICK), *((bar, THIN) for bar in rules[1:-1])):
        if abs(bar.bottom - bar.top - wanted) > THICKNESS:
            yield f"版记分隔线粗{bar.bottom - bar.top:.2f}毫米，应为{wanted}毫米。"
        if abs(bar.left - LEFT) > OFF or abs(bar.right - RIGHT) > OFF:
            yield "版记分隔线与版心不等宽。"
    inside = [line for line in lines(page) if rules[0].top < line[0].baseline < rules[-1].bottom]
    for line in inside:
        if abs(line[0].size - SMALL) > 0.1:
            yield "版记文字不是4号字。"
        if line[0].x < LEFT + SMALL - OFF or end(line) > RIGHT - SMALL + OFF:
            yield "版记文字左右没有各空一字。"
