"""Working days: the published tables, a second opinion on them, and the algebra of counting."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.clock.holidays import NOTICES, PUBLISHED, YEAR_2025, calendar_of

DAYS = st.dates(date(2024, 6, 1), date(2028, 6, 1))
COUNTS = st.integers(0, 60)


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_a_published_year_agrees_with_the_second_opinion(year: int) -> None:
    first = date(year, 1, 1)
    days = [first + timedelta(days=offset) for offset in range(365)]
    assert [day for day in days if PUBLISHED.is_working(day) != chinese_calendar.is_workday(day)] == []


def test_a_worked_weekend_is_a_weekend_and_a_day_off_is_never_worked() -> None:
    for notice in NOTICES:
        assert all(day.weekday() >= 5 for day in notice.on)
        assert not notice.days_off & set(notice.on)
        assert {day.year for day in (*notice.on, *notice.days_off)} == {notice.year}


@given(DAYS, COUNTS.filter(bool))
def test_between_is_the_inverse_of_add(start: date, count: int) -> None:
    assert PUBLISHED.between(start, PUBLISHED.add(start, count)) == count


@given(DAYS, COUNTS)
def test_a_last_day_is_always_worked(start: date, count: int) -> None:
    assert PUBLISHED.is_working(PUBLISHED.add(start, count))


@given(DAYS, st.integers(0, 20), COUNTS)
def test_starting_later_never_ends_earlier(start: date, later: int, count: int) -> None:
    assert PUBLISHED.add(start, count) <= PUBLISHED.add(start + timedelta(days=later), count)


@given(DAYS, COUNTS)
def test_one_day_more_ends_later(start: date, count: int) -> None:
    assert PUBLISHED.add(start, count) < PUBLISHED.add(PUBLISHED.next_working(start), count + 1)


@given(DAYS, DAYS, DAYS)
def test_stretches_add_up(first: date, second: date, third: date) -> None:
    joined = PUBLISHED.between(first, second) + PUBLISHED.between(second, third)
    assert joined == PUBLISHED.between(first, third)


def test_no_days_from_a_holiday_is_the_next_working_day() -> None:
    assert PUBLISHED.add(date(2026, 10, 3), 0) == date(2026, 10, 8)
    assert PUBLISHED.add(date(2026, 10, 8), 0) == date(2026, 10, 8)


def test_a_negative_period_is_a_programmers_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        PUBLISHED.add(date(2026, 1, 5), -1)


@pytest.mark.parametrize(
    ("until", "estimated"),
    [
        pytest.param("2026-03-02", False, id="a day of a published year"),
        pytest.param("2027-03-01", True, id="a year nobody has published"),
        pytest.param("2024-12-31", True, id="a year before our tables"),
        pytest.param("2025-12-31", False, id="end of a year whose next is published"),
        pytest.param("2026-12-25", False, id="before the last days of the newest year"),
        pytest.param("2026-12-26", True, id="the last days wait for the next year's notice"),
    ],
)
def test_what_may_still_move_is_estimated(until: str, estimated: bool) -> None:
    assert PUBLISHED.is_estimated(date.fromisoformat(until)) is estimated


def test_an_unpublished_year_keeps_weekends_and_holidays_of_fixed_date() -> None:
    assert PUBLISHED.add(date(2027, 9, 30), 1) == date(2027, 10, 4)
    assert not PUBLISHED.is_working(date(2027, 5, 1))


def test_a_year_is_recomputed_when_its_notice_is_added() -> None:
    before = calendar_of((YEAR_2025,))
    assert before.is_estimated(date(2026, 2, 24))
    assert before.add(date(2026, 2, 13), 2) != PUBLISHED.add(date(2026, 2, 13), 2)
    assert isinstance(before, WorkingCalendar)
