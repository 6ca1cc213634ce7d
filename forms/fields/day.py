"""A calendar day, read in the ways people write one."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime
from typing import Any

from forms.characters import compact
from forms.correction import Correction
from forms.fields.field import Field

_WRITTEN = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Day(Field[date]):
    """A date: 2026年3月1日, 2026-3-1, 2026/3/1, 20260301, full-width digits too. Answer: `datetime.date`.

    `not_before` is the first day that can be meant: before it there was no such policy.
    """

    _: KW_ONLY
    not_before: date | None = None

    def parse(self, raw: object) -> date | Correction:
        day = self._read(raw)
        if isinstance(day, date) and self.not_before and day < self.not_before:
            first = self.written(self.not_before)
            return self.correction(
                f"{self.label}{self.written(day)}早于本项政策施行的{first}，不能申报；写错的请对照原件改正"
            )
        return day

    def _read(self, raw: object) -> date | Correction:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        typed = compact(text)
        parts = _WRITTEN.fullmatch(typed) or _EIGHT_DIGITS.fullmatch(typed)
        if parts is None:
            return self.correction(f"{self.label}没有看懂，请写成“2026年3月1日”或“2026-03-01”")
        return self._day(*(int(part) for part in parts.groups()))

    def _day(self, year: int, month: int, day: int) -> date | Correction:
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            return self.correction(f"{self.label}的年份{year}不对，请核对")
        try:
            return date(year, month, day)
        except ValueError:
            return self.correction(f"{self.label}：没有{year}年{month}月{day}日这一天，请核对")

    def written(self, value: date) -> str:
        return f"{value.year}年{value.month}月{value.day}日"

    def to_json(self, value: date) -> Any:
        return value.isoformat()

    def from_json(self, data: Any) -> date:
        return date.fromisoformat(str(data))

    def schema(self) -> dict[str, object]:
        return super().schema() | {"format": "date"}
