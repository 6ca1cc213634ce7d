"""An .xlsx workbook as a grid: the first visible sheet, its values, formulas and merged cells."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import python_calamine

from forms.correction import Spoiled
from forms.roster.grid import Cell, Grid, Merged, UnreadableFile, shown
from forms.roster.package import SheetLook, SheetPart, damaged, look_at, open_package, sheet_parts

FORMULA = Spoiled("是公式，请复制这一列，用“选择性粘贴—数值”贴回去")
LOST_DIGITS = Spoiled("被存成了数字，末几位已经丢失，请把这一列设为“文本”格式后照原件重新填写")
# A spreadsheet keeps 15 significant digits of a number: a longer one has already lost its end.
LARGEST_EXACT = 10**15


def workbook_grid(data: bytes, filename: str) -> Grid:
    """Raises UnreadableFile with the sentence to show."""
    with open_package(data, filename) as package:
        parts = sheet_parts(package, filename)
        visible = [part for part in parts if not part.hidden]
        looks = {part.name: look_at(package, part, filename) for part in visible}
    filled = [part for part in visible if looks[part.name].far_line]
    if not filled:
        raise UnreadableFile(f"“{filename}”里没有内容，请按模板填写后上传")
    return _read_sheet(data, filename, filled[0].name, looks[filled[0].name], _left_out(parts, filled))


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
    rows = [tuple(_cell(value) for value in row) for row in values]
    merged = tuple(Merged(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges)
    return Grid(tuple(_with_formulas(rows, look)), merged, warnings)


def _with_formulas(rows: list[tuple[Cell, ...]], look: SheetLook) -> list[tuple[Cell, ...]]:
    """A formula never calculated has no value, and may stand outside the rectangle of values."""
    rows += [()] * (look.far_line - len(rows))
    for line, column in look.formulas:
        row = rows[line - 1] + ("",) * (column + 1 - len(rows[line - 1]))
        rows[line - 1] = (*row[:column], replace(FORMULA, was=shown(row[column])), *row[column + 1 :])
    return rows


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
