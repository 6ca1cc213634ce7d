"""The supervisor's board: who sees it, what its numbers count, and that it asks no more for more rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import SIGNED, case_at, own_claim
from tests.web.conftest import Browser
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.establish import appoint
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.jobs import tasks
from workflow_app.models import Case, Deadline, Holding, Unit
from workflow_app.queries.oversight.board import board
from workflow_app.queries.workplace import workplace

RED_DAY = moment("2026-05-11 00:20")


@pytest.fixture(autouse=True)
def a_day(clock_at: Callable[[datetime], None], city: None) -> None:
    """Past every limit of a claim accepted on 7 April."""
    clock_at(RED_DAY)


def claims(many: int) -> list[Case]:
    return [case_at("handle", own_claim(901 + n), at=SIGNED) for n in range(many)]


def counts(username: str = cast.BUREAU_HEAD) -> dict[str, int]:
    (row,) = board(workplace(who(username), RED_DAY.date()))
    return {kind: n for kind, n in row.counts.items() if n}


def test_every_number_counts_a_case_once_under_its_worst_card() -> None:
    late, stands_still, _fresh = (
        *claims(2),
        case_at("handle", own_claim(950, at=moment("2026-05-08 09:00")), at=moment("2026-05-08 10:00")),
    )
    suspend(stands_still.pk, "assistance", "请公安机关协查", 5, by=who(cast.HANDLER), at=moment("2026-04-20 09:00"))
    supervise(late.pk, "请说明原因。", date(2026, 5, 12), by=who(cast.BUREAU_HEAD), at=RED_DAY)
    tasks.expire_deadlines()
    tasks.keep_watch()
    assert counts() == {"open": 3, "red": 1, "still": 1, "unanswered": 2}


def test_what_waits_for_the_heads_approval_is_listed_what_ends_first_on_top(browser: Browser) -> None:
    """Of two requests the one whose limit ends later stands below; the one that was declined is on no list."""
    fresh = moment("2026-05-08 09:00")
    cases = [case_at("handle", own_claim(960 + n, at=fresh), at=moment("2026-05-08 10:00")) for n in range(3)]
    rows = [
        ask_extension(case.pk, 3 + n, f"逐人核对{n}", by=who(cast.HANDLER), at=moment("2026-05-08 11:00"))
        for n, case in enumerate(cases)
    ]
    decide_extension(rows[2].pk, False, "人手够。", by=who(cast.BUREAU_HEAD), at=moment("2026-05-08 12:00"))
    Deadline.objects.filter(case=cases[0], kind="promised").update(due_on=date(2026, 6, 8))
    assert counts() == {"open": 3, "longer": 2}
    text = browser(cast.BUREAU_HEAD).get(f"/oversight/{cases[0].unit_id}/longer/").text
    assert text.index(cases[1].number) < text.index(cases[0].number)
    assert "逐人核对1" in text
    assert "3 个工作日" in text
    assert cases[2].number not in text


def test_desks_without_anybody_are_counted_as_desks() -> None:
    claims(3)
    Holding.objects.filter(account=who(cast.HANDLER)).update(until=date(2026, 5, 1))
    tasks.expire_deadlines()
    tasks.keep_watch()
    assert counts() == {"open": 3, "red": 3, "unanswered": 6, "nobody": 1}


@pytest.mark.parametrize("kind", ["open", "red", "yellow", "warning", "still", "longer", "unanswered", "nobody"])
def test_every_number_opens_its_list(browser: Browser, kind: str) -> None:
    (case,) = claims(1)
    Holding.objects.filter(account=who(cast.HANDLER)).update(until=date(2026, 5, 1))
    tasks.expire_deadlines()
    tasks.keep_watch()
    text = browser(cast.BUREAU_HEAD).get(f"/oversight/{case.unit_id}/{kind}/").text
    assert (case.number in text) == (kind not in ("yellow", "warning", "still", "longer"))


@pytest.mark.parametrize("many", [0, 1, 6])
def test_the_board_asks_thirteen_whatever_it_holds(
    browser: Browser, many: int, django_assert_max_num_queries: Any
) -> None:
    claims(many)
    tasks.keep_watch()
    head = browser(cast.BUREAU_HEAD)
    with django_assert_max_num_queries(13):
        assert head.get("/oversight/").status_code == 200


def test_the_city_sees_its_counties_and_a_county_itself(browser: Browser) -> None:
    claims(1)
    own_claim(902, cast.OTHER_TRAINEE)
    appoint(who(cast.RELEASE_ELSEWHERE), "section", "hrss", "410500", since=date(2026, 1, 5), at=SIGNED)
    assert "汤阴县人力资源和社会保障局" in browser(cast.RELEASE_ELSEWHERE).get("/oversight/").text
    elsewhere = Unit.objects.get(kind="hrss", region="410581")
    assert browser(cast.BUREAU_HEAD).get(f"/oversight/{elsewhere.pk}/open/").status_code == 404
    assert browser(cast.BUREAU_HEAD).get(f"/oversight/{who(cast.BUREAU_HEAD).pk}/nothing/").status_code == 404


def test_who_answers_for_nobodys_time_has_no_board(browser: Browser) -> None:
    assert browser(cast.HANDLER).get("/oversight/").status_code == 403
    assert "/oversight/" not in browser(cast.HANDLER).get("/desk/").text
    assert "/oversight/" in browser(cast.BUREAU_HEAD).get("/desk/").text
