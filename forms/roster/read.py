"""A roster file in; rows of people, or corrections with row and column, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from forms.correction import Correction
from forms.fields import Roster
from forms.fields.field import is_blank
from forms.fields.roster import SHOWN_AT_MOST, Line
from forms.roster.delimited import delimited_grid
from forms.roster.grid import Bounds, Grid, UnreadableFile
from forms.roster.heading import Heading, find_heading
from forms.roster.workbook import workbook_grid
from forms.rows import RosterReading

LARGEST_BYTES = 30 * 1024 * 1024

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_roster(data: bytes, filename: str, roster: Roster, *, shown_at_most: int = SHOWN_AT_MOST) -> RosterReading:
    """Read `data` as .xlsx or CSV by what it is, not by its name. Rows only when nothing needs correcting.

    Row and column of a correction are those of the file. Never raises for a bad file.
    """
    return read_with_grid(data, filename, roster, shown_at_most)[1]


def read_with_grid(data: bytes, filename: str, roster: Roster, shown_at_most: int) -> tuple[Grid, RosterReading]:
    """The same beside the cells it was read from; a file that cannot be read at all has only headings."""
    try:
        grid = read_grid(data, filename, bounds_of(roster))
    except UnreadableFile as unreadable:
        empty = Grid((tuple(column.heading for column in roster.columns),))
        return empty, RosterReading(corrections=(Correction(roster.name, unreadable.sentence),))
    return grid, _read(roster, grid, shown_at_most)


def bounds_of(roster: Roster) -> Bounds:
    """Room for a few columns nobody asked for, and for so many people that the sentence can still count them."""
    return Bounds(2 * roster.at_most + 1000, len(roster.columns) + 60)


def _read(roster: Roster, grid: Grid, shown_at_most: int) -> RosterReading:
    heading = find_heading(roster, grid)
    outside = (*(Correction(roster.name, words) for words in grid.warnings), *heading.warnings)
    broken = (*heading.corrections, *_merged_corrections(roster, grid, heading))
    if broken:
        more = max(len(broken) - shown_at_most, 0)
        return RosterReading((), broken[:shown_at_most], outside, more)
    found = roster.read_lines(_lines(grid, heading), shown_at_most=shown_at_most)
    return replace(found, warnings=outside + found.warnings)


def read_grid(data: bytes, filename: str, bounds: Bounds) -> Grid:
    """The cells of the file. Raises UnreadableFile."""
    if not data.strip():
        raise UnreadableFile(f"“{filename}”是空文件，请按模板填写后上传")
    if len(data) > LARGEST_BYTES:
        raise UnreadableFile(f"“{filename}”超过{LARGEST_BYTES // 1024 // 1024}MB，请去掉图片和多余的工作表后再上传")
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(f"“{filename}”{_old_office_problem(data)}")
    if data.startswith(b"PK"):
        return workbook_grid(data, filename, bounds)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise UnreadableFile(f"“{filename}”其实是网页，请在电脑上打开后另存为 .xlsx 再上传")
    return delimited_grid(data, filename, bounds)


def _old_office_problem(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "设了打开密码，请取消密码后再上传"
    return "是旧格式（.xls），请在Excel或WPS里另存为 .xlsx 再上传"


def _merged_corrections(roster: Roster, grid: Grid, heading: Heading) -> tuple[Correction, ...]:
    """Merged cells above the headings are a title; at or below them they hide people."""
    titles = {column.name: column.heading for column in roster.columns}
    found = []
    for merged in grid.merged:
        name = next((n for n, at in heading.places.items() if merged.first_column <= at <= merged.last_column), None)
        if name is not None and merged.last_line >= heading.line:
            words = f"第{merged.first_line}行“{titles[name]}”列是合并单元格，请取消合并，每人占一行、每格都填"
            found.append(Correction(roster.name, words, merged.first_line, titles[name]))
    return tuple(sorted(found, key=lambda correction: correction.row or 0))


def _lines(grid: Grid, heading: Heading) -> list[Line]:
    numbered = enumerate(grid.rows[heading.line :], start=heading.line + 1)
    lines = ((line, _cells(row, heading)) for line, row in numbered)
    return [(line, cells) for line, cells in lines if not all(is_blank(cell) for cell in cells.values())]


def _cells(row: tuple[object, ...], heading: Heading) -> Mapping[str, object]:
    return {name: row[place] if place < len(row) else "" for name, place in heading.places.items()}
