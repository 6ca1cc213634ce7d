"""Every screen marks a day that was reckoned over a year whose holidays are not published, and none once it is out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.oversight.holidays import year_2027
from tests.situations import case_at, case_determined, own_claim, waiting_seat
from tests.web.conftest import Browser
from workflow_app.commands.beside_the_route.extend import ask_extension
from workflow_app.commands.beside_the_route.revoke import propose_revocation
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.publish_holidays import publish_holidays
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.models import Case, Notice, Supervision
from workflow_app.models.calendar_in_force import keep, read_calendar

FILED = moment("2027-01-22 09:30")  # a Friday
NOW = moment("2027-01-22 14:00")
MARK = "mark-estimated"
WHY = "2027年放假安排尚未公布"
POINTS = (("person", "电话打不通，请更正。"),)


@pytest.fixture(autouse=True)
def a_day(clock_at: Callable[[datetime], None], city: None) -> None:
    clock_at(NOW)


def filed() -> Case:
    return own_claim(at=FILED)


def at_handle() -> Case:
    return case_at("handle", filed(), at=NOW)


def supplementing() -> Case:
    case = case_at("section", filed(), at=NOW)
    ask_applicant(waiting_seat(case).pk, POINTS, by=who(cast.SECTION), at=NOW)
    return case


def on_notice() -> Case:
    case = case_at("notice", filed(), at=NOW)
    open_notice([case.pk], by=who(cast.HANDLER), at=NOW)
    return case


def revoking() -> Case:
    case = case_determined(own_claim())
    propose_revocation(case.pk, "证书不真", "示例办法", by=who(cast.HANDLER), at=NOW)
    return case


def carded() -> Case:
    case = at_handle()
    limit = case.deadlines.get(kind="promised")
    Supervision.objects.create(
        case=case, unit=case.unit, ground="yellow", deadline=limit, at=NOW, due_on=date(2027, 1, 27)
    )
    return case


def longer() -> Case:
    case = at_handle()
    ask_extension(case.pk, 5, "学员分散。", by=who(cast.HANDLER), at=NOW)
    return case


SCREENS = {
    "the inbox": (at_handle, cast.HANDLER, "/desk/"),
    "the case at the desk": (at_handle, cast.HANDLER, "/desk/cases/{number}/"),
    "the applicant's view": (at_handle, cast.TRAINEE, "/cases/{number}"),
    "the receipt": (filed, cast.TRAINEE, "/cases/{number}/receipt"),
    "what the applicant has to do": (supplementing, cast.TRAINEE, "/"),
    "a notice before the public": (on_notice, "", "/notices/{notice}"),
    "a notice in the public list": (on_notice, "", "/notices/"),
    "a notice at the desk": (on_notice, cast.HANDLER, "/desk/notices/{notice}/"),
    "the notices of a desk": (on_notice, cast.HANDLER, "/desk/notices/"),
    "the case on notice": (on_notice, cast.TRAINEE, "/cases/{number}"),
    "a revocation for its party": (revoking, cast.TRAINEE, "/cases/{number}"),
    "a statement on a revocation": (revoking, cast.TRAINEE, "/cases/{number}/statement"),
    "a revocation at the desk": (revoking, cast.HANDLER, "/desk/cases/{number}/"),
    "cards to answer": (carded, cast.HANDLER, "/desk/supervisions/"),
    "what a unit did not answer": (carded, cast.BUREAU_HEAD, "/oversight/{unit}/unanswered/"),
    "who asks for longer": (longer, cast.BUREAU_HEAD, "/oversight/{unit}/longer/"),
}


def seen(browser: Browser, screen: str) -> str:
    story, username, where = SCREENS[screen]
    case = story()
    notice = Notice.objects.values_list("pk", flat=True).last()
    page = where.format(number=case.number, unit=case.unit_id, notice=notice)
    return (browser(username) if username else Client()).get(page).text


@pytest.mark.parametrize("screen", SCREENS)
def test_a_day_that_may_still_move_is_marked(browser: Browser, screen: str) -> None:
    text = seen(browser, screen)
    assert MARK in text
    assert WHY in text


@pytest.mark.parametrize("screen", SCREENS)
def test_once_the_year_is_out_nothing_is_marked(browser: Browser, screen: str) -> None:
    publish_holidays(year_2027(), by=None, at=FILED - timedelta(days=60))
    keep(read_calendar())
    assert MARK not in seen(browser, screen)


def test_the_day_before_a_notice_is_opened_is_marked(browser: Browser) -> None:
    case = case_at("notice", filed(), at=NOW)
    assert MARK in browser(cast.HANDLER).get("/desk/to-notice/confirm/", {"case": case.pk}).text


def test_a_day_somebody_named_is_theirs_and_not_marked(browser: Browser) -> None:
    case = at_handle()
    supervise(case.pk, "请说明原因。", date(2027, 1, 29), by=who(cast.BUREAU_HEAD), at=NOW)
    assert MARK not in browser(cast.HANDLER).get("/desk/supervisions/").text
    assert MARK not in browser(cast.BUREAU_HEAD).get(f"/oversight/{case.unit_id}/unanswered/").text
