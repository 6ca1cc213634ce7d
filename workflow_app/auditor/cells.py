"""Files of cells, read by their layout: what each line says, and what the line of totals says of them all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SEPARATORS = {"comma": ",", "tab": "\t", "bar": "|"}
MONEY = {"yuan": re.compile(r"[0-9]{1,12}\.[0-9]{2}"), "fen": re.compile(r"[0-9]{1,15}")}
Cells = Mapping[str, str]  # what a cell means → what stands in it


class Unlike(ValueError):
    """Bytes that are no file of that layout; says where."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a file, and what its totals say ({} where it has none)."""

    lines: Sequence[Cells]
    totals: Cells
    money: str

    def fen(self, text: str) -> int:
        """A sum as this file writes it. Raises Unlike."""
        if not MONEY[self.money].fullmatch(text):
            raise Unlike(f"金额“{text}”读不懂")
        return int(text.replace(".", ""))


def sheet(layout: Mapping[str, Any], part: str, data: bytes) -> Sheet:
    """The payment or the answer of a layout, out of its bytes. Raises Unlike."""
    how = layout[part]
    rows = _rows(layout, data)
    if how["titles"] == "shown":
        if not rows or rows[0] != [column["title"] for column in how["columns"]]:
            raise Unlike("第1行不是这种格式的标题")
        rows = rows[1:]
    totals, rows = _without_totals(how, rows)
    return Sheet(
        [_cells(how["columns"], number, row) for number, row in enumerate(rows, start=1)], totals, how["money"]
    )


def _rows(layout: Mapping[str, Any], data: bytes) -> list[list[str]]:
    try:
        text = data.decode(layout["encoding"])
    except UnicodeDecodeError as broken:
        raise Unlike(f"第{broken.start}字节处不是{layout['encoding']}编码") from broken
    separator = SEPARATORS[layout["separator"]]
    if separator == ",":
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as broken:
            raise Unlike("引号不成对") from broken
    else:
        rows = [line.split(separator) for line in re.split(r"\r\n|\r|\n", text)]
    rows = [[cell.strip() for cell in row] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _without_totals(how: Mapping[str, Any], rows: list[list[str]]) -> tuple[Cells, list[list[str]]]:
    if "totals" not in how:
        return {}, rows
    place = how["totals"]
    first = place["stand"] == "first"
    if not rows:
        raise Unlike("没有合计行")
    row = rows[0] if first else rows[-1]
    if len(row) != len(place["cells"]) or row[place["cells"].index("word")] != place["word"]:
        raise Unlike("没有合计行")
    return dict(zip(place["cells"], row, strict=True)), rows[1:] if first else rows[:-1]


def _cells(columns: Sequence[Mapping[str, str]], number: int, row: Sequence[str]) -> Cells:
    if len(row) != len(columns):
        raise Unlike(f"第{number}笔有{len(row)}列，应有{len(columns)}列")
    for column, cell in zip(columns, row, strict=True):
        if column["means"] == "fixed" and cell != column["text"]:
            raise Unlike(f"第{number}笔的“{column['title']}”是“{cell}”")
    return {column["means"]: cell for column, cell in zip(columns, row, strict=True)}
