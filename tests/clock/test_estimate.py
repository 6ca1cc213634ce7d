"""A day that a missing holiday notice may still move is marked, and the mark says which year is missing."""

from __future__ import annotations

from datetime import date

import pytest

from workflow_app.clock.estimate import reckoned, why_estimated
from workflow_app.clock.holidays import PUBLISHED


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-12-25", None),
        ("2026-12-26", 2027),  # the notice of 2027 may still move it
        ("2027-01-04", 2027),
        ("2028-03-01", 2028),
    ],
)
def test_the_missing_year_is_named(day: str, year: int | None) -> None:
    told = date.fromisoformat(day)
    assert PUBLISHED.unpublished(told) == year
    assert ("（推算）" in reckoned(told, PUBLISHED)) is (year is not None)
    assert why_estimated([told], PUBLISHED).startswith(f"{year}年放假安排尚未公布" if year else "")
    assert bool(why_estimated([told], PUBLISHED)) is (year is not None)


def test_several_days_name_every_missing_year_once() -> None:
    days = [date(2026, 11, 30), date(2027, 1, 4), date(2027, 2, 1), date(2028, 1, 4)]
    assert why_estimated(days, PUBLISHED).startswith("2027年、2028年放假安排尚未公布，标有“推算”的日期")
