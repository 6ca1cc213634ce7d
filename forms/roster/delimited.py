"""A CSV file as a grid: UTF-8 (with or without mark) or GB 18030, separated by comma, tab or semicolon."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

from forms.roster.grid import Cell, Grid, UnreadableFile
from forms.roster.workbook import LOST_DIGITS

_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{2}")
_KEPT_AS_TEXT = re.compile(r'="(.*)"')  # how some programs keep a spreadsheet from rounding a long number


def delimited_grid(data: bytes, filename: str) -> Grid:
    """Raises UnreadableFile with the sentence to show."""
    text = _decoded(data, filename)
    head = text.partition("\n")[0]
    separator = max(",\t;", key=head.count)
    try:
        rows = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
        return Grid(tuple(tuple(_cell(cell) for cell in row) for row in rows))
    except csv.Error as broken:
        raise UnreadableFile(
            f"“{filename}”的引号或分隔符不成对，读不完整，请在电脑上打开后另存为 .xlsx 再上传"
        ) from broken


def _decoded(data: bytes, filename: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFile(f"“{filename}”不是能读的表格，请在电脑上打开后另存为 .xlsx 再上传")


def _cell(text: str) -> Cell:
    kept = _KEPT_AS_TEXT.fullmatch(text)
    if _SCIENTIFIC.fullmatch(text.strip()):
        return replace(LOST_DIGITS, was=text)
    return kept[1] if kept else text
