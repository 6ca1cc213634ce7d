"""Numbers of papers: yearly in Shanghai's time, per organ and series, without gaps."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.conftest import moment
from tests.situations import own_claim
from workflow_app.commands.issue import issue
from workflow_app.commands.number import next_number
from workflow_app.models import NumberSeries, Unit
from workflow_app.policy.refusals import CannotPrint

pytestmark = pytest.mark.usefixtures("city")


def unit(region: str = "410523") -> Unit:
    return Unit.objects.get(kind="hrss", region=region)


def test_a_year_ends_at_midnight_in_shanghai_wherever_the_machine_stands() -> None:
    """The first hours of January there are the last of December in UTC."""
    given = [
        next_number(unit(), "核", moment(at))
        for at in ("2026-12-31 09:00", "2026-12-31 23:59", "2027-01-01 00:00", "2027-01-01 07:59", "2026-12-31 23:59")
    ]
    assert given == [(2026, 1), (2026, 2), (2027, 1), (2027, 2), (2026, 3)]


def test_each_organ_and_series_counts_for_itself() -> None:
    at = moment("2026-03-02 09:00")
    asked = [(unit(), "核"), (unit(), "受"), (unit("410581"), "核"), (unit(), "核")]
    assert [next_number(of, series, at)[1] for of, series in asked] == [1, 1, 1, 2]


def test_what_is_rolled_back_leaves_no_gap() -> None:
    at = moment("2026-03-02 09:00")
    next_number(unit(), "核", at)
    with transaction.atomic():
        assert next_number(unit(), "核", at) == (2026, 2)
        transaction.set_rollback(True)
    assert next_number(unit(), "核", at) == (2026, 2)


def test_a_name_no_font_has_is_told_before_a_number_is_taken() -> None:
    case, given = own_claim(), list(NumberSeries.objects.values_list("series", "last"))
    with pytest.raises(CannotPrint, match="没有的字：𰻝（见名单第1行的“王𰻝”）"):
        issue("receipt", data={"lines": [{"name": "王𰻝"}]}, case=case, at=moment("2026-04-08 09:00"))
    assert list(NumberSeries.objects.values_list("series", "last")) == given
