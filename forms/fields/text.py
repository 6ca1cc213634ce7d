"""Words: a line or a paragraph, and the name of a person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import KW_ONLY, dataclass

from forms.characters import is_han, narrow, unreadable, visible
from forms.correction import Correction
from forms.fields.field import LONGEST_INPUT, Field
from forms.identity import mask_name

LONGEST_NAME = 50  # GB/T 2261 and the registers keep names of minorities up to this length

_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･●", "·"))
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\xff])[.．](?=[^\x00-\xff])")


@dataclass(frozen=True)
class Text(Field[str]):
    """One line, or with `lines` a paragraph. Characters are kept exactly as typed."""

    _: KW_ONLY
    longest: int = 200
    lines: bool = False
    personal: bool = False

    def parse(self, raw: object) -> str | Correction:
        text = self._paragraph_of(raw) if self.lines else self.text_of(raw)
        if isinstance(text, Correction) or len(text) <= self.longest:
            return text
        return self.correction(f"{self.label}最多{self.longest}个字，现在是{len(text)}个，请写短一些")

    def _paragraph_of(self, raw: object) -> str | Correction:
        if not isinstance(raw, str) or len(raw) > LONGEST_INPUT:
            return self.correction(f"{self.label}不是一段文字或太长，请重新填写")
        text = visible(raw).replace("\r\n", "\n").replace("\r", "\n").strip()
        problem = unreadable(text, lines=True)
        return self.correction(f"{self.label}{problem}") if problem else text

    def masked(self, value: str) -> str:
        return "****" if self.personal else self.written(value)

    def schema(self) -> dict[str, object]:
        return super().schema() | {"maxLength": self.longest}


@dataclass(frozen=True)
class PersonName(Field[str]):
    """A person's name: characters kept as typed, the dot of long names as U+00B7, padding spaces (张 三) dropped."""

    def parse(self, raw: object) -> str | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        name = tidy_name(text)
        problem = name_problem(name)
        return self.correction(f"{self.label}{problem}") if problem else name

    def masked(self, value: str) -> str:
        return mask_name(value)

    def schema(self) -> dict[str, object]:
        return super().schema() | {"maxLength": LONGEST_NAME}


def tidy_name(text: str) -> str:
    """One dot for all look-alikes of the dot; single spaces, and none beside a Chinese character or a dot."""
    name = " ".join(_BETWEEN_HAN.sub("·", text.translate(_DOTS)).split())
    name = re.sub(r" ?· ?", "·", name)
    parts = name.split(" ")
    kept = parts[0]
    for part in parts[1:]:
        kept += part if is_han(kept[-1]) or is_han(part[0]) else f" {part}"
    return kept


def name_problem(name: str) -> str:
    """What keeps `name` from being one, as a sentence part; '' when nothing does."""
    if len(name) > LONGEST_NAME:
        return f"最多{LONGEST_NAME}个字，现在是{len(name)}个，请核对"
    for character in name:
        if not (is_han(character) or character in "· -'’" or unicodedata.category(character)[0] in "LM"):
            return f"里有“{narrow(character)}”，姓名只写文字和间隔号“·”，请对照证件"
    return "" if name.strip("· -'’") else "没有文字，请对照证件"
