"""Measures a printed paper against the page of its family: what was found, and what is off where.

The command `check_paper` and the care of templates ask the same question here. It reads bytes and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents import heads, layout
from documents.followed import NO_GLYPH
from documents.gb9704 import BOTTOM, CHARACTER, LEFT, LETTER_RULE, PITCH, RIGHT, TEXT
from documents.imprint import imprint, rules_of
from documents.layout import Deviation, Rule, end, full_lines, number_line, off_grid, text_lines
from documents.placed import Page, lines, pages

TEXT_PAGE: tuple[Rule, ...] = (layout.a4, layout.edges, layout.filled, layout.grid)
FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    "official": (*TEXT_PAGE, layout.page_number, heads.official, heads.signature),
    "minutes": (*TEXT_PAGE, layout.page_number, heads.official),
    "order": (*TEXT_PAGE, layout.page_number, heads.order),
    "letter": (*TEXT_PAGE, heads.letter, heads.signature),
    "case_paper": (layout.a4, layout.edges, layout.filled, heads.case_paper),
    "list": (layout.whole, heads.sheet_of_list),
}
WITH_IMPRINT = ("official", "minutes", "order")


@dataclass(frozen=True)
class Report:
    """What `check` found: the family measured against, a sentence per measure, and all deviations in the order of pages."""

    family: str
    measured: tuple[str, ...]
    deviations: tuple[Deviation, ...]

    @property
    def sound(self) -> bool:
        return not self.deviations


def check(pdf: bytes, family: str = "") -> Report:
    """Measure `pdf` as a paper of `family`, or of the one it looks like. KeyError for an unknown family, NotOurs for other bytes."""
    found = pages(pdf)
    family = family or recognise(found)
    return Report(family, tuple(_measures(found, family)), tuple(_deviations(found, family)))


def deviations(pdf: bytes, family: str) -> tuple[Deviation, ...]:
    """Only what is off."""
    return check(pdf, family).deviations


def recognise(found: Sequence[Page]) -> str:
    """The family a paper's first page looks like."""
    first = found[0]
    if len(heads.red_rules(first, LETTER_RULE)) > 1:
        return "letter"
    if heads.red_rules(first, RIGHT - LEFT):
        name = "".join(glyph.char for glyph in next(lines(first)))
        return "minutes" if name.endswith("纪要") else "official"
    if any(line[0].char == "第" and line[0].top > BOTTOM for line in lines(first)):
        return "case_paper"
    large = next(lines(first), ())
    return "order" if large and large[0].size > 1.5 * TEXT and large[-1].char == "令" else "list"


def _deviations(found: Sequence[Page], family: str) -> Iterator[Deviation]:
    for number, page in enumerate(found, 1):
        for rule in FAMILIES[family]:
            yield from (Deviation(number, said) for said in rule(page, number))
    if family in WITH_IMPRINT:
        yield from (Deviation(len(found), said) for said in imprint(found[-1], len(found)))


def _measures(found: Sequence[Page], family: str) -> Iterator[str]:
    sizes = Counter(f"{page.width:.0f}×{page.height:.0f}毫米" for page in found)
    yield f"纸张：{'、'.join(f'{size}{count}页' for size, count in sizes.items())}。"
    if family != "list":
        yield from _of_text(found)
    red = [bottom - top for page in found[:1] for top, bottom in heads.red_rules(page, RIGHT - LEFT)]
    yield f"首页红线：{len(red)}条{''.join(f'，粗{thick:.2f}毫米' for thick in red)}。"
    numbered = sum(number_line(page) is not None for page in found)
    yield f"带一字线的页码：{numbered}页。"
    if bars := rules_of(found[-1]) if family in WITH_IMPRINT else []:
        thick = "、".join(f"{bar.bottom - bar.top:.2f}" for bar in bars)
        yield f"版记：第{len(found)}页，分隔线粗{thick}毫米，末条在{bars[-1].bottom:.2f}毫米处（应为262）。"
    yield f"印章：{sum(len(page.stamps) for page in found)}枚。"
    boxes = sum(glyph.char == NO_GLYPH for page in found for glyph in page.glyphs)
    loose = {name for page in found for name in page.loose}
    yield f"文字：{sum(len(page.glyphs) for page in found)}个，空框{boxes}个，没有嵌入的字体{len(loose)}种。"


def _of_text(found: Sequence[Page]) -> Iterator[str]:
    text = [text_lines(page) for page in found]
    every = [line for of_page in text for line in of_page]
    if not every:
        yield "没有3号字的正文。"
        return
    left, right = min(line[0].x for line in every), max(end(line) for line in every)
    top, bottom = min(line[0].top for line in every), max(line[0].bottom for line in every)
    yield f"正文范围：左{left:.2f}、右{right:.2f}、上{top:.2f}、下{bottom:.2f}毫米（版心28至184、37至262）。"
    full = [line for page in found for line in full_lines(page)]
    counts = Counter(len(line) + round((line[0].x - LEFT) / CHARACTER) for line in full if _is_wide(line))
    told = "、".join(f"{size}字{count}行" for size, count in counts.most_common())
    yield f"满行：{len(full)}行，其中全为汉字的：{told or '没有'}（缩进计入）。"
    steps = [low[0].top - high[0].top for of_page in text for high, low in pairwise(of_page)]
    pitches = [step for step in steps if step < PITCH * 1.2]
    most = max(map(len, text))
    worst = max((abs(off_grid(line)) for line in every), default=0.0)
    pitch = f"{min(pitches):.2f}至{max(pitches):.2f}" if pitches else "无"
    yield f"行：一页最多{most}行，行距{pitch}毫米（应为{PITCH:.2f}），离行格最多{worst:.2f}毫米。"


def _is_wide(line: layout.Line) -> bool:
    return all(glyph.width > TEXT * 0.8 for glyph in line)
