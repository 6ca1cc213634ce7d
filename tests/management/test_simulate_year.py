"""A short played year: everything that can happen to a case happens beside its neighbours, and the rows prove themselves."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from workflow_app.management.town.play import registers_played
from workflow_app.management.year.city_year import CityYear
from workflow_app.management.year.summary import summary, table
from workflow_app.queries.audit.verify import breaks


@pytest.mark.usefixtures("city")
def test_a_short_year_ends_clean() -> None:
    told: list[tuple[date, int, int, int]] = []
    year = CityYear(cases=20, seed=5, days=50)
    with registers_played():
        year.play(lambda *day: told.append(day))
    assert year.broken == []
    assert list(breaks()) == []
    assert len(told) == 50
    counted = summary()
    assert counted["filed"] >= 20 - sum(year.fate.stuck.values())
    assert counted["accepted"] > 0
    assert sum(counted["states"].values()) == counted["filed"]
    assert any(line.startswith("申报") for line in table(counted))


@pytest.mark.parametrize("said", [["--cases", "0"], ["--days", "400"], ["--papers", "2"]])
def test_a_year_that_cannot_be_played_is_told(said: list[str]) -> None:
    with pytest.raises(CommandError, match="请重新输入"):
        call_command("simulate_year", *said)
