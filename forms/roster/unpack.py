"""A program of its own: an .xlsx workbook as a grid, the first visible sheet, its values, formulas and merged cells.

It reads a line of JSON, `filename` and `bounds`, then the workbook; it answers the grid as JSON, or why it is `refused`.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, replace
from datetime import date, datetime

import python_calamine

from forms.confined import confine
from forms.roster.grid import (
    FORMULA,
    LOST_DIGITS,
    Bounds,
    Cell,
    Grid,
    Merged,
    Tally,
    UnreadableFile,
    shown,
    without_blank_end,
)
from forms.roster.package import SheetLook, SheetPart, damaged, look_at, open_package, sheet_parts

# A spreadsheet keeps 15 significant digits of a number: a longer one has already lost its end.
LARGEST_EXACT = 10**15


def told(asked: bytes) -> bytes:
    """The program's answer."""
    head, _, data = asked.partition(b"\n")
    question = json.loads(head)
    try:
        grid = unpacked(data, question["filename"], Bounds(**question["bounds"]))
    except UnreadableFile as unreadable:
        return json.dumps({"refused": unreadable.sentence}).encode()
    answer = {
        "rows": [[cell if isinstance(cell, str) else asdict(cell) for cell in row] for row in grid.rows],
        "merged": [asdict(merged) for merged in grid.merged],
        "warnings": grid.warnings,
    }
    return json.dumps(answer, ensure_ascii=False).encode()


def unpacked(data: bytes, filename: str, bounds: Bounds) -> Grid:
    """Raises UnreadableFile with the sentence to show."""
    with open_package(data, filename) as package:
        parts = sheet_parts(package, filename)
        visible = [part for part in parts if not part.hidden]
        looks = {part.name: look_at(package, part, filename, bounds) for part in visible}
    filled = [part for part in visible if looks[part.name].far_line]
    if not filled:
        raise UnreadableFile(f"“{filename}”里没有内容，请按模板填写后上传")
    grid = _read_sheet(data, filename, filled[0].name, looks[filled[0].name], _left_out(parts, filled))
    tally = Tally(filename, bounds)
    for line, row in enumerate(grid.rows, start=1):
        tally.add(line, row)
    return grid


def _left_out(parts: tuple[SheetPart, ...], filled: list[SheetPart]) -> tuple[str, ...]:
    hidden = [f"工作表“{part.name}”是隐藏的，没有读取" for part in parts if part.hidden]
    others = [f"只读取了工作表“{filled[0].name}”，“{part.name}”没有读取" for part in filled[1:]]
    return (*hidden, *others)


def _read_sheet(data: bytes, filename: str, name: str, look: SheetLook, warnings: tuple[str, ...]) -> Grid:
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheet = workbook.get_sheet_by_name(name)
            values = sheet.to_python(skip_empty_area=False)
            ranges = sheet.merged_cell_ranges or []
    except python_calamine.CalamineError as broken:
        raise damaged(filename) from broken
    rows = [[_cell(value) for value in row] for row in values]
    merged = tuple(Merged(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges)
    _mark_formulas(rows, look)
    return Grid(tuple(without_blank_end(row) for row in rows), merged, warnings)


def _mark_formulas(rows: list[list[Cell]], look: SheetLook) -> None:
    """A formula never calculated has no value, and may stand outside the rectangle of values."""
    rows += [[] for _ in range(look.far_line - len(rows))]
    for line, column in look.formulas:
        row = rows[line - 1]
        row += [""] * (column + 1 - len(row))
        row[column] = replace(FORMULA, was=shown(row[column]))


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value)
    return (
        (value.date() if isinstance(value, datetime) else value).isoformat() if isinstance(value, date) else str(value)
    )


def _number(value: float) -> Cell:
    """As the spreadsheet shows it; 80.0 is 80."""
    if abs(value) >= LARGEST_EXACT:
        return replace(LOST_DIGITS, was=format(value, ".15g"))
    return str(int(value)) if value == int(value) else format(value, ".15g")


if __name__ == "__main__":
    confine(told)
