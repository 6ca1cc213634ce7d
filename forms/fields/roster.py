"""People in rows: the columns of a roster and how its lines are read, wherever they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any

from forms.correction import Correction, FieldReading
from forms.fields.field import Field, is_blank
from forms.rows import RosterReading, Row

SHOWN_AT_MOST = 200

Line = tuple[int, Mapping[str, object]]


@dataclass(frozen=True)
class Column:
    """One column: its field says how a cell is read; `also` are headings accepted beside the field's label."""

    field: Field[Any]
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def heading(self) -> str:
        return self.field.label


@dataclass(frozen=True)
class Roster(Field[tuple[Row, ...]]):
    """A list of people, uploaded as a workbook (`forms.roster.read`) or, when `typed`, row by row on the page.

    Raw input is the rows as JSON ({'line': 5, 'name': …}) or `Row`s. No value may stand twice in a `unique` column.
    """

    columns: tuple[Column, ...] = ()
    _: KW_ONLY
    unit: str = "人"
    at_least: int = 1
    at_most: int = 25_000
    unique: tuple[str, ...] = ()
    typed: bool = False

    def read(self, raw: object) -> FieldReading:
        if is_blank(raw):
            return super().read(raw)
        found = self.read_rows(raw)
        value = found.rows if not found.corrections else None
        return FieldReading(value, found.corrections, found.warnings)

    def read_rows(self, raw: object, *, shown_at_most: int = SHOWN_AT_MOST) -> RosterReading:
        """All rows, or the first `shown_at_most` corrections and the count of the others."""
        lines = lines_of(raw)
        if lines is None:
            return RosterReading(corrections=(self.correction(f"{self.label}没有读懂，请重新上传"),))
        return self.read_lines(lines, shown_at_most=shown_at_most)

    def read_lines(self, lines: Sequence[Line], *, shown_at_most: int = SHOWN_AT_MOST) -> RosterReading:
        """The same of (line in the file, cells by column name), without blank lines."""
        problem = self._size_problem(len(lines))
        if problem:
            return RosterReading(corrections=(self.correction(f"{self.label}{problem}"),))
        return _read_lines(self, lines, shown_at_most)

    def _size_problem(self, rows: int) -> str:
        if rows > self.at_most:
            return f"最多{self.at_most:,}{self.unit}，现在是{rows:,}{self.unit}，请分几次申报"
        return f"至少{self.at_least}{self.unit}，现在是{rows}{self.unit}，请补充" if rows < self.at_least else ""

    def missing(self) -> str:
        return f"请填写{self.label}" if self.typed else f"请上传{self.label}"

    def written(self, value: tuple[Row, ...]) -> str:
        """How many; those typed on the page one by one too, each on a line."""
        return self._told(value, [column.field.show_full for column in self.columns])

    def masked(self, value: tuple[Row, ...]) -> str:
        return self._told(value, [column.field.show for column in self.columns])

    def _told(self, value: tuple[Row, ...], shows: Sequence[Callable[[Any], str]]) -> str:
        many = f"{len(value)}{self.unit}"
        if not self.typed:
            return many
        cells = list(zip(self.columns, shows, strict=True))
        rows = ("，".join(filter(None, (show(row[column.name]) for column, show in cells))) for row in value)
        return "\n".join([many, *rows])

    def to_json(self, value: tuple[Row, ...]) -> Any:
        return [{"line": row.line} | self._cells_to_json(row) for row in value]

    def _cells_to_json(self, row: Row) -> dict[str, Any]:
        named = ((column.name, column.field, row[column.name]) for column in self.columns)
        return {name: each.to_json(cell) for name, each, cell in named if cell is not None}

    def from_json(self, data: Any) -> tuple[Row, ...]:
        return tuple(Row(line["line"], self._cells_from_json(line)) for line in data)

    def _cells_from_json(self, line: Mapping[str, Any]) -> dict[str, object]:
        named = ((column.name, column.field, line.get(column.name)) for column in self.columns)
        return {name: None if cell is None else each.from_json(cell) for name, each, cell in named}

    def schema(self) -> dict[str, object]:
        cells: dict[str, object] = {column.name: column.field.schema() for column in self.columns}
        required = [column.name for column in self.columns if column.field.required]
        one = {"type": "object", "properties": {"line": {"type": "integer"}} | cells, "required": required}
        return {"type": "array", "items": one, "minItems": self.at_least, "maxItems": self.at_most} | self.titles()


def lines_of(raw: object) -> list[Line] | None:
    """(line in the file, cells by column name) of every row that is not blank; None when `raw` is no list of rows."""
    if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
        return None
    numbered = ((_line_number(row, place), row) for place, row in enumerate(raw, start=1))
    return [(line, row) for line, row in numbered if not all(is_blank(row[name]) for name in row if name != "line")]


def _line_number(row: Mapping[str, object], place: int) -> int:
    if isinstance(row, Row):
        return row.line
    line = row.get("line")
    return line if isinstance(line, int) else place


@dataclass
class _Gathered:
    """Corrections so far: the first are kept, the others counted."""

    at_most: int
    kept: list[Correction] = field(default_factory=list)
    more: int = 0

    def add(self, correction: Correction) -> None:
        if len(self.kept) < self.at_most:
            self.kept.append(correction)
        else:
            self.more += 1


def _read_lines(roster: Roster, lines: Iterable[Line], shown_at_most: int) -> RosterReading:
    """Every cell by its column's field, then nobody twice. Any correction means no rows."""
    corrections, warnings = _Gathered(shown_at_most), _Gathered(shown_at_most)
    first_seen: dict[tuple[str, object], int] = {}
    rows = []
    for line, cells in lines:
        row = _read_line(roster, line, cells, corrections, warnings)
        for twice in _seen_before(roster, row, first_seen):
            corrections.add(twice)
        rows.append(row)
    kept = () if corrections.kept else tuple(rows)
    return RosterReading(kept, tuple(corrections.kept), tuple(warnings.kept), corrections.more, warnings.more)


def _read_line(
    roster: Roster, line: int, cells: Mapping[str, object], corrections: _Gathered, warnings: _Gathered
) -> Row:
    values: dict[str, object] = {}
    for column in roster.columns:
        found = column.field.read(cells.get(column.name))
        values[column.name] = found.value
        for correction in found.corrections:
            corrections.add(_in_line(roster, line, column, correction))
        for warning in found.warnings:
            warnings.add(_in_line(roster, line, column, warning))
    return Row(line, values)


def _in_line(roster: Roster, line: int, column: Column, said: Correction) -> Correction:
    return replace(said, where=roster.name, words=f"第{line}行：{said.words}", row=line, column=column.heading)


def _seen_before(roster: Roster, row: Row, first_seen: dict[tuple[str, object], int]) -> Iterable[Correction]:
    for column in roster.columns:
        value = row[column.name]
        if column.name not in roster.unique or value is None:
            continue
        line = first_seen.setdefault((column.name, value), row.line)
        if line != row.line:
            words = (
                f"第{row.line}行：{column.heading}与第{line}行相同，同一{column.heading}只能写一行，请删去重复的一行"
            )
            yield Correction(roster.name, words, row.line, column.heading)
