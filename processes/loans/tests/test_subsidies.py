"""Subsidies come out to the fen: the worked figures of the four regimes, and forty loans reckoned a second way."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from processes.loans.calculation.periods import Period, Quarter
from processes.loans.calculation.regimes import Regime, Rule
from processes.loans.calculation.subsidy import Subsidy, subsidy
from processes.loans.calculation.terms import Course, Repaid, Terms
from processes.loans.tests.day_by_day import Line, lines, subsidy_of
from workflow_app.policy.formula import recompute
from workflow_app.policy.money import yuan_text

R0 = Rule(Regime.R0, thirds=(3, 2, 1))
R1 = Rule(Regime.R1, deduction=Decimal("0.015"))
R1H = Rule(Regime.R1H)
R2 = Rule(Regime.R2, part=Decimal("0.5"))
ONE_DAY = timedelta(days=1)
FORTY = lines()


def rule_of(disbursed_on: date) -> Rule:
    """The rule of a loan disbursed on that day."""
    if disbursed_on < date(2021, 1, 1):
        return R0
    if disbursed_on < date(2022, 5, 18):
        return R1
    return R1H if disbursed_on < date(2023, 10, 1) else R2


def loan(disbursed_on: date, rate: str, lpr: str, months: int = 36) -> Course:
    """A loan of 200,000 yuan; its end is far enough away for what is asked of it."""
    due_on = disbursed_on.replace(year=disbursed_on.year + months // 12)
    return Course(Terms(200_000_00, Decimal(rate), Decimal(lpr), disbursed_on, due_on))


@pytest.mark.parametrize(
    ("rule", "course", "quarter", "days", "yuan", "formula"),
    [
        pytest.param(R0, loan(date(2019, 9, 20), "0.0470", "0.0420"), "2020Q1", 91, "2376.11",
                     "200000.00 × 4.70% × 91 ÷ 360", id="R0, year one"),
        pytest.param(R0, loan(date(2019, 9, 20), "0.0470", "0.0420"), "2020Q4", 91, "1584.07",
                     "200000.00 × 4.70% × 91 ÷ 360 × 2 ÷ 3", id="R0, year two"),
        pytest.param(R0, loan(date(2019, 9, 20), "0.0470", "0.0420"), "2021Q4", 91, "792.04",
                     "200000.00 × 4.70% × 91 ÷ 360 × 1 ÷ 3", id="R0, year three"),
        pytest.param(R1, loan(date(2021, 3, 20), "0.0395", "0.0345"), "2021Q2", 92, "1022.22",
                     "200000.00 × (3.95% - max(0, 3.45% - 1.50%)) × 92 ÷ 360", id="R1"),
        pytest.param(R1H, loan(date(2022, 8, 22), "0.0415", "0.0365"), "2023Q2", 92, "2121.11",
                     "200000.00 × 4.15% × 92 ÷ 360", id="R1H"),
        pytest.param(R2, loan(date(2023, 10, 1), "0.0395", "0.0345"), "2024Q2", 92, "1009.44",
                     "200000.00 × 3.95% × 92 ÷ 360 × 50%", id="R2"),
    ],
)  # fmt: skip
def test_the_worked_figures(rule: Rule, course: Course, quarter: str, days: int, yuan: str, formula: str) -> None:
    found = subsidy(course, rule, Quarter.read(quarter))
    assert (found.days, yuan_text(found.fen), found.formula) == (days, yuan, formula)


def test_what_the_borrower_keeps_to_pay_under_r1() -> None:
    assert recompute("200000.00 × max(0, 3.45% - 1.50%) × 92 ÷ 360") == 996_67


def test_a_rate_below_the_deduction_leaves_nothing_to_the_borrower() -> None:
    found = subsidy(loan(date(2021, 3, 20), "0.0190", "0.0140"), R1, Quarter(2021, 2))
    assert found.fen == recompute("200000.00 × 1.90% × 92 ÷ 360")


@pytest.mark.parametrize("line", FORTY, ids=[str(line.number) for line in FORTY])
def test_the_forty_loans(line: Line) -> None:
    found = reckoned(line)
    assert found.fen == subsidy_of(line) == line.subsidy
    assert recompute(found.formula) == found.fen


def reckoned(line: Line) -> Subsidy:
    """The line as the family's own room reckons it."""
    rate, lpr = (Decimal(each.numerator) / each.denominator / 100 for each in (line.rate, line.lpr))
    terms = Terms(line.principal, rate, lpr, line.disbursed_on, line.due_on)
    overdue = tuple(Period(first, last + ONE_DAY) for first, last in line.overdue)
    repaid = tuple(Repaid(on, fen, 0) for on, fen in line.repaid)
    course = Course(terms, repaid, overdue, line.extended_until)
    assert Course.from_json(course.as_json()) == course
    return subsidy(course, rule_of(line.disbursed_on), Quarter(line.year, line.quarter))


