"""The legal age of retirement by day of birth: a table to compare with the published one."""

from __future__ import annotations

from datetime import date

import pytest

from forms import specimen
from processes.insurance.retirement import MAN, WOMAN, WOMAN_WORKER, RetirementAge, group_of

AGES = {MAN: RetirementAge(60, 4, 36), WOMAN: RetirementAge(55, 4, 36), WOMAN_WORKER: RetirementAge(50, 2, 60)}
TABLE = [
    # who, born, retires
    (MAN, date(1964, 12, 31), date(2024, 12, 31)),  # the last one without delay
    (MAN, date(1965, 1, 1), date(2025, 2, 1)),
    (MAN, date(1965, 4, 30), date(2025, 5, 30)),  # four births share a month of delay
    (MAN, date(1965, 5, 1), date(2025, 7, 1)),
    (MAN, date(1966, 1, 1), date(2026, 5, 1)),
    (MAN, date(1970, 6, 15), date(2031, 11, 15)),
    (MAN, date(1976, 8, 1), date(2039, 7, 1)),  # one month short of the full delay
    (MAN, date(1976, 9, 1), date(2039, 9, 1)),
    (MAN, date(1990, 2, 28), date(2053, 2, 28)),
    (WOMAN, date(1969, 12, 31), date(2024, 12, 31)),
    (WOMAN, date(1970, 1, 1), date(2025, 2, 1)),
    (WOMAN, date(1971, 1, 31), date(2026, 5, 31)),
    (WOMAN, date(1981, 8, 1), date(2039, 7, 1)),
    (WOMAN, date(1981, 9, 1), date(2039, 9, 1)),
    (WOMAN, date(1995, 3, 8), date(2053, 3, 8)),
    (WOMAN_WORKER, date(1974, 12, 31), date(2024, 12, 31)),
    (WOMAN_WORKER, date(1975, 1, 1), date(2025, 2, 1)),
    (WOMAN_WORKER, date(1975, 2, 28), date(2025, 3, 28)),  # two births share a month of delay
    (WOMAN_WORKER, date(1975, 3, 1), date(2025, 5, 1)),
    (WOMAN_WORKER, date(1980, 2, 29), date(2032, 9, 29)),  # born on a leap day
    (WOMAN_WORKER, date(1984, 10, 1), date(2039, 9, 1)),
    (WOMAN_WORKER, date(1984, 11, 1), date(2039, 11, 1)),
    (WOMAN_WORKER, date(1999, 7, 1), date(2054, 7, 1)),
]


@pytest.mark.parametrize(("group", "born", "retires"), TABLE)
def test_the_age_moves_month_by_month(group: str, born: date, retires: date) -> None:
    assert AGES[group].reached_by(born) == retires


@pytest.mark.parametrize("group", [MAN, WOMAN, WOMAN_WORKER])
def test_who_is_born_later_never_retires_earlier(group: str) -> None:
    days = [date(year, month, 1) for year in range(1955, 2000) for month in range(1, 13)]
    retired = [AGES[group].reached_by(born) for born in days]
    assert retired == sorted(retired)
    assert len(set(retired)) == len(retired)


@pytest.mark.parametrize(
    ("sequence", "was_worker", "group"),
    [(1, True, MAN), (1, False, MAN), (2, False, WOMAN), (2, True, WOMAN_WORKER)],
)
def test_the_group_is_told_by_the_identity_number_and_the_last_work(
    sequence: int, was_worker: bool, group: str
) -> None:
    assert group_of(specimen.id_of(date(1980, 1, 1), sequence), was_worker) == group
