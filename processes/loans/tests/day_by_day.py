"""The subsidy of a quarter reckoned a second way: day after day in exact fractions, knowing nothing of the rooms it checks."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

TABLE = Path(__file__).parent / "forty_loans.csv"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """A loan as the table writes it; sums in fen, rates in percent, days of arrears with both ends included."""

    number: int
    disbursed_on: date
    due_on: date
    extended_until: date | None
    principal: int
    rate: Fraction
    lpr: Fraction
    repaid: tuple[tuple[date, int], ...]
    overdue: tuple[tuple[date, date], ...]
    year: int
    quarter: int
    subsidy: int


def lines() -> tuple[Line, ...]:
    """The forty loans of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> Line:
    day = date.fromisoformat
    repaid = [each.split("=") for each in row["repaid"].split(";") if each]
    overdue = [each.split("..") for each in row["overdue"].split(";") if each]
    return Line(
        number=int(row["number"]),
        disbursed_on=day(row["disbursed_on"]),
        due_on=day(row["due_on"]),
        extended_until=day(row["extended_until"]) if row["extended_until"] else None,
        principal=_fen(row["principal"]),
        rate=Fraction(row["rate"]),
        lpr=Fraction(row["lpr"]),
        repaid=tuple((day(on), _fen(yuan)) for on, yuan in repaid),
        overdue=tuple((day(first), day(last)) for first, last in overdue),
        year=int(row["quarter"][:4]),
        quarter=int(row["quarter"][5]),
        subsidy=_fen(row["subsidy"]),
    )


def _fen(yuan: str) -> int:
    return int(Fraction(yuan) * 100)


def subsidy_of(line: Line) -> int:
    """Fen of the line's quarter, by adding up what every single day is worth."""
    whole = sum((_of_day(line, day) for day in _days(line.year, line.quarter)), Fraction(0))
    return int(whole + Fraction(1, 2))


def _days(year: int, quarter: int) -> list[date]:
    day = date(year - 1, 12, 20) if quarter == 1 else date(year, quarter * 3 - 3, 20)
    found = []
    while day != date(year, quarter * 3, 20):
        found.append(day)
        day += ONE_DAY
    return found


def _of_day(line: Line, day: date) -> Fraction:
    if not line.disbursed_on <= day < line.due_on or any(first <= day <= last for first, last in line.overdue):
        return Fraction(0)
    standing = line.principal - sum(fen for on, fen in line.repaid if on <= day)
    return standing * _paid_by_the_treasury(line, day) / 100 / 360


def _paid_by_the_treasury(line: Line, day: date) -> Fraction:
    """Percentage points a year, by the day the loan was disbursed."""
    if line.disbursed_on <= date(2020, 12, 31):
        return line.rate * Fraction(3 - _full_years(line.disbursed_on, day), 3)
    if line.disbursed_on <= date(2022, 5, 17):
        return line.rate - max(Fraction(0), line.lpr - Fraction("1.5"))
    if line.disbursed_on <= date(2023, 9, 30):
        return line.rate
    return line.rate / 2


def _full_years(start: date, day: date) -> int:
    years = 0
    while years < 3 and _anniversary(start, years + 1) <= day:
        years += 1
    return years


def _anniversary(start: date, years: int) -> date:
    if (start.month, start.day) == (2, 29) and (start.year + years) % 4:
        return date(start.year + years, 2, 28)
    return start.replace(year=start.year + years)
