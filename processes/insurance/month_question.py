"""The question for a calendar month, read in the ways people write one."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass

from forms.characters import compact
from forms.correction import Correction
from forms.fields import Text
from processes.insurance.month import Month, spoken_month

_WRITTEN = re.compile(r"(\d{4})(?:年|[-/.])?(\d{1,2})月?")


@dataclass(frozen=True)
class MonthQuestion(Text):
    """2026年3月, 2026-3, 2026/03, 202603. Answer: `2026-03`. `not_before` is the first month that can be meant."""

    _: KW_ONLY
    not_before: Month = ""

    def parse(self, raw: object) -> str | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        found = _WRITTEN.fullmatch(compact(text))
        if not found or not 1 <= int(found[2]) <= 12:
            return self.correction(f"{self.label}没有看懂，请写成“2026年3月”或“2026-03”")
        return self._in_force(f"{found[1]}-{int(found[2]):02d}")

    def _in_force(self, month: Month) -> Month | Correction:
        if month >= self.not_before:
            return month
        first = spoken_month(self.not_before)
        return self.correction(f"{self.label}{spoken_month(month)}早于可以申领的第一个月{first}，请核对")

    def written(self, value: str) -> str:
        return spoken_month(value)
