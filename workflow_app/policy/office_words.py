"""What an office may word by itself on its papers without touching a sheet: five lines, each of a kind and a length."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow_app.policy.refusals import NotUnderstood


@dataclass(frozen=True, slots=True)
class OwnWord:
    """`needed` may not be emptied, for sheets print it as it is; `reads` is what a sheet that prints it names, '' for the notes."""

    label: str
    longest: int
    example: str
    needed: bool = False
    reads: str = ""
    shape: str = r"[^\x00-\x1f\x7f]*"


OWN_WORDS: dict[str, OwnWord] = {
    "phone": OwnWord("联系电话", 40, "0372-0000000", True, "organ.phone", r"[0-9][0-9\-、 转—]*[0-9]"),
    "hours": OwnWord("办公时间", 60, "工作日8时30分至12时、14时30分至18时", False, "organ.phone"),
    "address": OwnWord("地址", 120, "汤阴县人民路（示例地址）", True, "organ.address"),
    "window": OwnWord("窗口位置", 60, "政务服务中心二楼3号窗口", False, "organ.address"),
    "remark": OwnWord("附注", 120, "本窗口提供帮办代办，不收取任何费用。"),
}


def read_word(name: str, typed: str) -> str:
    """What was typed, without the spaces around it. NotUnderstood for another word, one that is too long or not of its kind."""
    word = OWN_WORDS.get(name)
    if word is None:
        raise NotUnderstood(f"可以改的只有{'、'.join(each.label for each in OWN_WORDS.values())}，请重新选择。")
    said = typed.strip()
    if word.needed and not said:
        raise NotUnderstood(f"{word.label}不能为空：文书要印。请填写，例如：{word.example}。")
    if len(said) > word.longest:
        raise NotUnderstood(f"{word.label}最多{word.longest}个字，现在是{len(said)}个字；请写短一些。")
    if said and not re.fullmatch(word.shape, said):
        raise NotUnderstood(f"{word.label}“{said}”的写法不对，请照这样写：{word.example}。")
    return said
