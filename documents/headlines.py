"""Titles of several lines, broken by sense and even in length (7.3.1): never inside a number, a quoted name or before a 的.

Chinese writes no spaces between words, so sense is read from what titles are made of: the words of office (关于…的通知), signs,
and where the sheet itself says that a piece stays together, and a few words of our trade. Where nothing tells, an even length decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from math import ceil, inf

NEVER = inf
_NO_BEGINNING = "。，、；：）》〉”’】〕！？…—·"
_NO_END = "（《〈“‘【〔"
_JOINS = "和与及暨或"
_LEANS_ON_WHAT_IS_BEFORE = "的了等级号条款项年月日元人市县区镇乡"
_TIED = re.compile(r"[0-9A-Za-z.,%〔〕年月日第号-]{2,}|的[\u4e00-\u9fff]{2,3}$")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）|〔[^〕]*〕")
_WORD = re.compile(
    "社会保险|就业困难|困难人员|灵活就业|行政事业性|政府性|收费|基金|免收|公租房|建设|项目|花名册|汇总表|"
    "关于|进一步|补贴|公示|审核|核查|社会|保险|资金|培训|职业|技能|职工|就业|创业|人员|贷款|担保|贴息|住房|公共|租赁|保障|政府|人民|"
    "办法|意见|方案|通知|工作|发放|申领|申请|拨付|实施|管理|规范|企业|学徒|名单|评价|绩效|财政|人力|资源|困难|家庭|公益|岗位|灵活|服务|单位"
)
# what it costs to break there; a line a character longer or shorter than the others costs a fifth of its square
_BETWEEN_PIECES, _AFTER_A_SIGN, _BEFORE_A_JOIN, _AFTER_OF, _ANYWHERE, _LEANING, _INSIDE_A_WORD, _INSIDE_QUOTES = (
    0,
    1,
    2,
    3,
    5,
    15,
    15,
    20,
)


def width(words: str) -> float:
    """How wide `words` are, in ideographs; a figure or a letter is half of one."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in words)


def broken(pieces: Sequence[str], most: int) -> list[str]:
    """The lines of a title, as few as hold `most` ideographs each; the sheet's own `pieces` are the best places to break."""
    text = "".join(pieces)
    if width(text) <= most:
        return [text]
    ends = {len("".join(pieces[:count])) for count in range(1, len(pieces))}
    costs = [_cost(text, place, ends, most) for place in range(len(text) + 1)]
    least = ceil(width(text) / most)
    for count in range(least, least * 2 + 1):
        places = _best(text, costs, count, most)
        if places:
            return [text[start:stop] for start, stop in zip((0, *places), (*places, len(text)), strict=True)]
    return [text]


def _best(text: str, costs: Sequence[float], count: int, most: int) -> tuple[int, ...]:
    """The cheapest places for `count` lines; none where a line would not fit."""
    even = width(text) / count

    @cache
    def rest(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            last = width(text[start:])
            return ((last - even) ** 2 / 5, ()) if last <= most else (NEVER, ())
        found: tuple[float, tuple[int, ...]] = (NEVER, ())
        for stop in range(start + 1, len(text)):
            long = width(text[start:stop])
            if long > most:
                break
            after, places = rest(stop, lines - 1)
            found = min(found, (costs[stop] + (long - even) ** 2 / 5 + after, (stop, *places)))
        return found

    cost, places = rest(0, count)
    return places if cost < NEVER else ()


def _cost(text: str, place: int, ends: set[int], most: int) -> float:
    """What it costs to begin a new line before the character at `place`."""
    if place in (0, len(text)):
        return 0
    before, after = text[place - 1], text[place]
    tied = any(match.start() < place < match.end() for match in _TIED.finditer(text))
    if after in _NO_BEGINNING or before in _NO_END or tied:
        return NEVER
    if place in ends:
        return _BETWEEN_PIECES
    quoted = any(
        match.start() < place < match.end() for match in _QUOTED.finditer(text) if width(match.group()) <= most
    )
    return _of_words(text, place) + _INSIDE_QUOTES * quoted


def _of_words(text: str, place: int) -> float:
    before, after = text[place - 1], text[place]
    if any(match.start() < place < match.end() for match in _WORD.finditer(text)):
        return _INSIDE_A_WORD
    if after in _LEANS_ON_WHAT_IS_BEFORE or before in _JOINS:
        return _LEANING
    if before in _NO_BEGINNING or after in _NO_END:
        return _AFTER_A_SIGN
    return _BEFORE_A_JOIN if after in _JOINS else _AFTER_OF if before == "的" else _ANYWHERE
