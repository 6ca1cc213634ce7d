"""Quarters, schedules, debts and what a payment pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from processes.loans.calculation.debt import Debt, debt, missed_since, split
from processes.loans.calculation.interest import rate_text
from processes.loans.calculation.periods import Period, Quarter, quarters
from processes.loans.calculation.schedule import schedule
from processes.loans.calculation.terms import Course, Repaid, Terms
from workflow_app.policy.refusals import NotUnderstood

TERMS = Terms(200_000_00, Decimal("0.0395"), Decimal("0.0345"), date(2023, 10, 9), date(2024, 10, 9))
LOAN = Course(TERMS)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 3, 19), "2026Q1"),
        (date(2026, 3, 20), "2026Q2"),
        (date(2026, 1, 1), "2026Q1"),
        (date(2025, 12, 20), "2026Q1"),
        (date(2025, 12, 19), "2025Q4"),
        (date(2026, 9, 20), "2026Q4"),
        (date(2026, 12, 31), "2027Q1"),
    ],
)
def test_a_day_belongs_to_one_quarter(day: date, quarter: str) -> None:
    assert str(Quarter.of(day)) == quarter
    assert day in Quarter.read(quarter).period


@pytest.mark.parametrize(
    ("quarter", "days"), [("2024Q1", 91), ("2025Q1", 90), ("2026Q2", 92), ("2026Q3", 92), ("2026Q4", 91)]
)
def test_the_days_of_a_quarter(quarter: str, days: int) -> None:
    assert Quarter.read(quarter).period.days == days
    assert Quarter.read(quarter).next.previous == Quarter.read(quarter)


@pytest.mark.parametrize("text", ["2026", "2026Q5", "Q1", "26Q1", "2026年1季度", ""])
def test_what_is_no_quarter_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotUnderstood, match="2026Q1"):
        Quarter.read(text)


def test_quarters_touched_by_a_period() -> None:
    assert [str(each) for each in quarters(LOAN.terms.period)] == ["2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4"]
    assert quarters(Period(date(2026, 3, 20), date(2026, 3, 20))) == ()


def test_a_period_without_others() -> None:
    whole = Period(date(2026, 1, 1), date(2026, 1, 31))
    cut = whole.without([Period(date(2026, 1, 10), date(2026, 1, 12)), Period(date(2026, 1, 25), date(2026, 3, 1))])
    assert [each.days for each in cut] == [9, 13]
    assert whole.without([whole]) == ()


def test_the_schedule_of_a_year() -> None:
    dues = schedule(LOAN)
    assert [due.on for due in dues] == [
        date(2023, 12, 20), date(2024, 3, 20), date(2024, 6, 20), date(2024, 9, 20), date(2024, 10, 9),
    ]  # fmt: skip
    assert [due.period.days for due in dues] == [72, 91, 92, 92, 19]
    assert [due.interest_fen for due in dues] == [1580_00, 1996_94, 2018_89, 2018_89, 416_94]
    assert [due.principal_fen for due in dues] == [0, 0, 0, 0, 200_000_00]


def test_a_loan_due_on_a_settlement_day_has_one_last_line() -> None:
    dues = schedule(Course(replace(TERMS, due_on=date(2024, 9, 20))))
    assert (dues[-1].on, dues[-1].principal_fen, len(dues)) == (date(2024, 9, 20), 200_000_00, 4)


def test_an_extension_moves_the_end() -> None:
    dues = schedule(replace(LOAN, extended_until=date(2025, 1, 9)))
    assert (dues[-1].on, dues[-2].on) == (date(2025, 1, 9), date(2024, 12, 20))


def test_the_debt_of_a_day() -> None:
    assert debt(LOAN, date(2023, 10, 9)) == Debt(200_000_00, 0, 0)
    assert debt(LOAN, date(2023, 12, 19)) == Debt(200_000_00, 0, 1558_06)
    assert debt(LOAN, date(2023, 12, 20)) == Debt(200_000_00, 1580_00, 0)
    assert debt(LOAN, date(2023, 12, 21)) == Debt(200_000_00, 1580_00, 21_94)
    assert debt(LOAN, date(2024, 10, 9)).to_settle_fen == 200_000_00 + 8031_66


def test_after_the_due_day_interest_runs_on() -> None:
    assert debt(LOAN, date(2024, 10, 19)).accrued_fen == 219_44


def test_a_payment_pays_interest_due_before_principal() -> None:
    assert split(LOAN, 1000_00, date(2023, 12, 20)) == Repaid(date(2023, 12, 20), 0, 1000_00)
    assert split(LOAN, 2000_00, date(2023, 12, 20)) == Repaid(date(2023, 12, 20), 420_00, 1580_00)


def test_before_any_interest_is_due_a_payment_is_principal() -> None:
    assert split(LOAN, 2000_00, date(2023, 11, 1)) == Repaid(date(2023, 11, 1), 2000_00, 0)


def test_what_settles_pays_interest_to_the_day() -> None:
    paid = split(LOAN, 200_000_00 + 504_72, date(2023, 11, 1))
    assert paid == Repaid(date(2023, 11, 1), 200_000_00, 504_72)
    assert debt(replace(LOAN, repaid=(paid,)), date(2024, 5, 1)) == Debt(0, 0, 0)


def test_principal_repaid_inside_a_quarter_bears_interest_up_to_its_day() -> None:
    loan = replace(LOAN, repaid=(Repaid(date(2023, 11, 8), 100_000_00, 0),))
    assert schedule(loan)[0].interest_fen == 1119_17
    assert debt(loan, date(2023, 12, 20)).due_interest_fen == 1119_17


def test_interest_paid_ahead_is_kept_in_account() -> None:
    loan = replace(LOAN, repaid=(Repaid(date(2023, 11, 8), 0, 2000_00),))
    assert debt(loan, date(2023, 12, 20)).due_interest_fen == 0
    assert debt(loan, date(2024, 3, 20)).due_interest_fen == 1576_94


@pytest.mark.parametrize(
    ("on", "since"),
    [(date(2023, 12, 20), None), (date(2023, 12, 21), date(2023, 12, 20)), (date(2024, 6, 1), date(2023, 12, 20))],
)
def test_what_was_missed(on: date, since: date | None) -> None:
    assert missed_since(LOAN, on) == since


def test_a_sum_may_be_paid_all_through_its_day() -> None:
    paid = replace(LOAN, repaid=(Repaid(date(2024, 9, 20), 0, 7614_72),))
    assert missed_since(paid, date(2024, 10, 9)) is None
    assert missed_since(paid, date(2024, 10, 10)) == date(2024, 10, 9)
    assert missed_since(replace(paid, extended_until=date(2025, 1, 9)), date(2024, 10, 10)) is None


@pytest.mark.parametrize(
    ("rate", "text"), [("0.0395", "3.95%"), ("0.04", "4.00%"), ("0.03475", "3.475%"), ("0.1", "10.00%")]
)
def test_a_rate_in_words(rate: str, text: str) -> None:
    assert rate_text(Decimal(rate)) == text
