"""Months as contributions name them, the question for one, and rows of months that repeat or overlap."""

from __future__ import annotations

from datetime import date

import pytest

from forms.correction import Correction
from forms.rows import Row
from processes.insurance.month import after, first_day, last_day, month_of, months_from, spoken_month
from processes.insurance.month_question import MonthQuestion
from processes.insurance.spans import LONGEST_SPAN, by_month, misplaced, months_in, repeated

QUESTION = MonthQuestion("month", "月份", not_before="2015-12")


def row(line: int, first: str, last: str | None = None) -> Row:
    return Row(line, {"first_month": first, "last_month": last})


def test_a_month_has_its_days_also_in_a_leap_year() -> None:
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert last_day("2026-02") == date(2026, 2, 28)
    assert month_of(date(2026, 12, 31)) == "2026-12"
    assert after("2026-12") == "2027-01"
    assert spoken_month("2026-03") == "2026年3月"


def test_months_run_over_the_turn_of_the_year() -> None:
    assert months_from("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert months_from("2026-02", "2026-01") == ()


@pytest.mark.parametrize(
    "written", ["2026年3月", "2026-3", "2026/03", "2026.3", "202603", "２０２６年３月", " 2026年 3月 "]
)
def test_a_month_is_read_as_people_write_it(written: str) -> None:
    assert QUESTION.read(written).value == "2026-03"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-13", "没有看懂"),
        ("三月", "没有看懂"),
        ("2026", "没有看懂"),
        ("2015年11月", "早于可以申领的第一个月2015年12月"),
    ],
)
def test_what_is_no_month_is_told(written: str, words: str) -> None:
    assert [correction.words for correction in QUESTION.read(written).corrections if words in correction.words]


def test_a_month_shows_as_people_say_it() -> None:
    assert QUESTION.show("2026-03") == "2026年3月"
    assert isinstance(QUESTION.parse("x"), Correction)


def test_rows_give_every_month_once_in_order() -> None:
    rows = (row(2, "2026-03", "2026-04"), row(3, "2026-01"), row(4, "2026-04"))
    assert {month: found.line for month, found in by_month(rows).items()} == {"2026-01": 3, "2026-03": 2, "2026-04": 2}
    assert repeated(rows) == "2026年4月在第2、4行都写了。"
    assert repeated(rows[:2]) == ""


def test_rows_the_wrong_way_round_or_too_long_are_named() -> None:
    rows = (row(2, "2026-03", "2026-01"), row(3, "2016-01", "2026-01"), row(4, "2021-01", "2025-12"))
    assert misplaced(rows) == "第2、3行的起止月份不对。"
    assert (len(months_in(rows[0])), len(months_in(rows[1])), len(months_in(rows[2]))) == (0, LONGEST_SPAN, 60)
    assert misplaced(rows[2:]) == ""
