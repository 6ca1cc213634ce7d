"""待办, 已办 and the search: what stands there, in which order, what a person finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests import cast
from tests.situations import CLASS_FILED, FILED, ITEM, case_at, case_submitted, class_submitted, own_claim
from tests.web.conftest import Browser
from workflow_app.clock.calendar import WorkingCalendar
from workflow_app.models import Case, Seat
from workflow_app.queries.desk.inbox import PAGE, Filter, counts, page
from workflow_app.queries.remaining import remaining
from workflow_app.queries.workplace import workplace

Clock = Callable[[datetime], None]
EVERY_DAY = WorkingCalendar(frozenset(), frozenset(), frozenset({2026}))


@pytest.fixture(autouse=True)
def a_day(clock_at: Clock, city: None) -> None:
    """The day the claims were filed."""
    clock_at(FILED + timedelta(hours=1))


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        pytest.param(date(2026, 4, 7), "今天", "today", id="today"),
        pytest.param(date(2026, 4, 8), "还1天", "soon", id="tomorrow"),
        pytest.param(date(2026, 4, 13), "还4天", "calm", id="over a weekend"),
        pytest.param(date(2026, 4, 3), "超时2天", "over", id="before a weekend"),
        pytest.param(None, "无时限", "none", id="no limit"),
    ],
)
def test_what_is_left_is_said_in_working_days(due: date | None, words: str, tone: str) -> None:
    left = remaining(due, date(2026, 4, 7), EVERY_DAY)
    assert (left.words, left.tone) == (words, tone)


def test_every_row_says_when_who_what_and_how_much(browser: Browser) -> None:
    own_claim()
    text = browser(cast.INTAKE).get("/desk/").text
    for said in ("还1天", "000001", "职业培训补贴", "补贴申领", "王䶮", "受理", "1,000.00", "4月7日"):
        assert said in text
    assert "没有机关颁布" in text  # a sample figure carries its mark


def test_an_empty_inbox_says_what_will_come(browser: Browser) -> None:
    assert "现在没有等您办理的件" in browser(cast.INTAKE).get("/desk/").text


def test_pages_follow_one_another_by_key_and_miss_nothing(city: None) -> None:
    for serial in range(PAGE + 2):
        own_claim(901 + serial)
    place = workplace(cast.who(cast.INTAKE), FILED.date())
    first = page(place, Filter())
    second = page(place, Filter(), first.following)
    seen = [row.seat for row in (*first.rows, *second.rows)]
    assert len(first.rows) == PAGE
    assert second.following == ""
    assert sorted(seen) == sorted(Seat.objects.filter(waiting=True).values_list("pk", flat=True))
    assert seen == sorted(seen)


def test_what_has_no_limit_stands_last_and_is_reached(city: None) -> None:
    for serial in range(PAGE + 1):
        own_claim(901 + serial)
    Seat.objects.filter(pk=Seat.objects.earliest("pk").pk).update(due_on=None)
    place = workplace(cast.who(cast.INTAKE), FILED.date())
    first = page(place, Filter())
    last = page(place, Filter(), first.following)
    assert [row.due.tone for row in last.rows] == ["none"]


@pytest.mark.parametrize("after", ["x", "2026-13-01.1", "2026-04-07", "-.x"])
def test_a_broken_page_key_is_refused_with_a_sentence(browser: Browser, after: str) -> None:
    answer = browser(cast.INTAKE).get("/desk/", {"after": after})
    assert answer.status_code == 422
    assert "页码读不懂" in answer.text


def test_counts_tell_today_from_too_late(browser: Browser) -> None:
    own_claim()
    due = Seat.objects.get(waiting=True).due_on
    officer = cast.who(cast.INTAKE)
    on_time, today, late = (counts(workplace(officer, due + timedelta(days=n))) for n in (-1, 0, 1))
    assert (on_time.waiting, on_time.today, on_time.over) == (1, 0, 0)
    assert (today.today, today.over) == (1, 0)
    assert (late.today, late.over) == (0, 1)


def test_a_filter_narrows_and_says_so_when_nothing_is_left(browser: Browser) -> None:
    own_claim()
    class_submitted()
    desk = browser(cast.INTAKE)
    assert desk.get("/desk/", {"item": f"{ITEM}/claim"}).text.count("<tr data-row") == 1
    assert desk.get("/desk/", {"step": "receive"}).text.count("<tr data-row") == 2
    assert "没有符合筛选的待办" in desk.get("/desk/", {"step": "handle"}).text


def test_a_colleagues_desk_is_not_my_inbox(browser: Browser) -> None:
    own_claim()
    assert "<tr data-row" not in browser(cast.HANDLER).get("/desk/").text
    assert "<tr data-row" not in browser(cast.INTAKE_ELSEWHERE).get("/desk/").text


def test_what_i_signed_is_kept_with_my_words(browser: Browser) -> None:
    case_at("section", own_claim())
    text = browser(cast.INTAKE).get("/desk/done/").text
    assert text.count("<tr data-row") == 1
    assert "受理" in text
    assert "还没有签署过意见" in browser(cast.SECTION).get("/desk/done/").text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("410523-2026-000001", id="the number"),
        pytest.param("1", id="its last digits"),
        pytest.param("王", id="part of the name"),
    ],
)
def test_a_case_is_found_by_what_people_have_at_hand(browser: Browser, text: str) -> None:
    case = own_claim()
    assert case.number in browser(cast.HANDLER).get("/desk/find/", {"q": text}).text


def test_a_case_is_found_by_the_number_of_its_applicant_or_of_anybody_in_it(browser: Browser) -> None:
    case = case_submitted()
    numbers = (case.applicant.number, case.claims.first().beneficiary["number"])
    for number in numbers:
        text = browser(cast.HANDLER).post("/desk/find/", {"q": number}).text
        assert case.number in text
        assert number not in text


def test_no_address_ever_holds_an_identity_number(browser: Browser) -> None:
    case, desk = own_claim(), browser(cast.HANDLER)
    assert desk.get("/desk/find/", {"q": case.applicant.number}).status_code == 422
    assert desk.post("/desk/find/", {"q": "王"})["Location"] == "/desk/find/?q=%E7%8E%8B"


def test_nobody_finds_what_is_not_theirs(browser: Browser) -> None:
    case = own_claim()
    desk = browser(cast.HANDLER_ELSEWHERE)
    for text in (case.number, case.applicant.name, case.applicant.number):
        found = desk.post("/desk/find/", {"q": text}, follow=True).text
        assert f"/desk/cases/{case.number}/" not in found
        assert "没有找到" in found


@pytest.mark.parametrize("text", ["", " ", "' OR 1=1 --", "%", "𠅤" * 40, "0" * 400])
def test_a_strange_search_finds_nothing_and_breaks_nothing(browser: Browser, text: str) -> None:
    own_claim()
    answer = browser(cast.HANDLER).get("/desk/find/", {"q": text})
    assert answer.status_code == 200
    assert "<tr data-row" not in answer.text


def test_a_record_and_its_claim_stand_apart(browser: Browser) -> None:
    record = class_submitted(at=CLASS_FILED)
    text = browser(cast.INTAKE).get("/desk/").text
    assert "开班备案" in text
    assert "超时" in text  # filed in March, and it is April
    assert Case.objects.get(pk=record.pk).amount == 0
