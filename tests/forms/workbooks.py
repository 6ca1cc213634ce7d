"""Workbooks as schools send them, good and bad. All deterministic."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

from forms import specimen
from forms.fields import Column, Count, Day, PersonId, PersonName, Phone, Roster

ROSTER = Roster(
    "roster",
    "学员名单",
    (
        Column(PersonName("name", "姓名")),
        Column(PersonId("id_number", "身份证号"), also=("身份证号码",)),
        Column(Phone("phone", "手机号", required=False)),
        Column(Day("day", "发证日期", required=False)),
        Column(Count("hours", "学时", required=False)),
    ),
    unique=("id_number",),
    at_most=50,
)
HEADINGS = ("姓名", "身份证号", "手机号", "发证日期", "学时")


def people(count: int) -> list[list[object]]:
    """Rows of specimens: name, identity number, telephone, a date as text, hours as a number."""
    persons = (specimen.person(number) for number in range(count))
    return [[person.name, person.id_number, person.phone, "2026-03-31", 80] for person in persons]


def xlsx(rows: Sequence[Sequence[object]], then: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet; `then` does more to it (merge, hide, add sheets)."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    if then:
        then(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(*changes: tuple[int, int, object], count: int = 3, then: Callable[[Any], None] | None = None) -> bytes:
    """Headings and `count` people; each change is (line, column from 1, value)."""
    rows: list[list[object]] = [list(HEADINGS), *people(count)]
    for line, column, value in changes:
        rows[line - 1][column - 1] = value
    return xlsx(rows, then)


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """The package with parts added or replaced; `__` in a name is `/`, `_dot_` is `.`."""
    buffer = io.BytesIO()
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    return buffer.getvalue()


def csv_text(rows: Sequence[Sequence[object]], separator: str = ",") -> str:
    return "\r\n".join(separator.join(str(cell) for cell in row) for row in rows)


def sheet_xml(rows: str, after: str = "") -> bytes:
    """A worksheet's part written by hand, with no library to stop us."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def handmade(rows: str, after: str = "") -> bytes:
    """A workbook whose one sheet has the headings and then `rows`."""
    heads = "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in HEADINGS)
    return with_parts(xlsx([]), xl__worksheets__sheet1_dot_xml=sheet_xml(f'<row r="1">{heads}</row>{rows}', after))
