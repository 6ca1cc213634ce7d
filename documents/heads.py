"""The heads of the families: where a paper says who, what and under which number (GB/T 9704-2012, 7.2 and chapter 10)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.followed import Bar
from documents.gb9704 import (
    BOTTOM,
    CHARACTER,
    HEIGHT,
    LEFT,
    LETTER_FOOT,
    LETTER_NAME,
    LETTER_RULE,
    LETTER_RULE_BELOW_NAME,
    NAME_BELOW_TOP,
    OFF,
    ORDER_NAME_BELOW_TOP,
    RIGHT,
    RULE_BELOW_NUMBER,
    TEXT,
    TOP,
)
from documents.layout import LARGE, Line, end, is_number, number_line, page_number, placed, text_lines, words
from documents.placed import Page, lines


def red_rules(page: Page, width: float) -> list[tuple[float, float]]:
    """Top and bottom of the red rules at least `width` mm wide, from above; the two of a double line are two."""
    red = [bar for bar in page.bars if bar.right - bar.left > width - OFF and _is_red(bar)]
    return sorted({(round(bar.top, 2), round(bar.bottom, 2)) for bar in red})


def official(page: Page, number: int) -> Iterator[str]:
    """7.2: name 35 mm below the top of the type area, number two blank lines below, rule 4 mm below the number."""
    if number > 1:
        return
    rules = red_rules(page, RIGHT - LEFT)
    if not rules:
        yield "没有红色分隔线。"
        return
    above = [line for line in lines(page) if line[0].bottom < rules[0][0]]
    names = [line for line in above if line[0].size > LARGE]
    if not names or above[-1] is names[-1]:
        yield "红色分隔线以上应有发文机关标志和发文字号。"
        return
    yield from placed("发文机关标志上边缘", names[0][0].top, TOP + NAME_BELOW_TOP)
    yield from placed("红色分隔线", rules[0][0], above[-1][0].bottom + RULE_BELOW_NUMBER)
    signers = [line for line in above if any(glyph.char == "签" for glyph in line)]
    yield from _number(above[-1], upward=bool(signers))


def letter(page: Page, number: int) -> Iterator[str]:
    """10.1: name 30 mm from the page's edge, double lines 170 mm wide, number flush right; page 1 has no page number."""
    if number > 1:
        yield from page_number(page, number)
        return
    if number_line(page):
        yield "首页不应有页码。"
    name, figure = list(lines(page))[:2]
    yield from placed("发文机关标志上边缘", name[0].top, LETTER_NAME)
    red = red_rules(page, LETTER_RULE)
    if len(red) < 2:
        yield "缺少红色双线。"
        return
    upper, lower = [edge for edge in red if edge[0] < HEIGHT / 2], [edge for edge in red if edge[0] > HEIGHT / 2]
    yield from placed("第一条红色双线", upper[0][0], name[0].bottom + LETTER_RULE_BELOW_NAME)
    if lower:
        yield from placed("第二条红色双线", (lower[0][0] + lower[-1][1]) / 2, HEIGHT - LETTER_FOOT)
    yield from placed("发文字号右边缘", end(figure), RIGHT)
    yield from placed("发文字号上边缘", figure[0].top, upper[-1][1] + TEXT * 7 / 8)


def order(page: Page, number: int) -> Iterator[str]:
    """10.2: name 20 mm below the top of the type area, no rule."""
    if number > 1:
        return
    yield from placed("发文机关标志上边缘", next(lines(page))[0].top, TOP + ORDER_NAME_BELOW_TOP)
    if red_rules(page, RIGHT - LEFT):
        yield "命令（令）没有红色分隔线。"


def case_paper(page: Page, number: int) -> Iterator[str]:
    """A case paper says who, what and under which number, the number flush right, and counts its pages."""
    if not any(line[0].char == "第" and line[0].top > BOTTOM for line in lines(page)):
        yield "没有页码。"
    if number == 1 and not any(is_number(line) for line in list(lines(page))[:4]):
        yield "文号没有右对齐。"


def sheet_of_list(page: Page, number: int) -> Iterator[str]:
    """A list from edge to edge: A4, upright or lying, and its pages are counted."""
    sides = sorted((page.width, page.height))
    if abs(sides[0] - 210) > OFF or abs(sides[1] - 297) > OFF:
        yield f"纸张为{page.width:.0f}×{page.height:.0f}毫米，应为A4。"
    found = next((line for line in lines(page) if line[0].char == "—" and line[0].top > page.height - 35), None)
    if found is None:
        yield "没有页码。"
    elif "".join(glyph.char for glyph in found).strip("— ") != str(number):
        yield f"页码是“{words(found)}”，应为{number}。"
    beyond = [glyph for glyph in page.glyphs if glyph.x < 10 or glyph.x + glyph.width > page.width - 10]
    if beyond:
        yield f"“{beyond[0].char}”离纸边不足10毫米。"


def signature(page: Page, number: int) -> Iterator[str]:
    """7.3.5.1: the seal lies over name and date, its top within one line of the text above the name."""
    for stamp in page.stamps:
        under = [line for line in text_lines(page) if _crosses(line, stamp)]
        if not any("年" in {glyph.char for glyph in line} for line in under):
            yield "印章没有压在成文日期上。"
        middle = (stamp.left + stamp.right) / 2
        dates = [line for line in under if line[-1].char == "日"]
        if dates:
            yield from placed("印章中心", middle, (dates[-1][0].x + end(dates[-1])) / 2)


def _number(figure: Line, *, upward: bool) -> Iterator[str]:
    """7.2.5, 7.2.6: in the middle; where somebody signs for an upward paper one character in, and he not beyond one from the right."""
    if upward:
        yield from placed("发文字号左边缘", figure[0].x, LEFT + CHARACTER)
        if end(figure) > RIGHT - CHARACTER + OFF:
            yield "签发人右边没有空一字。"
    else:
        yield from placed("发文字号中心", (figure[0].x + end(figure)) / 2, (LEFT + RIGHT) / 2)


def _crosses(line: Line, stamp: Bar) -> bool:
    return (
        line[0].top < stamp.bottom and line[0].bottom > stamp.top and line[0].x < stamp.right and end(line) > stamp.left
    )


def _is_red(bar: Bar) -> bool:
    red, green, blue = bar.colour
    return red > 0.5 and green < 0.3 and blue < 0.3
