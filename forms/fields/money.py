"""Sums of money and whole numbers."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from typing import Any

from forms.characters import compact
from forms.correction import Correction
from forms.fields.field import Field

_PLAIN = re.compile(r"\d+(\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_SIGNS = str.maketrans("", "", "¥￥")

LARGEST_FEN = 10**14 - 1  # what Decimal(14,2) holds in yuan


@dataclass(frozen=True)
class Money(Field[int]):
    """A sum typed in yuan (8000, ８，０００．５０, ￥8,000.50元). Answer: whole fen as int, never a float."""

    _: KW_ONLY
    at_most_fen: int = LARGEST_FEN
    at_least_fen: int = 0

    def parse(self, raw: object) -> int | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        typed = compact(text).translate(_SIGNS).removesuffix("元").replace("，", ",")
        if typed.startswith("-"):
            return self.correction(f"{self.label}不能是负数，请核对")
        if not (_PLAIN.fullmatch(typed) or _GROUPED.fullmatch(typed)):
            return self.correction(f"{self.label}没有看懂，请写成以元为单位的数字，例如 24000.00")
        return self._fen(Decimal(typed.replace(",", "")))

    def _fen(self, yuan: Decimal) -> int | Correction:
        if -int(yuan.as_tuple().exponent) > 2:
            return self.correction(f"{self.label}最多两位小数（到分），请核对")
        fen = int(yuan * 100)
        if fen > self.at_most_fen:
            return self.correction(f"{self.label}不能超过{yuan_text(self.at_most_fen)}元，请核对")
        if fen < self.at_least_fen:
            return self.correction(f"{self.label}不能少于{yuan_text(self.at_least_fen)}元，请核对")
        return fen

    def written(self, value: int) -> str:
        return f"{yuan_text(value)}元"

    def to_json(self, value: int) -> Any:
        return yuan_text(value, grouped=False)

    def from_json(self, data: Any) -> int:
        return int(Decimal(str(data)) * 100)

    def schema(self) -> dict[str, object]:
        return super().schema() | {"pattern": r"^\d+(\.\d{1,2})?$"}


@dataclass(frozen=True)
class Count(Field[int]):
    """A whole number with its `unit` (人, 学时), which may be typed along. Answer: int."""

    unit: str = ""
    _: KW_ONLY
    at_least: int = 0
    at_most: int = 1_000_000

    def parse(self, raw: object) -> int | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        typed = compact(text).removesuffix(self.unit).replace("，", ",")
        if not re.fullmatch(r"\d{1,12}|\d{1,3}(,\d{3}){1,3}", typed):
            return self.correction(f"{self.label}请填整数，例如 {min(max(self.at_least, 30), self.at_most)}")
        return self._within(int(typed.replace(",", "")))

    def _within(self, number: int) -> int | Correction:
        if number < self.at_least:
            return self.correction(f"{self.label}不能少于{self.at_least}{self.unit}，请核对")
        if number > self.at_most:
            return self.correction(f"{self.label}不能多于{self.at_most}{self.unit}，请核对")
        return number

    def written(self, value: int) -> str:
        return f"{value}{self.unit}"

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": self.at_least, "maximum": self.at_most} | self.titles()


def yuan_text(fen: int, *, grouped: bool = True) -> str:
    """2400000 → '24,000.00' (or '24000.00')."""
    yuan, rest = divmod(fen, 100)
    return f"{yuan:,}.{rest:02d}" if grouped else f"{yuan}.{rest:02d}"
