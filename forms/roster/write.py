"""Workbooks we hand out: the template to fill in, and a person's own rows with what needs correcting."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from forms.correction import Correction
from forms.fields import Roster
from forms.roster.grid import Grid, shown
from forms.roster.heading import ERROR_HEADING, find_heading, heading_key
from forms.roster.read import read_with_grid

EVERY_CORRECTION = 1_000_000
# Text stays text: a cell that begins with = or http:// is never a formula or a link.
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a workbook's own property; fixed, so that the same rows give the same bytes
_HEAD = {"bold": True, "bg_color": "#E8F0F8", "border": 1, "num_format": "@", "text_wrap": True, "valign": "vcenter"}
_WRONG = {"bg_color": "#FBE9E7", "num_format": "@"}
_WORDS = {"font_color": "#B42318", "text_wrap": True, "num_format": "@"}


def template_xlsx(roster: Roster) -> bytes:
    """An empty roster: its headings over columns of text, and a second sheet saying how to fill them in."""
    with _workbook() as (book, buffer):
        sheet, text, head = book.add_worksheet("名单"), book.add_format({"num_format": "@"}), book.add_format(_HEAD)
        for place, column in enumerate(roster.columns):
            sheet.set_column(place, place, max(14, 2 * len(column.heading) + 4), text)
            sheet.write_string(0, place, column.heading, head)
        sheet.freeze_panes(1, 0)
        _write_guide(book.add_worksheet("填写说明"), roster, head)
    return buffer.getvalue()


def _write_guide(sheet: Any, roster: Roster, head: Any) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 70)
    for place, words in enumerate(("列", "怎么填")):
        sheet.write_string(0, place, words, head)
    for line, column in enumerate(roster.columns, start=1):
        must = "必填。" if column.field.required else "可以不填。"
        sheet.write_string(line, 0, column.heading)
        sheet.write_string(line, 1, must + column.field.hint)
    sheet.write_string(len(roster.columns) + 2, 0, "注意")
    most = f"每{roster.unit}一行，最多{roster.at_most:,}行；不要合并单元格，不要用公式；各列保持“文本”格式。"
    sheet.write_string(len(roster.columns) + 2, 1, most)


def annotated_xlsx(data: bytes, filename: str, roster: Roster) -> bytes:
    """The person's own file again, line for line, with a last column 「需要改正」 and the wrong cells coloured.

    A file that cannot be read at all gives an empty template carrying the sentence. Formulas come back as their values.
    """
    grid, reading = read_with_grid(data, filename, roster, EVERY_CORRECTION)
    return annotated_grid(grid, roster, reading.corrections)


def annotated_grid(grid: Grid, roster: Roster, corrections: Iterable[Correction]) -> bytes:
    """The cells and the corrections as a workbook."""
    heading = find_heading(roster, grid)
    wrong: dict[int, list[Correction]] = {}
    for correction in corrections:
        wrong.setdefault(correction.row or heading.line, []).append(correction)
    with _workbook() as (book, buffer):
        _write_rows(book, roster, grid, heading.line, dict(heading.places), wrong)
    return buffer.getvalue()


def _write_rows(
    book: Any, roster: Roster, grid: Grid, head_line: int, places: dict[str, int], wrong: dict[int, list[Correction]]
) -> None:
    sheet = book.add_worksheet("名单")
    text, head, marked, words = (book.add_format(look) for look in ({"num_format": "@"}, _HEAD, _WRONG, _WORDS))
    said_at = _error_column(grid, head_line)
    by_heading = {column.heading: places.get(column.name) for column in roster.columns}
    sheet.set_column(0, max(said_at - 1, 0), 18, text)
    sheet.set_column(said_at, said_at, 60, words)
    sheet.write_string(head_line - 1, said_at, ERROR_HEADING, head)
    for line in range(1, max(len(grid.rows), *wrong, head_line) + 1):
        here = wrong.get(line, [])
        coloured = {by_heading.get(correction.column or "") for correction in here}
        for place, cell in enumerate(grid.rows[line - 1][:said_at] if line <= len(grid.rows) else ()):
            look = head if line == head_line else marked if place in coloured else text
            if cell != "" or look is not text:  # its column is text already
                sheet.write_string(line - 1, place, shown(cell), look)
        if here and line != head_line:
            sheet.write_string(line - 1, said_at, "\n".join(correction.words for correction in here), words)
        elif here:
            said = "\n".join((ERROR_HEADING, *(correction.words for correction in here)))
            sheet.write_string(line - 1, said_at, said, head)


def _error_column(grid: Grid, head_line: int) -> int:
    """Where an earlier 「需要改正」 stands, or one beyond the widest row."""
    heads = grid.rows[head_line - 1] if grid.rows else ()
    earlier = [place for place, cell in enumerate(heads) if heading_key(cell).startswith(ERROR_HEADING)]
    return earlier[0] if earlier and earlier[0] == len(heads) - 1 else max((len(row) for row in grid.rows), default=0)


@contextmanager
def _workbook() -> Iterator[tuple[Any, io.BytesIO]]:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _AS_TEXT)
    book.set_properties({"created": _MADE})
    yield book, buffer
    book.close()
