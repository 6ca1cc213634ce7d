"""A year's days off are published once, and known to the process that published them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.conftest import moment
from tests.house import record
from tests.house.oversight.holidays import year_2027
from workflow_app.clock.holidays import YEAR_2026
from workflow_app.commands.publish_holidays import publish_holidays
from workflow_app.models.calendar_in_force import calendar_in_force, keep, notice_of, read_calendar
from workflow_app.policy.refusals import AlreadyDone

AT = moment("2026-11-05 09:00")


def test_a_published_year_is_no_longer_estimated() -> None:
    assert calendar_in_force().is_estimated(date(2027, 2, 8))
    row = publish_holidays(year_2027(), by=None, at=AT)
    assert notice_of(row) == year_2027()
    keep(read_calendar())
    assert not calendar_in_force().is_estimated(date(2027, 2, 8))
    assert not calendar_in_force().is_working(date(2027, 2, 8))
    assert calendar_in_force().is_working(date(2027, 2, 13))
    assert not calendar_in_force().is_estimated(date(2026, 12, 28)), "the notice of 2027 has said what it says of 2026"


def test_it_is_recorded_whole_in_a_chain_of_its_own() -> None:
    publish_holidays(year_2027(), by=None, at=AT)
    act = record.last("holidays")
    assert (act.verb, act.body["year"], act.body["number"]) == ("publish_holidays", 2027, "测试〔2026〕1号")
    assert act.body["off"][1] == ["春节", "2027-02-05", "2027-02-11"]


def test_who_published_it_reckons_by_it_once_it_is_committed(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish_holidays(year_2027(), by=None, at=AT)
        assert calendar_in_force().is_working(date(2027, 2, 8))
    assert not calendar_in_force().is_working(date(2027, 2, 8))


def test_a_year_is_published_once_and_never_edited() -> None:
    publish_holidays(year_2027(), by=None, at=AT)
    with pytest.raises(AlreadyDone, match="2026年11月5日发布（测试〔2026〕1号），发布后不能修改"):
        publish_holidays(year_2027(), by=None, at=AT)
    with pytest.raises(AlreadyDone, match="2026年的放假安排系统里已经有了"):
        publish_holidays(YEAR_2026, by=None, at=AT)
    assert record.verbs("holidays") == ["publish_holidays"]
