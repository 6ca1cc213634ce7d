"""A yearly rate of interest, typed in percent."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from typing import Any

from forms.characters import compact
from forms.correction import Correction
from forms.fields.field import Field

_WRITTEN = re.compile(r"\d{1,3}(\.\d{1,4})?")


@dataclass(frozen=True)
class Rate(Field[Decimal]):
    """A rate typed as percent (3.60, 3.6%, ３．６０). Answer: the ratio as Decimal (0.036), never a float."""

    _: KW_ONLY
    at_most: Decimal = Decimal("0.24")

    def parse(self, raw: object) -> Decimal | Correction:
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        typed = compact(text).removesuffix("%").removesuffix("％")
        if not _WRITTEN.fullmatch(typed):
            return self.correction(f"{self.label}没有看懂，请写百分数，例如 3.60")
        rate = Decimal(typed) / 100
        if rate > self.at_most:
            return self.correction(f"{self.label}不能超过{self.written(self.at_most)}，请核对是不是多写了一位")
        return rate

    def written(self, value: Decimal) -> str:
        return f"{self.to_json(value)}%"

    def to_json(self, value: Decimal) -> Any:
        percent = (value * 100).normalize()
        return f"{percent:.{max(2, -int(percent.as_tuple().exponent))}f}"

    def from_json(self, data: Any) -> Decimal:
        return Decimal(str(data)) / 100

    def schema(self) -> dict[str, object]:
        return super().schema() | {"pattern": r"^\d{1,3}(\.\d{1,4})?$"}
