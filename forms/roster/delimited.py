"""A CSV file as a grid: UTF-8 (with or without mark) or GB 18030, separated by comma, tab or semicolon."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from forms.roster.grid import LOST_DIGITS, Bounds, Cell, Grid, Tally, UnreadableFile, stray, without_blank_end

LONGEST_LINE = 100_000  # characters
MOST_LINES = 200_000  # a spreadsheet often saves thousands of empty ones

_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{2}")
_KEPT_AS_TEXT = re.compile(r'="(.*)"')  # how some programs keep a spreadsheet from rounding a long number


def delimited_grid(data: bytes, filename: str, bounds: Bounds) -> Grid:
    """Raises UnreadableFile with the sentence to show."""
    text = _decoded(data, filename)
    head = text.partition("\n")[0]
    separator = max(",\t;", key=head.count)
    try:
        lines = csv.reader(_lines(text, filename), delimiter=separator, strict=True)
        return Grid(tuple(_rows(lines, Tally(filename, bounds))))
    except csv.Error as broken:
        raise UnreadableFile(
            f"“{filename}”的引号或分隔符不成对，读不完整，请在电脑上打开后另存为 .xlsx 再上传"
        ) from broken


def _lines(text: str, filename: str) -> Iterator[str]:
    """Line by line, so that nothing of a file is held that goes beyond its bounds."""
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if number > MOST_LINES or len(line) > LONGEST_LINE:
            raise stray(filename, number, 0)
        yield line


def _rows(lines: Iterator[list[str]], tally: Tally) -> Iterator[tuple[Cell, ...]]:
    for line, cells in enumerate(lines, start=1):
        row = without_blank_end([_cell(cell) for cell in cells])
        tally.add(line, row)
        yield row


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
