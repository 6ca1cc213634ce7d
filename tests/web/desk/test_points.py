"""Settling what keeps a signature back: ruling, striking off; looking on the spot; reading a whole number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import SIGNED, case_at, case_submitted, class_in_force, own_claim, waiting_seat
from tests.web.conftest import Browser, token
from workflow_app.commands.settle_point import strike_off
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Case, Reveal, Ruling, SiteCheck

Clock = Callable[[datetime], None]
UNCHECKED = "class_was_checked"


@pytest.fixture
def unchecked(clock_at: Clock, city: None) -> Case:
    """Under first review, and nobody looked at the class."""
    clock_at(moment("2026-04-08 10:00"))
    return case_at("handle", case_submitted(checked=False))


@pytest.fixture
def in_force(clock_at: Clock, city: None) -> Case:
    """A recorded class that nobody looked at yet, on the day after the look."""
    clock_at(moment("2026-03-17 10:00"))
    return class_in_force(checked=False)


def ruling(**more: str) -> dict[str, str]:
    return {"form_token": token(), "line": "0", "condition": UNCHECKED, "met": "yes", "words": "已回访学员。"} | more


def look(**more: str) -> dict[str, str]:
    other = str(who(cast.SECTION).pk)
    body = {"kind": "class_check", "on": "2026-03-16", "other": other, "present": "10", "words": "到课与名单一致。"}
    return {"form_token": token()} | body | more


def test_an_open_point_keeps_the_approval_back_until_it_is_ruled_on(browser: Browser, unchecked: Case) -> None:
    desk, where = browser(cast.HANDLER), f"/desk/cases/{unchecked.number}/"
    assert "还有1处审查结论待处理" in desk.get(where).text
    answer = desk.post(where + "rule/", ruling())
    assert answer["Location"] == where + "#decide"
    assert "待处理，请先逐项认定或核减" not in desk.get(where).text
    assert (Ruling.objects.get().by, Ruling.objects.get().words) == (who(cast.HANDLER), "已回访学员。")


def test_a_double_click_rules_once(browser: Browser, unchecked: Case) -> None:
    desk, body = browser(cast.HANDLER), ruling()
    assert [desk.post(f"/desk/cases/{unchecked.number}/rule/", body).status_code for _ in range(2)] == [302, 302]
    assert Ruling.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"met": ""}, "请选择认定为符合还是不符合", id="neither met nor not"),
        pytest.param({"words": " "}, "", id="no words"),
        pytest.param({"line": "x"}, "没有读到是哪一行", id="no line"),
    ],
)
def test_a_ruling_that_says_too_little_is_asked_again(
    browser: Browser, unchecked: Case, wrong: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.HANDLER).post(f"/desk/cases/{unchecked.number}/rule/", ruling(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Ruling.objects.exists()


def test_a_line_is_struck_off_once_with_its_reason(browser: Browser, unchecked: Case) -> None:
    desk, where = browser(cast.HANDLER), f"/desk/cases/{unchecked.number}/"
    body = {"form_token": token(), "line": "3", "words": "出勤不足。"}
    assert [desk.post(where + "strike-off/", body).status_code for _ in range(2)] == [302, 302]
    assert Case.objects.get(pk=unchecked.pk).amount == 9_000
    text = desk.get(where).text
    assert "已核减 1 行" in text
    assert "9,000.00" in text


def test_a_stale_strike_off_is_told_what_the_line_is_now(browser: Browser, unchecked: Case) -> None:
    strike_off(unchecked.pk, 3, "出勤不足。", by=who(cast.HANDLER), at=SIGNED)
    body = {"form_token": token(), "line": "3", "words": "重复。"}
    answer = browser(cast.HANDLER).post(f"/desk/cases/{unchecked.number}/strike-off/", body)
    assert answer.status_code == 409
    assert "现在是“核减”" in answer.text


@pytest.mark.parametrize("act", ["rule", "strike-off"])
def test_only_whose_turn_it_is_settles_points(browser: Browser, unchecked: Case, act: str) -> None:
    where = f"/desk/cases/{unchecked.number}/{act}/"
    body = ruling() | ({"line": "3"} if act == "strike-off" else {})
    assert browser(cast.SECTION).post(where, body).status_code == 403
    assert browser(cast.HANDLER_ELSEWHERE).post(where, body).status_code == 404
    assert browser(cast.AGENT).post(where, body).status_code == 403
    assert browser(cast.HANDLER).get(where).status_code == 405


def test_a_look_on_the_spot_is_registered_once_by_two_officers(browser: Browser, in_force: Case) -> None:
    desk, where, body = browser(cast.HANDLER), f"/desk/cases/{in_force.number}/site-check/", look()
    assert [desk.post(where, body).status_code for _ in range(2)] == [302, 302]
    row = SiteCheck.objects.get()
    assert (row.present, str(row.on)) == (10, "2026-03-16")
    assert "1次" in desk.get("/desk/records/").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"other": ""}, "应有2名以上工作人员", id="alone"),
        pytest.param({"other": "0"}, "不在本单位岗位上", id="a stranger beside"),
        pytest.param({"on": "2026-02-30"}, "检查日期读不懂", id="a day that does not exist"),
        pytest.param({"on": "2026-03-18"}, "", id="a day to come"),
        pytest.param({"present": "十"}, "到课人数应是数字", id="no number"),
        pytest.param({"kind": "roof"}, "请选择检查种类", id="no kind of check"),
        pytest.param({"words": ""}, "请写明检查情况", id="nothing said"),
    ],
)
def test_a_look_that_says_too_little_keeps_what_was_typed(
    browser: Browser, in_force: Case, wrong: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.HANDLER).post(f"/desk/cases/{in_force.number}/site-check/", look(**wrong))
    assert answer.status_code in (409, 422)
    assert sentence in answer.text
    if "words" not in wrong:
        assert "到课与名单一致。</textarea>" in answer.text
    assert not SiteCheck.objects.exists()


def test_a_whole_number_is_shown_after_its_reason_was_recorded(browser: Browser, unchecked: Case) -> None:
    desk, where = browser(cast.HANDLER), f"/desk/cases/{unchecked.number}/reveal/3/"
    number = unchecked.claims.get(ordinal=3).beneficiary["number"]
    assert number not in desk.get(where).text
    answer = desk.post(where, {"form_token": token(), "reason": "与证书原件核对"})
    assert number in answer.text
    assert "no-store" in answer["Cache-Control"]
    act = record.last(f"case:{unchecked.number}")
    assert (act.verb, act.by, act.body) == ("reveal", who(cast.HANDLER), {"line": 3})
    assert Reveal.objects.get().reason == "与证书原件核对"
    assert number not in desk.get(where).text


def test_without_a_reason_no_number_and_no_record(browser: Browser, unchecked: Case) -> None:
    answer = browser(cast.HANDLER).post(
        f"/desk/cases/{unchecked.number}/reveal/0/", {"form_token": token(), "reason": "看看"}
    )
    assert answer.status_code == 422
    assert unchecked.applicant.number not in answer.text
    assert record.last(f"case:{unchecked.number}").verb != "reveal"


def test_a_double_click_records_one_look_at_the_number(browser: Browser, unchecked: Case) -> None:
    body = {"form_token": token(), "reason": "与证书原件核对"}
    for _ in range(2):
        browser(cast.HANDLER).post(f"/desk/cases/{unchecked.number}/reveal/3/", body)
    assert record.verbs(f"case:{unchecked.number}").count("reveal") == 1


@pytest.fixture
def behind(clock_at: Clock, city: None) -> tuple[Case, Case]:
    """A person's claim, and the same claim filed again: the later one has an open point."""
    clock_at(SIGNED + timedelta(hours=1))
    return own_claim(), case_at("handle", own_claim(903))


