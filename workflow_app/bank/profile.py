"""A bank's format as data: what one engine needs to write its payment file and read its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAID, RETURNED = "paid", "returned"


@dataclass(frozen=True, slots=True)
class Column:
    """What a cell means. `width` pads figures with zeros to so many digits; `longest` is in bytes of the file's encoding."""

    means: str  # batch ordinal payee account bank amount purpose result reason, or fixed with its `text`
    title: str
    text: str = ""
    width: int = 0
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """The line of totals: before or behind the others; `cells` say where its word, batch, count and sum stand."""

    stand: str  # first or last
    word: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of one kind of file. `money` is yuan (800.00) or fen (80000)."""

    columns: tuple[Column, ...]
    titles: bool
    totals: Totals | None
    money: str

    @property
    def heading(self) -> list[str]:
        return [column.title for column in self.columns]


@dataclass(frozen=True, slots=True)
class Delimited:
    """A text file of cells. `results` are the bank's codes: `paid`, `returned` (the reason stands in its row), or a reason."""

    name: str
    title: str
    says: str
    encoding: str
    separator: str
    line_end: str
    extension: str
    most_lines: int
    payment: Layout
    answer: Layout
    results: Mapping[str, str]

    needs_account = False

    @property
    def coding(self) -> str:
        """The encoding as papers and sentences name it."""
        return {"gb18030": "GB18030", "gbk": "GBK", "utf-8-sig": "UTF-8（带BOM）"}[self.encoding]


@dataclass(frozen=True, slots=True)
class Messages:
    """ISO 20022: which message goes, which comes; `results` by transaction status, `reasons` by reason code."""

    name: str
    title: str
    says: str
    payment: str
    answer: str
    most_lines: int
    results: Mapping[str, str]
    reasons: Mapping[str, str]

    extension = "xml"
    needs_account = True
    coding = "UTF-8"


Profile = Delimited | Messages
