"""The cells of a file as text, before anybody knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from forms.correction import Spoiled

Cell = str | Spoiled


@dataclass(frozen=True)
class Merged:
    """A merged range: lines as the spreadsheet counts them (from 1), columns from 0, both ends included."""

    first_line: int
    last_line: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Grid:
    """`rows[n]` is line n + 1 of the file; formulas and lost digits stand in it as `Spoiled`."""

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()
    warnings: tuple[str, ...] = ()


class UnreadableFile(Exception):
    """The file cannot be read as a table; `sentence` names it and says what to do. Never leaves this room."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def shown(cell: Cell) -> str:
    """What the person sees in the cell."""
    return cell.was if isinstance(cell, Spoiled) else cell


def column_letters(column: int) -> str:
    """0 → A, 26 → AA: what the spreadsheet prints above a column."""
    letters = ""
    while column >= 0:
        column, rest = column // 26 - 1, column % 26
        letters = chr(ord("A") + rest) + letters
    return letters
