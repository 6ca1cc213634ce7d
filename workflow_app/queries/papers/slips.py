"""Which correction of a text is that of a slip of the pen, and which would say something else and is decided anew. No rows, no clock.

笔误 alone is put right by issuing the paper again; what a paper decides, grants or tells as found is changed by an act of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

MOST = 10  # characters changed in one text; the house's own bound of what is still a slip
NAMED = 1  # characters of a name
SENSE = "不未无非没否勿"
# Words that carry what was found or decided, each beside its opposite: the house's own list.
OPPOSITES = (
    ("支持", "驳回"),
    ("符合", "违反"),
    ("同意", "反对"),
    ("准予", "不予"),
    ("批准", "拒绝"),
    ("维持", "撤销"),
    ("合法", "违法"),
    ("真实", "虚假"),
    ("应当", "可以"),
    ("全部", "部分"),
    ("以上", "以下"),
)
WRITTEN_OUT = "〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两廿卅半"
_FIGURES = re.compile(f"[0-9０-９]+|[{WRITTEN_OUT}]+")
_BRACKETS = str.maketrans({"(": "（", ")": "）", "·": "", "・": "", "　": "", " ": ""})


def no_slip_in_words(before: str, after: str) -> str:
    """Why the change is none of a slip; '' where it may be one."""
    if _changed(before, after) > MOST:
        return f"一处改动超过{MOST}个字，不是笔误；内容有变化的，须重新作出决定"
    if _FIGURES.findall(before) != _FIGURES.findall(after):
        return "数字、日期、金额和编号（包括用汉字写的）不能这样更正，由相应的办理动作改正"
    if any(before.count(each) != after.count(each) for each in SENSE):
        return "增删了“不、未、无”这样的字，意思变了，须重新作出决定"
    if word := _sense_moved(before, after):
        return f"增删或者改换了“{word}”这样的词，意思变了，须重新作出决定"
    return ""


def no_slip_in_a_name(before: str, after: str) -> str:
    """The same of a name: one wrong character, blanks and brackets."""
    old, new = before.translate(_BRACKETS), after.translate(_BRACKETS)
    wrong = sum(a != b for a, b in zip(old, new, strict=True)) if len(old) == len(new) else NAMED + 1
    return "" if wrong <= NAMED else "名称只能更正一个写错的字；换成别人的，须重新办理"


def a_place(before: str, after: str) -> str:
    """Where somebody is to go may be told anew in whatever words."""
    return ""


Judge = Callable[[str, str], str]


def _sense_moved(before: str, after: str) -> str:
    """The first word of a sense that goes, or comes where no miswritten one stood (“付合” is one of “符合”); '' for none."""
    return next((word for pair in OPPOSITES for word in pair if _goes(word, before, after)), "") or next(
        (word for pair in OPPOSITES for word in pair if _comes(word, before, after)), ""
    )


def _goes(word: str, before: str, after: str) -> bool:
    return before.count(word) > after.count(word)


def _comes(word: str, before: str, after: str) -> bool:
    """Every word of the list has two characters."""
    return after.count(word) > len(re.findall(f"{word[0]}.|.{word[1]}", before))


def _changed(before: str, after: str) -> int:
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in steps if tag != "equal")
