"""Periods of months and ages in full years."""

from datetime import date

import pytest

from workflow_app.clock.months import add_months, age_on


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param("2025-03-10", 12, "2026-03-10", id="the same day a year on"),
        pytest.param("2024-02-29", 12, "2025-02-28", id="no 29 February in a common year"),
        pytest.param("2025-10-31", 1, "2025-11-30", id="no 31 November"),
        pytest.param("2025-12-15", 1, "2026-01-15", id="across the year"),
        pytest.param("2026-01-15", -1, "2025-12-15", id="back across the year"),
    ],
)
def test_the_day_a_number_of_months_on(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        pytest.param("2010-05-20", "2026-05-19", 15, id="the day before the birthday"),
        pytest.param("2010-05-20", "2026-05-20", 16, id="the birthday"),
        pytest.param("2008-02-29", "2026-02-28", 17, id="born on a leap day, common year"),
        pytest.param("2008-02-29", "2026-03-01", 18, id="born on a leap day, 1 March"),
    ],
)
def test_full_years(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age
