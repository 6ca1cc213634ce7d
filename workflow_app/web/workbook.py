"""A table as an XLSX workbook that computes nothing: every text is written as a text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.timezone import localtime

MOST_WIDE = 40  # characters of a column


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet: a bold head that stays in sight, sums as numbers with two decimals, moments in Shanghai time."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31])
    bold, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0.00"})
    wide = [len(name) * 2 for name in head]
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            text = _text(value)
            if isinstance(value, Decimal | int):
                sheet.write_number(line, column, value, money if isinstance(value, Decimal) else None)
            else:
                sheet.write_string(line, column, text)
            wide[column] = min(max(wide[column], len(text) + 2), MOST_WIDE)
    for column, width in enumerate(wide):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else str(value)