def test_the_forty_loans_meet_every_regime_and_every_difficulty() -> None:
    assert len(FORTY) == 40
    assert {rule_of(line.disbursed_on).regime for line in FORTY} == set(Regime)
    assert all(any(getattr(line, what) for line in FORTY) for what in ("repaid", "overdue", "extended_until"))
    assert {date(2020, 12, 31), date(2021, 1, 1), date(2022, 5, 17), date(2022, 5, 18)} <= days_of_disbursement()
    assert {date(2023, 9, 30), date(2023, 10, 1), date(2016, 2, 29), date(2024, 2, 29)} <= days_of_disbursement()


def days_of_disbursement() -> set[date]:
    return {line.disbursed_on for line in FORTY}


def test_a_change_of_regime_inside_a_quarter_divides_loans_and_never_one_loan() -> None:
    before = loan(date(2023, 9, 30), "0.0395", "0.0345")
    after = loan(date(2023, 10, 1), "0.0395", "0.0345")
    quarter = Quarter(2023, 4)
    assert subsidy(before, rule_of(date(2023, 9, 30)), quarter).formula == "200000.00 × 3.95% × 81 ÷ 360"
    assert subsidy(after, rule_of(date(2023, 10, 1)), quarter).formula == "200000.00 × 3.95% × 80 ÷ 360 × 50%"


def test_a_year_of_the_loan_that_ends_inside_a_quarter_divides_it() -> None:
    course = loan(date(2019, 11, 1), "0.0450", "0.0415")
    found = subsidy(course, R0, Quarter(2020, 4))
    assert found.formula == "200000.00 × 4.50% × 42 ÷ 360 + 200000.00 × 4.50% × 49 ÷ 360 × 2 ÷ 3"


def test_a_leap_day_is_a_day() -> None:
    course = loan(date(2023, 10, 1), "0.0395", "0.0345")
    assert [subsidy(course, R2, Quarter(year, 1)).days for year in (2024, 2025, 2026)] == [91, 90, 90]


def test_days_overdue_are_left_out() -> None:
    terms = loan(date(2023, 10, 1), "0.0395", "0.0345").terms
    course = Course(terms, overdue=(Period(date(2024, 3, 21), date(2024, 4, 10)),))
    found = subsidy(course, R2, Quarter(2024, 2))
    assert (found.days, found.left_out) == (72, 20)
    assert found.formula == "200000.00 × 3.95% × 1 ÷ 360 × 50% + 200000.00 × 3.95% × 71 ÷ 360 × 50%"
    assert found.fen == recompute("200000.00 × 3.95% × 72 ÷ 360 × 50%")


def test_days_of_an_extension_are_left_out() -> None:
    terms = loan(date(2023, 10, 1), "0.0395", "0.0345", months=12).terms
    course = Course(terms, extended_until=date(2025, 4, 1))
    assert subsidy(course, R2, Quarter(2024, 4)).days == (date(2024, 10, 1) - date(2024, 9, 20)).days
    assert subsidy(course, R2, Quarter(2024, 4)).left_out == (date(2024, 12, 20) - date(2024, 10, 1)).days
    assert subsidy(course, R2, Quarter(2025, 1)) == Subsidy("0.00", 0, 0, 90)


def test_a_loan_settled_early_is_subsidised_for_the_days_it_was_used() -> None:
    terms = loan(date(2023, 10, 1), "0.0395", "0.0345").terms
    course = Course(terms, (Repaid(date(2024, 4, 1), 200_000_00, 0),))
    assert subsidy(course, R2, Quarter(2024, 2)).days == 12
    assert subsidy(course, R2, Quarter(2024, 3)) == Subsidy("0.00", 0, 0, 0)


def test_many_repayments_are_written_as_their_products() -> None:
    terms = loan(date(2023, 10, 1), "0.0395", "0.0345").terms
    course = Course(terms, tuple(Repaid(date(2024, 4, day), 1_000_00, 0) for day in range(1, 29)))
    found = subsidy(course, R2, Quarter(2024, 2))
    assert found.formula == "16538000.00 × 3.95% ÷ 360 × 50%"
    assert recompute(found.formula) == found.fen


def test_arithmetic_that_grows_too_long_is_written_as_products() -> None:
    """Fifteen days behind, each for a day, leave sixteen stretches: 92 days less fifteen, in one product."""
    terms = loan(date(2023, 10, 1), "0.0395", "0.0345").terms
    behind = tuple(Period(date(2024, 4, day), date(2024, 4, day + 1)) for day in range(1, 31, 2))
    found = subsidy(Course(terms, overdue=behind), R2, Quarter(2024, 2))
    assert found.days == 92 - 15
    assert found.formula == "15400000.00 × 3.95% ÷ 360 × 50%"
    assert recompute(found.formula) == found.fen
