"""公示 and 提请拨付 from the desk: chosen, looked at, opened once; objections answered once; the money asked for once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.markup import faults
from tests.situations import NOTICED, REQUESTED, case_at, case_determined, case_on_notice, case_submitted, notice_of
from tests.web.conftest import Browser, token
from workflow_app.commands.object_to import answer_objection, object_to
from workflow_app.commands.request_funds import request_funds
from workflow_app.models import Case, FundsRequest, Notice, NoticeLine, Objection

Clock = Callable[[datetime], None]


@pytest.fixture
def waiting(clock_at: Clock, city: None) -> Case:
    """A claim of ten that everyone agreed to, before its notice."""
    clock_at(NOTICED)
    return case_at("notice", case_submitted())


@pytest.fixture
def objected(clock_at: Clock, city: None) -> Objection:
    """A line on notice that somebody doubts."""
    clock_at(moment("2026-04-09 09:00"))
    return object_to(case_on_notice().pk, 2, "刘守正", "19900000001", "此人没有参加培训。", at=NOTICED)


@pytest.fixture
def determined(clock_at: Clock, city: None) -> Notice:
    """A notice whose claims are determined and not yet asked for."""
    clock_at(REQUESTED)
    return notice_of(case_determined(case_submitted()))


def test_what_will_be_public_is_seen_before_it_is(browser: Browser, waiting: Case) -> None:
    desk = browser(cast.HANDLER)
    assert waiting.number in desk.get("/desk/to-notice/").text
    page = desk.get("/desk/to-notice/confirm/", {"case": waiting.pk}).text
    assert faults(page) == []
    assert "10,000.00" in page
    assert "2026年4月15日" in page
    assert all(claim.beneficiary["number"] not in page for claim in waiting.claims.all())


def test_a_notice_is_opened_once(browser: Browser, waiting: Case) -> None:
    desk, body = browser(cast.HANDLER), {"form_token": token(), "case": waiting.pk}
    where = {desk.post("/desk/to-notice/open/", body)["Location"] for _ in range(2)}
    assert where == {f"/desk/notices/{Notice.objects.get().pk}/"}
    assert NoticeLine.objects.count() == 10


@pytest.mark.parametrize("case", ["", "x"])
def test_nothing_chosen_is_said(browser: Browser, waiting: Case, case: str) -> None:
    desk = browser(cast.HANDLER)
    assert desk.get("/desk/to-notice/confirm/", {"case": case} if case else {}).status_code in (409, 422)
    assert desk.post("/desk/to-notice/open/", {"form_token": token(), "case": case}).status_code in (409, 422)
    assert not Notice.objects.exists()


def test_a_stale_choice_is_told_that_the_case_stands_elsewhere(browser: Browser, waiting: Case) -> None:
    desk = browser(cast.HANDLER)
    desk.post("/desk/to-notice/open/", {"form_token": token(), "case": waiting.pk})
    answer = desk.post("/desk/to-notice/open/", {"form_token": token(), "case": waiting.pk})
    assert answer.status_code in (404, 409)
    assert Notice.objects.count() == 1


def test_another_county_cannot_put_this_case_on_notice(browser: Browser, waiting: Case) -> None:
    desk = browser(cast.HANDLER_ELSEWHERE)
    assert waiting.number not in desk.get("/desk/to-notice/").text
    assert desk.post("/desk/to-notice/open/", {"form_token": token(), "case": waiting.pk}).status_code in (404, 409)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("upheld", "state"), [("yes", "upheld"), ("no", "rejected")])
def test_an_objection_is_answered_once(browser: Browser, objected: Objection, upheld: str, state: str) -> None:
    desk, where = browser(cast.SECTION), f"/desk/objections/{objected.pk}/"
    body = {"form_token": token(), "upheld": upheld, "answer": "查了考勤和签到。"}
    assert [desk.post(where, body)["Location"] for _ in range(2)] == ["/desk/objections/"] * 2
    row = Objection.objects.get()
    assert (row.state != "open", row.answer, row.answered_by) == (True, "查了考勤和签到。", who(cast.SECTION))
    assert "查了考勤和签到。" in desk.get(where).text


@pytest.mark.parametrize("wrong", [{"upheld": ""}, {"answer": " "}], ids=["no conclusion", "no words"])
def test_an_answer_that_says_too_little_is_asked_again(
    browser: Browser, objected: Objection, wrong: dict[str, str]
) -> None:
    body = {"form_token": token(), "upheld": "no", "answer": "查了考勤。"} | wrong
    answer = browser(cast.SECTION).post(f"/desk/objections/{objected.pk}/", body)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert Objection.objects.get().state == "open"


def test_a_stale_answer_reads_who_answered_and_when(browser: Browser, objected: Objection) -> None:
    answer_objection(objected.pk, False, "查了。", by=who(cast.SECTION), at=moment("2026-04-09 08:30"))
    body = {"form_token": token(), "upheld": "yes", "answer": "属实。"}
    answer = browser(cast.SECTION).post(f"/desk/objections/{objected.pk}/", body)
    assert answer.status_code == 409
    assert who(cast.SECTION).name in answer.text
    assert "2026年4月9日 08:30" in answer.text


def test_the_money_is_asked_for_once(browser: Browser, determined: Notice) -> None:
    desk, where = browser(cast.BUREAU_FINANCE), f"/desk/funds/{determined.pk}/"
    assert "10,000.00" in desk.get("/desk/funds/").text
    page = desk.get(where).text
    assert "向财政局提请拨付 10 笔共 10,000.00 元" in page
    assert "示例财社" in page
    assert faults(page) == []
    body = {"form_token": token()}
    assert [desk.post(where, body)["Location"] for _ in range(2)] == ["/desk/funds/"] * 2
    assert FundsRequest.objects.get().total == 10_000
    assert "待财政审核" in desk.get("/desk/funds/").text


def test_a_stale_request_for_money_is_told_so(browser: Browser, determined: Notice) -> None:
    request_funds(determined.pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    answer = browser(cast.BUREAU_FINANCE).post(f"/desk/funds/{determined.pk}/", {"form_token": token()})
    assert answer.status_code == 409
    assert "没有已核定、尚未提请拨付的明细" in answer.text


def test_only_the_bureaus_finance_section_asks_for_money(browser: Browser, determined: Notice) -> None:
    where = f"/desk/funds/{determined.pk}/"
    assert browser(cast.HANDLER).get(where).status_code == 404
    assert browser(cast.HANDLER).post(where, {"form_token": token()}).status_code in (403, 404)
    assert browser("linzhou.money").get(where).status_code == 404
    assert browser("linzhou.money").post(where, {"form_token": token()}).status_code in (403, 404)
    assert not FundsRequest.objects.exists()
