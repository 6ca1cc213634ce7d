"""Finding the heading line and which column of the file is which question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from forms.characters import compact
from forms.correction import Correction
from forms.fields import Roster
from forms.roster.grid import Cell, Grid

LONGEST_HEADING = 60
SEARCHED_LINES = 10  # a title, a school and a date often stand above the headings
ERROR_HEADING = "需要改正"
_SILENT = ("序号", "编号", "备注", ERROR_HEADING)
_DECORATION = re.compile(r"[（(【\[].*?[)）】\]]|[*＊:：]")


@dataclass(frozen=True)
class Heading:
    """The heading stands in `line` (from 1); `places` says in which column (from 0) each answer stands."""

    line: int
    places: Mapping[str, int]
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Correction, ...] = ()


def find_heading(roster: Roster, grid: Grid) -> Heading:
    """The line of the first ten that names most columns. Order, spaces, brackets and full width do not matter."""
    known = _known_names(roster)
    keyed = [[heading_key(cell) for cell in row] for row in grid.rows[:SEARCHED_LINES]]
    counts = [len({known[key] for key in row if key in known}) for row in keyed]
    best = counts.index(max(counts)) if counts else 0
    if not counts or counts[best] == 0:
        return Heading(1, {}, (_nothing_found(roster),))
    return _read_heading(roster, best + 1, keyed[best], grid.rows[best])


def heading_key(cell: Cell) -> str:
    """'身份证号（18位）*' → '身份证号'; '' for what is too long to be one."""
    return _DECORATION.sub("", compact(cell)) if isinstance(cell, str) and len(cell) <= LONGEST_HEADING else ""


def _known_names(roster: Roster) -> dict[str, str]:
    return {heading_key(said): column.name for column in roster.columns for said in (column.heading, *column.also)}


def _read_heading(roster: Roster, line: int, keys: list[str], cells: tuple[Cell, ...]) -> Heading:
    known = _known_names(roster)
    places: dict[str, int] = {}
    corrections, warnings = [], []
    for place, (key, cell) in enumerate(zip(keys, cells, strict=True)):
        name = known.get(key)
        if name in places:
            corrections.append(Correction(roster.name, f"第{line}行有两个“{key}”列，请只留一列", line, key))
        elif name:
            places[name] = place
        elif key and not key.startswith(_SILENT):
            warnings.append(Correction(roster.name, f"“{cell}”列不需要，没有读取", line, str(cell)))
    corrections += _missing(roster, line, places)
    return Heading(line, places, tuple(corrections), tuple(warnings))


def _missing(roster: Roster, line: int, places: Mapping[str, int]) -> list[Correction]:
    absent = [column.heading for column in roster.columns if column.field.required and column.name not in places]
    return [
        Correction(roster.name, f"第{line}行表头缺少“{heading}”列，请对照模板补上", line, heading) for heading in absent
    ]


def _nothing_found(roster: Roster) -> Correction:
    wanted = "、".join(column.heading for column in roster.columns)
    return Correction(roster.name, f"没有找到表头，第1行应写明各列的名称：{wanted}；请下载模板填写", 1)
