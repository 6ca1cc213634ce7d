"""The rows of a roster: one immutable mapping a line, which remembers where it stood in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.correction import Correction


class Row(Mapping[str, Any]):
    """row['name'], row.name, and row.line: the line in the spreadsheet (the heading is usually line 1).

    A column that was left blank answers None; an unknown one is an error of the programmer.
    """

    __slots__ = ("_values", "line")

    line: int
    _values: dict[str, Any]

    def __init__(self, line: int, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "line", line)
        object.__setattr__(self, "_values", dict(values))

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_values")[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a row is never changed: {name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __reduce__(self) -> tuple[type[Row], tuple[int, dict[str, Any]]]:
        return Row, (self.line, self._values)

    def __repr__(self) -> str:
        return f"Row(line={self.line}, {len(self._values)} columns)"


@dataclass(frozen=True)
class RosterReading:
    """What was understood of a roster: rows only when there is nothing to correct.

    `corrections` and `warnings` are the first ones; `more_corrections` and `more_warnings` count those left out.
    """

    rows: tuple[Row, ...] = ()
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Correction, ...] = ()
    more_corrections: int = 0
    more_warnings: int = 0
