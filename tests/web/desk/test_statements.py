"""How many statements a screen asks: a number of the screen, not of its rows. One of a case's is what the registers said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests import cast
from tests.conftest import moment
from tests.situations import case_at, case_on_notice, case_submitted, own_claim
from tests.web.conftest import Browser
from workflow_app.models import Case

Clock = Callable[[datetime], None]
Within = Any


@pytest.fixture(autouse=True)
def a_day(clock_at: Clock, city: None) -> None:
    """The day after the claims were filed."""
    clock_at(moment("2026-04-08 10:00"))


@pytest.mark.parametrize("many", [0, 1, 12])
def test_the_inbox_asks_ten_whatever_it_holds(
    browser: Browser, many: int, django_assert_max_num_queries: Within
) -> None:
    for serial in range(many):
        own_claim(901 + serial)
    desk = browser(cast.INTAKE)
    with django_assert_max_num_queries(10):
        text = desk.get("/desk/").text
    assert text.count("<tr data-row") == many


@pytest.mark.parametrize("size", [10, 20, 45])
def test_a_case_asks_twenty_one_whatever_its_lines(
    browser: Browser, size: int, django_assert_max_num_queries: Within
) -> None:
    case = case_at("handle", case_submitted(size=size, checked=False))
    desk = browser(cast.HANDLER)
    with django_assert_max_num_queries(20):
        text = desk.get(f"/desk/cases/{case.number}/").text
    assert 'class="opinion"' in text


def test_a_case_with_a_long_history_asks_no_more(browser: Browser, django_assert_max_num_queries: Within) -> None:
    case_on_notice()
    case = Case.objects.get(procedure="claim")
    desk = browser(cast.HANDLER)
    with django_assert_max_num_queries(20):
        desk.get(f"/desk/cases/{case.number}/")


@pytest.mark.parametrize(
    "page", ["done/", "find/?q=培训", "to-notice/", "notices/", "objections/", "funds/", "records/", "doubts/"]
)
def test_a_list_asks_ten(browser: Browser, page: str, django_assert_max_num_queries: Within) -> None:
    case_on_notice()
    desk = browser(cast.SECTION)
    with django_assert_max_num_queries(10):
        assert desk.get(f"/desk/{page}").status_code == 200
