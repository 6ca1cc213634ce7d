"""Rent to the fen: area, relief, what is above the entitled area, days of a broken month, months in arrears."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from processes.housing.rent import (
    Rates,
    month_formula,
    month_rent,
    months_between,
    months_in_arrears,
    quarter_of,
)
from workflow_app.policy.citation import Citation
from workflow_app.policy.formula import recompute
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.standing import Standing

RATES = Rates(560, 1200, Decimal("0.30"), Standing.SAMPLE, Citation("示例规则（未颁布）"))


@pytest.mark.parametrize(
    ("area", "entitled", "relief", "formula", "yuan"),
    [
        ("44.99", "45", "0", "44.99 × 5.60 × (1 - 0)", "251.94"),
        ("45.00", "45", "0", "45.00 × 5.60 × (1 - 0)", "252.00"),
        ("45.01", "45", "0", "45 × 5.60 × (1 - 0) + 0.01 × 12.00", "252.12"),
        ("52.38", "45", "0.30", "45 × 5.60 × (1 - 0.30) + 7.38 × 12.00", "264.96"),
        ("38.50", "60", "0.30", "38.50 × 5.60 × (1 - 0.30)", "150.92"),
        ("38.50", "60", "1", "38.50 × 5.60 × (1 - 1)", "0.00"),
    ],
)
def test_the_rent_of_a_month(area: str, entitled: str, relief: str, formula: str, yuan: str) -> None:
    rates = Rates(RATES.unit_fen, RATES.market_fen, Decimal(relief), RATES.standing, RATES.citation)
    written = month_formula(Decimal(area), Decimal(entitled), rates)
    assert written == formula
    assert Decimal(recompute(written)) / 100 == Decimal(yuan)


@pytest.mark.parametrize(
    ("since", "until", "yuan"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), "252.00"),
        (date(2026, 12, 1), date(2026, 12, 30), "243.87"),
        (date(2026, 12, 16), date(2026, 12, 31), "130.06"),
        (date(2027, 2, 1), date(2027, 2, 14), "126.00"),
        (date(2028, 2, 1), date(2028, 2, 14), "121.66"),  # a leap February has 29 days
        (date(2028, 2, 29), date(2028, 2, 29), "8.69"),
        (date(2026, 11, 30), date(2026, 11, 30), "8.40"),
    ],
)
def test_a_broken_month_is_paid_by_days_both_included(since: date, until: date, yuan: str) -> None:
    rent = month_rent(since, until, "45.00 × 5.60 × (1 - 0)", Standing.SAMPLE)
    assert Decimal(rent.fen) / 100 == Decimal(yuan)
    assert recompute(rent.formula) == rent.fen


def test_a_quarter_is_three_months_and_a_lease_may_begin_or_end_within_one() -> None:
    assert quarter_of(date(2026, 11, 23)) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_of(date(2026, 1, 1)) == (date(2026, 1, 1), date(2026, 3, 31))
    assert list(months_between(date(2026, 11, 23), date(2027, 1, 5))) == [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 5)),
    ]
    assert list(months_between(date(2026, 11, 24), date(2026, 11, 23))) == []


@pytest.mark.parametrize(
    ("paid", "months"),
    [(0, 6), (1, 5), (25_199, 5), (25_200, 5), (25_201, 4), (126_000, 1), (126_001, 0), (151_200, 0)],
)
def test_months_in_arrears_are_the_wholly_unpaid_ones_the_oldest_paid_first(paid: int, months: int) -> None:
    assert months_in_arrears([25_200] * 6, paid) == months


def test_a_month_without_rent_is_never_in_arrears() -> None:
    assert months_in_arrears([0, 0, 100], 0) == 1


@pytest.mark.parametrize(("area", "entitled", "relief"), [("0", "45", "0"), ("45", "-1", "0"), ("45", "45", "1.01")])
def test_figures_that_cannot_be_are_refused(area: str, entitled: str, relief: str) -> None:
    rates = Rates(560, 1200, Decimal(relief), Standing.SAMPLE, RATES.citation)
    with pytest.raises(NotUnderstood, match="面积应当大于零"):
        month_formula(Decimal(area), Decimal(entitled), rates)


@pytest.mark.parametrize("until", [date(2026, 12, 1), date(2026, 11, 22)])
def test_a_month_is_one_month(until: date) -> None:
    with pytest.raises(NotUnderstood, match="同一个月"):
        month_rent(date(2026, 11, 23), until, "1.00", Standing.SAMPLE)
