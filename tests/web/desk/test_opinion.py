"""Signing from the case: each button once, the words kept, a stale page told who and when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import FILED, SIGNED, case_at, case_submitted, waiting_seat
from tests.web.conftest import Browser, token
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.models import Case, Opinion

Clock = Callable[[datetime], None]


def signing(case: Case, username: str = "") -> str:
    return f"/desk/cases/{case.number}/opinion/{waiting_seat(case, username).pk}/"


def said(stance: Stance, words: str = "", **more: str) -> dict[str, str]:
    return {"form_token": token(), "stance": stance.value, "words": words} | more


@pytest.fixture
def handled(clock_at: Clock, city: None) -> Case:
    """A claim before its handler, on the day after it was filed."""
    clock_at(moment("2026-04-08 10:00"))
    return case_at("handle", case_submitted())


def test_intake_accepts_and_the_next_page_follows(browser: Browser, claim: Case) -> None:
    desk = browser(cast.INTAKE)
    answer = desk.post(signing(claim), said(Stance.APPROVE))
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert Case.objects.get(pk=claim.pk).state == "accepted"
    assert f"{claim.number} 已签署“受理”。" in desk.get("/desk/").text


def test_the_next_case_of_the_list_follows(browser: Browser, clock_at: Clock) -> None:
    clock_at(FILED + timedelta(hours=1))
    first, second = case_submitted(1), case_submitted(2)
    assert (
        browser(cast.INTAKE).post(signing(first), said(Stance.APPROVE))["Location"] == f"/desk/cases/{second.number}/"
    )


def test_a_double_click_signs_once(browser: Browser, claim: Case) -> None:
    desk, where, body = browser(cast.INTAKE), signing(claim), said(Stance.APPROVE)
    assert [desk.post(where, body).status_code for _ in range(2)] == [302, 302]
    assert Opinion.objects.filter(seat__round__case=claim).count() == 1


def test_how_far_the_record_went_on_the_page_is_kept(browser: Browser, claim: Case) -> None:
    desk = browser(cast.INTAKE)
    links = re.search(r'name="seen" value="(\d+)"', desk.get(f"/desk/cases/{claim.number}/").text)
    assert links is not None
    desk.post(signing(claim), said(Stance.APPROVE, seen=links[1]))
    assert Opinion.objects.get(seat__round__case=claim).shown["seen"] == int(links[1]) == claim.stream.length


def test_a_correction_names_every_defect_in_one_paper(browser: Browser, claim: Case) -> None:
    words = {
        "wrong-basic_account": "1",
        "defect-basic_account": "账号与户名不符，请核对后重填。",
        "more-0": "请补签名。",
    }
    browser(cast.INTAKE).post(signing(claim), said(Stance.RETURN, "材料需要补正。", **words))
    case = Case.objects.get(pk=claim.pk)
    assert case.state == "awaiting_correction"
    page = browser(cast.HANDLER).get(f"/desk/cases/{claim.number}/").text
    assert "账号与户名不符，请核对后重填。" in page
    assert "请补签名。" in page


def test_a_ticked_section_without_words_is_asked_for_them_and_nothing_typed_is_lost(
    browser: Browser, claim: Case
) -> None:
    body = said(Stance.RETURN, "材料需要补正。", **{"wrong-basic_account": "1", "more-1": "请补签名。"})
    answer = browser(cast.INTAKE).post(signing(claim), body)
    assert answer.status_code == 422
    assert "请写清哪里不对、怎样改" in answer.text
    assert "材料需要补正。</textarea>" in answer.text
    assert "请补签名。</textarea>" in answer.text
    assert 'name="wrong-basic_account" value="1" checked' in answer.text
    assert not Opinion.objects.filter(seat__round__case=claim).exists()


def test_a_claim_is_not_accepted_with_its_reason(browser: Browser, claim: Case) -> None:
    browser(cast.INTAKE).post(signing(claim), said(Stance.REFUSE, "不属于本县受理范围。"))
    assert Case.objects.get(pk=claim.pk).state == "not_accepted"


@pytest.mark.parametrize("stance", [Stance.RETURN, Stance.REFUSE])
def test_saying_no_needs_words(browser: Browser, claim: Case, stance: Stance) -> None:
    answer = browser(cast.INTAKE).post(signing(claim), said(stance))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert Case.objects.get(pk=claim.pk).state == "submitted"


@pytest.mark.parametrize("stance", ["", "maybe"])
def test_a_stance_that_is_none_is_not_guessed(browser: Browser, claim: Case, stance: str) -> None:
    answer = browser(cast.INTAKE).post(signing(claim), {"form_token": token(), "stance": stance, "words": "好"})
    assert answer.status_code == 422
    assert "没有读到您选择的意见" in answer.text
    assert ">好</textarea>" in answer.text


def test_a_stale_page_reads_who_signed_and_when_and_keeps_the_words(
    browser: Browser, claim: Case, clock_at: Clock
) -> None:
    where = signing(claim)
    give_opinion(waiting_seat(claim).pk, Stance.APPROVE, "", by=who(cast.INTAKE), at=SIGNED)
    clock_at(SIGNED + timedelta(minutes=5))
    answer = browser(cast.INTAKE).post(where, said(Stance.REFUSE, "不属于本县受理范围。"))
    assert answer.status_code == 409
    assert who(cast.INTAKE).name in answer.text
    assert "2026年4月7日 14:00" in answer.text
    assert Opinion.objects.filter(seat__round__case=claim).count() == 1


def test_a_colleague_without_the_seat_cannot_sign_and_reads_whose_it_is(browser: Browser, handled: Case) -> None:
    desk = browser(cast.SECTION)
    page = desk.get(f"/desk/cases/{handled.number}/").text
    assert 'class="opinion"' not in page
    assert "不在您的岗位上" in page
    assert desk.post(signing(handled, cast.HANDLER), said(Stance.APPROVE)).status_code == 403
    assert Case.objects.get(pk=handled.pk).step == "handle"


def test_an_officer_of_another_county_finds_no_seat(browser: Browser, handled: Case) -> None:
    assert browser(cast.HANDLER_ELSEWHERE).post(signing(handled, cast.HANDLER), said(Stance.APPROVE)).status_code == 404


def test_an_applicant_signs_nothing(browser: Browser, handled: Case) -> None:
    assert browser(cast.AGENT).post(signing(handled, cast.HANDLER), said(Stance.APPROVE)).status_code == 403


def test_the_seat_of_another_case_cannot_be_signed_from_this_one(browser: Browser, clock_at: Clock) -> None:
    clock_at(moment("2026-04-08 10:00"))
    mine, other = case_submitted(1), case_submitted(2)
    where = f"/desk/cases/{mine.number}/opinion/{waiting_seat(other).pk}/"
    assert browser(cast.INTAKE).post(where, said(Stance.APPROVE)).status_code == 404
    assert Case.objects.get(pk=other.pk).state == "submitted"


def test_the_handler_and_two_departments_answer_each_from_a_seat_of_its_own(browser: Browser, clock_at: Clock) -> None:
    clock_at(moment("2026-04-08 10:00"))
    case = case_at("handle", case_submitted())
    for username in (cast.RURAL_CHECK, cast.HANDLER, cast.LICENCE_CHECK):
        assert case.number in browser(username).get("/desk/").text
        assert browser(username).post(signing(case, username), said(Stance.APPROVE, "未见异常。")).status_code == 302
        assert case.number not in browser(username).get("/desk/").text
    assert Case.objects.get(pk=case.pk).step == "section"
    assert case.number in browser(cast.RURAL_CHECK).get("/desk/done/").text
