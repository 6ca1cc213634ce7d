"""Rows that say from which month to which: the months in them, and where they repeat or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.rows import Row
from processes.insurance.month import Month, months_from, spoken_month

LONGEST_SPAN = 60  # months a row may cover; a mistyped year is no reason to reckon a century


def last_month(row: Row) -> Month:
    """A row without a last month means its first alone."""
    return row.last_month or row.first_month


def months_in(row: Row) -> tuple[Month, ...]:
    return months_from(row.first_month, last_month(row))[:LONGEST_SPAN]


def by_month(rows: Iterable[Row]) -> Mapping[Month, Row]:
    """The row each month stands in, in the order of months; of a repeated month the first row."""
    found: dict[Month, Row] = {}
    for row in rows:
        for month in months_in(row):
            found.setdefault(month, row)
    return dict(sorted(found.items()))


def misplaced(rows: Iterable[Row]) -> str:
    """Which rows stand the wrong way round or are too long, in words; '' when none."""
    wrong = [row.line for row in rows if last_month(row) < row.first_month or len(_all(row)) > LONGEST_SPAN]
    return f"第{'、'.join(map(str, wrong))}行的起止月份不对。" if wrong else ""


def repeated(rows: Iterable[Row]) -> str:
    """Which months stand in several rows, in words; '' when none."""
    lines: dict[Month, list[int]] = {}
    for row in rows:
        for month in months_in(row):
            lines.setdefault(month, []).append(row.line)
    twice = {month: found for month, found in sorted(lines.items()) if len(found) > 1}
    words = (f"{spoken_month(month)}在第{'、'.join(map(str, found))}行都写了" for month, found in twice.items())
    return f"{'；'.join(words)}。" if twice else ""


def _all(row: Row) -> tuple[Month, ...]:
    return months_from(row.first_month, min(last_month(row), "2100-12"))
