"""A table as data: its columns with heading, kind and whether they must be filled; the questions its rows answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forms.correction import Correction
from forms.fields import Choice, Column, Count, Day, Field, Money, Option, Roster, Text
from workflow_app.policy.money import yuan_text

Value = str | int | date | None
LONGEST = 300
# What a spreadsheet would take for a formula is written behind an apostrophe, and read without it.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NEUTRAL = "'"


class Words(Text):
    """A line of text; the apostrophe that keeps a spreadsheet from calculating it is no part of it."""

    def parse(self, raw: object) -> str | Correction:
        """The text as it was written out."""
        found = super().parse(raw)
        return bare(found) if isinstance(found, str) else found


class SignedMoney(Money):
    """A sum in yuan that may be less than nothing. Answer: fen."""

    def parse(self, raw: object) -> int | Correction:
        """Fen, negative behind a minus sign."""
        text = self.text_of(raw)
        if isinstance(text, Correction):
            return text
        plain = text.replace("－", "-").replace("−", "-")
        if not plain.startswith("-"):
            return super().parse(plain)
        found = super().parse(plain[1:])
        return -found if isinstance(found, int) else found


KINDS: Mapping[str, Callable[[str, str, bool], Field[Any]]] = {
    "text": lambda name, heading, must: Words(name, heading, required=must, longest=LONGEST),
    "sum": lambda name, heading, must: Money(name, heading, required=must, at_least_fen=1),
    "signed": lambda name, heading, must: SignedMoney(name, heading, required=must),
    "month": lambda name, heading, must: Count(name, heading, "月", required=must, at_least=1, at_most=12),
    "count": lambda name, heading, must: Count(name, heading, required=must),
    "day": lambda name, heading, must: Day(name, heading, required=must),
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. A column of kind `told` is written and never read; `words` are what a `choice` may say."""

    name: str
    heading: str
    kind: str
    required: bool
    words: Mapping[str, str]

    def field(self) -> Field[Any]:
        """The question its cells answer."""
        if self.kind == "choice":
            options = tuple(Option(value, label) for value, label in self.words.items())
            return Choice(self.name, self.heading, required=self.required, options=options)
        return KINDS[self.kind](self.name, self.heading, self.required)


@dataclass(frozen=True, slots=True)
class TableProfile:
    """A kind of table: `unique` columns name a row. `reads` False: it only goes out; read back it has `most_rows` at most."""

    name: str
    title: str
    says: str
    columns: tuple[TableColumn, ...]
    unique: tuple[str, ...]
    reads: bool
    most_rows: int

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def roster(self) -> Roster:
        """What reads a workbook or CSV of this kind."""
        read = tuple(Column(column.field()) for column in self.columns if column.kind != "told")
        return Roster(self.name, self.title, columns=read, unit="行", at_most=self.most_rows, unique=self.unique)


def bare(text: str) -> str:
    """A text without the apostrophe that kept it from being calculated."""
    return text[1:] if text.startswith(NEUTRAL) and text[1:].startswith(BEGINS_A_FORMULA) else text


def neutral(text: str) -> str:
    """A text no spreadsheet calculates."""
    return NEUTRAL + text if text.startswith(BEGINS_A_FORMULA) else text


def as_csv(profile: TableProfile, rows: Sequence[Sequence[object]]) -> bytes:
    """The table as CSV, UTF-8 with its mark, so that a spreadsheet opens it: sums plain, words neutral."""
    lines = [profile.headings, *([_cell(value) for value in row] for row in rows)]
    text = "".join(",".join(_quoted(cell) for cell in line) + "\r\n" for line in lines)
    return text.encode("utf-8-sig")


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return yuan_text(int(value * 100)) if value >= 0 else f"-{yuan_text(int(-value * 100))}"
    return neutral(value) if isinstance(value, str) else ("" if value is None else str(value))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\r\n') else cell
