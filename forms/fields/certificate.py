"""Numbers of vocational certificates: their forms are customs, so an unknown one is doubted, not refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forms.characters import compact
from forms.correction import Correction
from forms.fields.field import Field

LONGEST = 40
_QUALIFICATION = re.compile(r"\d{16}", re.ASCII)  # 职业资格证书: the 11th digit is the level
_SKILL_LEVEL = re.compile(r"[YSJ]\d{21}", re.ASCII)  # 职业技能等级证书: the 16th character is the level
_MASTER = re.compile(r"[YSJ][A-Z]\d{20}", re.ASCII)  # 特级技师、首席技师


@dataclass(frozen=True)
class CertificateNumber(Field[str]):
    """A certificate number as printed, letters in capitals and without spaces."""

    def parse(self, raw: object) -> str | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        number = compact(text).upper()
        if len(number) > LONGEST:
            return self.correction(f"{self.label}最多{LONGEST}位，现在是{len(number)}位，请对照证书")
        return number

    def doubts(self, value: str) -> tuple[str, ...]:
        if _QUALIFICATION.fullmatch(value) or _SKILL_LEVEL.fullmatch(value) or _MASTER.fullmatch(value):
            return ()
        return (f"{self.label}与常见的证书编号（16位数字，或1个字母加21位数字）不同，请对照证书；确认无误可以继续",)

    def schema(self) -> dict[str, object]:
        return super().schema() | {"maxLength": LONGEST}


def level_in(number: str) -> str:
    """The level digit, '1' (highest) to '5', that a certificate number of a known form carries; else ''."""
    if _QUALIFICATION.fullmatch(number):
        digit = number[10]
    elif _SKILL_LEVEL.fullmatch(number):
        digit = number[15]
    else:
        return ""
    return digit if digit in "12345" else ""
