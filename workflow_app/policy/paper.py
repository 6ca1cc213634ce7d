"""The kinds of paper a procedure may issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["gongwen", "case_paper"]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """`series` is the part of the number that tells the series (`受` in 安人社受字〔2026〕第1号); `sheet` the template."""

    kind: str
    title: str
    family: Family
    series: str
    sheet: str
