"""办理动作 through the pages: each form does its act, refusals keep the words, strangers find nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.seats.asking import colleague
from tests.situations import case_at, own_claim, waiting_seat
from tests.web.conftest import Browser, token
from workflow_app.commands.seat.delegate import delegate
from workflow_app.models import BulkSigning, CarbonCopy, Case, Delegation, Desk, Recusal, Seat

Clock = Callable[[datetime], None]
NOW = moment("2026-04-08 10:00")


@pytest.fixture(autouse=True)
def a_day(clock_at: Clock, city: None) -> None:
    clock_at(NOW)


@pytest.fixture
def case() -> Case:
    return case_at("section")


def post(browser: Browser, username: str, case: Case, verb: str, **said: object) -> object:
    body = {"form_token": token(), **said}
    return browser(username).post(f"/desk/cases/{case.number}/acts/{verb}/", body, follow=True)


def test_the_page_offers_what_can_be_done_and_says_why_not(browser: Browser, case: Case) -> None:
    colleague(case, "section")
    mine = browser(cast.SECTION).get(f"/desk/cases/{case.number}/acts/").text
    for words in ("签收", "转办", "委派", "加签", "退回前面的环节", "收回我的意见", "抄送", "回避", "邻座section"):
        assert words in mine
    others = browser(cast.HANDLER).get(f"/desk/cases/{case.number}/acts/").text
    assert "不在您的岗位上" in others
    assert 'id="transfer"' not in others


def test_claiming_and_passing_on(browser: Browser, case: Case) -> None:
    second, seat = colleague(case, "section"), waiting_seat(case)
    assert "已签收到您名下" in post(browser, cast.SECTION, case, "claim").text
    assert Seat.objects.get(pk=seat.pk).holder == who(cast.SECTION)
    assert "已转办" in post(browser, cast.SECTION, case, "transfer", to=second.pk, words="外出。").text
    assert Seat.objects.get(pk=seat.pk).holder == second
    page = browser(cast.SECTION).get(f"/desk/cases/{case.number}/").text
    assert f"已由{second.name}签收" in page
    assert f"转办给{second.name}" in page
    assert "外出。" in page


def test_delegating_and_giving_back(browser: Browser, case: Case) -> None:
    helper = who(cast.INTAKE)
    post(browser, cast.SECTION, case, "delegate", to=helper.pk, words="请核对签到表。")
    assert "委派给我的" in browser(cast.INTAKE).get("/desk/").text
    assert "请核对签到表。" in browser(cast.INTAKE).get(f"/desk/cases/{case.number}/acts/").text
    assert "已交回委派人" in post(browser, cast.INTAKE, case, "answer", words="一致。").text
    assert Delegation.objects.get().answer == "一致。"
    assert "委派给我的" not in browser(cast.INTAKE).get("/desk/").text


def test_adding_and_taking_out(browser: Browser, case: Case) -> None:
    desk = Desk.objects.get(unit=case.unit, role="employment")
    post(browser, cast.SECTION, case, "add", desk=desk.pk, how="after", words="请把关。")
    seat = Seat.objects.get(added_by=who(cast.SECTION))
    assert "在后加签“" in browser(cast.SECTION).get(f"/desk/cases/{case.number}/").text
    post(browser, cast.SECTION, case, "remove", seat=seat.pk)
    assert Seat.objects.get(pk=seat.pk).removed_at == NOW


def test_who_asked_the_applicant_can_do_without_on_the_page(browser: Browser, case: Case) -> None:
    post(browser, cast.SECTION, case, "ask", section="person", point="电话打不通，请更正。")
    seat = Seat.objects.get(added_by=who(cast.SECTION))
    page = browser(cast.SECTION).get(f"/desk/cases/{case.number}/acts/").text
    assert f'name="seat" value="{seat.pk}"' in page
    post(browser, cast.SECTION, case, "remove", seat=seat.pk)
    assert waiting_seat(case).desk.role == "section"


def test_sending_back_and_taking_that_back(browser: Browser, case: Case) -> None:
    assert "退回“经办初审”" in post(browser, cast.SECTION, case, "back", step="handle", words="再核一遍。").text
    assert Case.objects.get(pk=case.pk).step == "handle"
    assert "已收回您的意见" in post(browser, cast.SECTION, case, "take_back").text
    assert Case.objects.get(pk=case.pk).step == "section"


def test_copies_are_listed_and_read(browser: Browser, case: Case) -> None:
    head = who(cast.BUREAU_HEAD)
    post(browser, cast.SECTION, case, "copy", to=[head.pk], words="请知悉。")
    assert "有 1 件抄送还没有看" in browser(cast.BUREAU_HEAD).get("/desk/").text
    assert "请知悉。" in browser(cast.BUREAU_HEAD).get("/desk/copies/").text
    browser(cast.BUREAU_HEAD).get(f"/desk/cases/{case.number}/")
    assert CarbonCopy.objects.get().read_at == NOW
    assert "已阅" in browser(cast.SECTION).get(f"/desk/cases/{case.number}/acts/").text


def test_stepping_aside(browser: Browser, case: Case) -> None:
    post(browser, cast.SECTION, case, "recuse", to=who(cast.SECTION).pk, words="亲属。")
    assert Recusal.objects.get().account == who(cast.SECTION)
    assert "已经回避" in browser(cast.SECTION).get(f"/desk/cases/{case.number}/").text


REFUSED = [
    pytest.param("transfer", {"to": "", "words": "外出。"}, "请选择转给谁", id="nobody"),
    pytest.param("transfer", {"to": "999999", "words": "外出。"}, "没有找到所选的人", id="a stranger"),
    pytest.param("delegate", {"to": "x", "words": "看。"}, "请选择委派谁", id="no number"),
    pytest.param("add", {"desk": "1", "how": "above", "words": "看。"}, "之前、之后还是一并", id="no way"),
    pytest.param("back", {"step": "confirm", "words": "再核。"}, "不能退回到这个环节", id="a step ahead"),
    pytest.param("answer", {"words": "一致。"}, "没有找到这件委派", id="not asked"),
    pytest.param("recall", {}, "没有找到这件委派", id="nothing lent"),
    pytest.param("take_back", {}, "还没有签署过意见", id="no word"),
    pytest.param("copy", {"to": []}, "请选择抄送的人", id="nobody to tell"),
    pytest.param("nonsense", {}, "没有这个办理动作", id="no such act"),
]


@pytest.mark.parametrize(("verb", "said", "refusal"), REFUSED)
def test_a_refusal_is_a_sentence_on_the_page(
    browser: Browser, case: Case, verb: str, said: dict[str, object], refusal: str
) -> None:
    answer = post(browser, cast.SECTION, case, verb, **said)
    assert refusal in answer.text
    assert answer.status_code in (403, 404, 409, 422)


@pytest.mark.parametrize("username", [cast.HANDLER_ELSEWHERE, cast.BATCH_RELEASE])
def test_a_stranger_learns_not_even_that_the_case_exists(browser: Browser, case: Case, username: str) -> None:
    assert browser(username).get(f"/desk/cases/{case.number}/acts/").status_code == 404
    assert post(browser, username, case, "claim").status_code == 404


def test_a_double_click_is_one_act(browser: Browser, case: Case) -> None:
    body = {"form_token": token(), "to": who(cast.INTAKE).pk, "words": "看。"}
    for _ in range(2):
        browser(cast.SECTION).post(f"/desk/cases/{case.number}/acts/delegate/", body)
    assert Delegation.objects.count() == 1


def test_the_page_of_acts_asks_a_number_of_statements_of_its_own(
    browser: Browser, case: Case, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        colleague(case, "section")
    delegate(waiting_seat(case).pk, who(cast.INTAKE), "看。", by=who(cast.SECTION), at=NOW)
    desk = browser(cast.SECTION)
    with django_assert_max_num_queries(24):
        desk.get(f"/desk/cases/{case.number}/acts/")


def test_many_are_agreed_to_after_a_look_at_each(browser: Browser, case: Case) -> None:
    other = case_at("section", own_claim(902, cast.OTHER_TRAINEE))
    desk, chosen = browser(cast.SECTION), [waiting_seat(case).pk, waiting_seat(other).pk]
    page = desk.post("/desk/bulk/", {"seat": chosen}).text
    assert "可以一并同意 2 件" in page
    assert not BulkSigning.objects.exists()
    shown = desk.post("/desk/bulk/start/", {"form_token": token(), "seat": chosen, "words": "同意。"}, follow=True).text
    assert "已签 0 / 2 件" in shown
    assert 'http-equiv="refresh"' in shown
    assert "可以一并同意 2 件" in desk.post("/desk/bulk/", {"all": "1"}).text


def test_everything_a_filter_finds_is_shown_page_by_page_and_signed_as_shown(
    browser: Browser, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three where two may be ticked; what came in after the look is not among them."""
    monkeypatch.setattr("workflow_app.commands.bulk_sign.MOST_CHOSEN", 2)
    monkeypatch.setattr("workflow_app.web.desk.bulk.PAGE", 2)
    others = [case_at("section", own_claim(serial, name)) for serial, name in ((902, "li"), (904, "zhang"))]
    desk, asked = browser(cast.SECTION), {"all": "1", "item": "", "step": "section"}
    first = desk.post("/desk/bulk/", asked).text
    shown = {name: re.findall(rf'name="{name}" value="([\d,]+)"', first)[0] for name in ("seats", "ready")}
    assert "可以一并同意 3 件" in first
    assert "第 1 页，共 2 页" in first
    assert others[1].number not in first
    second = desk.post("/desk/bulk/", asked | shown | {"page": "2", "words": "同意。"}).text
    assert others[1].number in second
    assert 'value="同意。"' in second
    case_at("section", own_claim(905, "chen"))
    done = desk.post("/desk/bulk/start/", asked | shown | {"form_token": token(), "words": "同意。"}, follow=True).text
    assert "已签 0 / 3 件" in done


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"seat": []}, "请先在待办里勾选"),
        ({"seat": ["x"]}, "请先在待办里勾选"),
        ({"seat": list(range(501))}, "最多勾选500件"),
    ],
)
def test_a_strange_choice_is_told(browser: Browser, said: dict[str, object], refusal: str) -> None:
    answer = browser(cast.SECTION).post("/desk/bulk/", said)
    assert refusal in answer.text
    assert answer.status_code == 422
