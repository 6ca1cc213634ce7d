"""The cells of a file as text, before anybody knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.correction import Spoiled

Cell = str | Spoiled

FORMULA = Spoiled("是公式，请复制这一列，用“选择性粘贴—数值”贴回去")
LOST_DIGITS = Spoiled("被存成了数字，末几位已经丢失，请把这一列设为“文本”格式后照原件重新填写")


@dataclass(frozen=True)
class Bounds:
    """How far a file is read: up to which line and column (both from 1), how many filled cells and characters in all."""

    lines: int
    columns: int
    cells: int = 300_000  # 12 columns of 25,000 people
    characters: int = 5_000_000  # a second and a half of looking at each


@dataclass
class Tally:
    """What was read of a file so far, against its bounds."""

    filename: str
    bounds: Bounds
    cells: int = field(default=0, init=False)
    characters: int = field(default=0, init=False)

    def add(self, line: int, row: tuple[Cell, ...]) -> None:
        """Count `row`, which ends with a filled cell or is empty. Raises UnreadableFile."""
        if row and (line > self.bounds.lines or len(row) > self.bounds.columns):
            raise stray(self.filename, line, len(row) - 1)
        self.cells += len(row) - row.count("")
        self.characters += sum(len(shown(cell)) for cell in row)
        if self.cells > self.bounds.cells or self.characters > self.bounds.characters:
            raise too_much(self.filename, line)


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


def without_blank_end(row: list[Cell]) -> tuple[Cell, ...]:
    """The row up to its last filled cell."""
    width = next((place for place in range(len(row), 0, -1) if row[place - 1] != ""), 0)
    return tuple(row[:width])


def stray(filename: str, line: int, column: int) -> UnreadableFile:
    """A cell beyond the bounds: `line` from 1, `column` from 0."""
    place = f"第{line}行、{column_letters(column)}列附近"
    return UnreadableFile(f"“{filename}”在{place}还有内容，表格太大，请把名单复制到模板里再上传")


def too_much(filename: str, line: int) -> UnreadableFile:
    """More cells or words than a roster of its kind holds, by the `line` it was read to."""
    return UnreadableFile(f"“{filename}”读到第{line}行内容已经太多，请只留需要的列，或把名单复制到模板里再上传")