def test_the_officer_asks_the_rules_again(browser: Browser, behind: tuple[Case, Case]) -> None:
    first, second = behind
    desk, where = browser(cast.HANDLER), f"/desk/cases/{second.number}/"
    withdraw(first.pk, by=who(cast.TRAINEE), at=SIGNED)
    assert "还有1处审查结论待处理" in desk.get(where).text
    answer = desk.post(where + "reassess/", {"form_token": token()})
    assert answer["Location"] == where + "#findings"
    assert "还有1处审查结论待处理" not in desk.get(where).text


def test_a_signer_overtaken_by_another_case_sees_todays_findings(browser: Browser, behind: tuple[Case, Case]) -> None:
    """The page was open while the other claim came in: the signature is refused, and the page says why now."""
    second = behind[1]
    Case.objects.filter(pk=second.pk).update(open_points=0, circumstances="")
    seat = waiting_seat(second, cast.HANDLER)
    body = {"form_token": token(), "stance": "approve", "words": "同意，材料齐全。"}
    answer = browser(cast.HANDLER).post(f"/desk/cases/{second.number}/opinion/{seat.pk}/", body)
    assert answer.status_code == 409
    assert all(words in answer.text for words in ("刚有变化", "同意，材料齐全。", "还有1处审查结论待处理，请先"))
    assert Case.objects.get(pk=second.pk).open_points == 1


def test_another_departments_check_is_offered_neither(browser: Browser, unchecked: Case) -> None:
    page = browser(cast.RURAL_CHECK).get(f"/desk/cases/{unchecked.number}/").text
    assert "重新核对" not in page
    assert "/rule/" not in page
