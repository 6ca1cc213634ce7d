"""How a sum is spread over time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workflow_app.policy.instalments import Part, schedule

HALVES = (Part(Fraction(1, 2), 0), Part(Fraction(1, 2), 6))


@pytest.mark.parametrize(
    ("yuan", "determined", "parts", "expected"),
    [
        ("1000.00", "2026-04-16", HALVES, ["500.00 from 2026-04-16", "500.00 from 2026-10-16"]),
        ("0.01", "2026-04-16", HALVES, ["0.01 from 2026-04-16"]),
        ("1000.01", "2026-08-31", HALVES, ["500.01 from 2026-08-31", "500.00 from 2027-02-28"]),
        (
            "100.00",
            "2026-12-31",
            (Part(Fraction(1, 3), 1), Part(Fraction(1, 3), 2), Part(Fraction(1, 3), 14)),
            ["33.34 from 2027-01-31", "33.33 from 2027-02-28", "33.33 from 2028-02-29"],
        ),
    ],
)
def test_by_hand(yuan: str, determined: str, parts: tuple[Part, ...], expected: list[str]) -> None:
    found = schedule(Decimal(yuan), date.fromisoformat(determined), parts)
    assert [f"{amount:.2f} from {day}" for amount, day in found] == expected


@given(
    some.integers(1, 10**9),
    some.lists(some.integers(1, 20), min_size=1, max_size=6),
    some.dates(date(2015, 1, 1), date(2040, 1, 1)),
)
def test_no_fen_is_lost_or_made_and_days_follow_each_other(fen: int, weights: list[int], on: date) -> None:
    parts = [Part(Fraction(weight, sum(weights)), 3 * n) for n, weight in enumerate(weights)]
    found = schedule(Decimal(fen) / 100, on, parts)
    assert sum(amount for amount, _ in found) == Decimal(fen) / 100
    assert all(amount > 0 for amount, _ in found)
    days = [day for _, day in found]
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    "parts",
    [
        (Part(Fraction(1, 2), 0), Part(Fraction(1, 3), 6)),
        (Part(Fraction(1, 2), 6), Part(Fraction(1, 2), 0)),
        (Part(Fraction(1, 2), 6), Part(Fraction(1, 2), 6)),
    ],
)
def test_parts_that_make_no_whole_or_no_order_are_a_mistake(parts: tuple[Part, ...]) -> None:
    with pytest.raises(ValueError, match=r"没有先后|不是一"):
        schedule(Decimal("10.00"), date(2026, 1, 1), parts)
