"""Dates, sums and the other small words of a sheet."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from documents import dates, tags


@pytest.mark.parametrize(
    "value", ["2026-01-02", date(2026, 1, 2), datetime(2026, 1, 2, 8, 5, tzinfo=UTC), "2026-01-02T08:05:00"]
)
def test_a_date_has_no_leading_zero(value: date | str) -> None:
    assert dates.day(value) == "2026年1月2日"


def test_what_is_no_date() -> None:
    with pytest.raises(ValueError, match="day"):
        dates.day("2026-02-30")


def test_a_moment_has_two_digits_of_minutes() -> None:
    assert dates.moment("2026-11-02T14:05:00") == "2026年11月2日14时05分"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2026-11-09", "2026-11-13", "2026年11月9日至13日"),
        ("2026-11-30", "2026-12-04", "2026年11月30日至12月4日"),
        ("2026-12-28", "2027-01-04", "2026年12月28日至2027年1月4日"),
    ],
)
def test_a_period_says_only_what_changes(since: str, until: str, words: str) -> None:
    assert dates.period(since, until) == words


@pytest.mark.parametrize(("fen", "words"), [(0, "0.00"), (5, "0.05"), (123_456_789, "1,234,567.89"), (-150, "-1.50")])
def test_money_in_figures(fen: int, words: str) -> None:
    assert tags.money(fen) == words


@pytest.mark.parametrize("value", [800.0, "80000", True])
def test_money_is_whole_fen_or_nothing(value: object) -> None:
    with pytest.raises(TypeError, match="整数分"):
        tags.money(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(("index", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_ordinals(index: int, words: str) -> None:
    assert tags.ordinal(index) == words


def test_a_long_name_is_set_smaller() -> None:
    assert tags.point_size("汤阴县财政局", "156 34") == "34.00pt"
    assert float(tags.point_size("安" * 20, "156 34")[:-2]) == pytest.approx(156 / 20 / 25.4 * 72, abs=0.01)


def test_a_standing_nobody_knows_is_an_error() -> None:
    assert tags.beside("enacted") == ""
    assert "示例标准，非正式公布标准" in tags.beside("sample")
    with pytest.raises(KeyError):
        tags.beside("invented")
