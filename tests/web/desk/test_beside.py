"""Acts beside the route at the desk: offered to whom they are for, said in words first, done once, told in the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import SIGNED, case_at, case_determined, own_claim
from tests.web.conftest import Browser, token
from workflow_app.commands.beside_the_route.extend import ask_extension
from workflow_app.commands.beside_the_route.revoke import propose_revocation
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.oversight.urge import urge
from workflow_app.jobs.tasks import expire_deadlines
from workflow_app.models import Case, Extension, Pause, Revocation, Supervision, Urge

NOW = moment("2026-04-09 10:00")


@pytest.fixture(autouse=True)
def a_day(clock_at: Callable[[datetime], None], city: None) -> None:
    """Two days after the claims were accepted."""
    clock_at(NOW)


@pytest.fixture
def case() -> Case:
    return case_at("handle", own_claim(), at=SIGNED)


@pytest.mark.parametrize(
    ("username", "offered"),
    [
        (cast.HANDLER, {"suspend", "ask-extension"}),
        (cast.SECTION, {"ask-extension"}),
        (cast.DEPUTY_HEAD, {"terminate", "supervise"}),
        (cast.BUREAU_HEAD, {"terminate", "supervise"}),
        (cast.RURAL_CHECK, set()),
    ],
)
def test_what_is_offered_to_whom(browser: Browser, case: Case, username: str, offered: set[str]) -> None:
    text = browser(username).get(f"/desk/cases/{case.number}/").text
    found = {part.split("/")[0] for part in text.split(f"/desk/cases/{case.number}/beside/")[1:]}
    assert found == offered


@pytest.mark.parametrize(
    ("username", "act", "said", "sentence"),
    [
        (cast.HANDLER, "suspend", {"reason": "suspension", "words": "等更正"}, "中止办理，停止计算期限"),
        (cast.HANDLER, "suspend", {"reason": "review", "words": "专家评审", "days": "5"}, "预计5个工作日"),
        (cast.HANDLER, "ask-extension", {"days": "5", "words": "人多"}, "申请延期5个工作日"),
        (cast.DEPUTY_HEAD, "terminate", {"ground": "death", "words": "已去世"}, "终止办理：申请人死亡"),
        (cast.BUREAU_HEAD, "supervise", {"words": "请查清", "due_on": "2026-04-14"}, "要求汤阴县人力资源和社会保障局2026年4月14日前答复"),
    ],
)  # fmt: skip
def test_it_is_done_once_and_stands_in_the_history(
    browser: Browser, case: Case, username: str, act: str, said: dict[str, str], sentence: str
) -> None:
    desk, where, form = browser(username), f"/desk/cases/{case.number}/beside/{act}/0/", {"form_token": token()} | said
    assert desk.get(where).status_code == 200
    assert [desk.post(where, form).status_code for _ in range(2)] == [302, 302]
    text = desk.get(f"/desk/cases/{case.number}/").text
    assert text.count(sentence) == 1
    assert said["words"] in text or act == "terminate"


def test_a_refusal_keeps_what_was_typed(browser: Browser, case: Case) -> None:
    where = f"/desk/cases/{case.number}/beside/ask-extension/0/"
    answer = browser(cast.HANDLER).post(where, {"form_token": token(), "days": "99", "words": "学员分散"})
    assert answer.status_code == 422
    assert "1至10天" in answer.text
    assert "学员分散" in answer.text
    assert 'value="99"' in answer.text
    assert not Extension.objects.exists()


def test_an_order_is_listed_until_it_is_answered(browser: Browser, case: Case) -> None:
    row = supervise(case.pk, "请写明办结日期。", date(2026, 4, 14), by=who(cast.BUREAU_HEAD), at=NOW)
    handler = browser(cast.HANDLER)
    assert case.number in handler.get("/desk/supervisions/").text
    page = handler.get(f"/desk/cases/{case.number}/").text
    assert f"{who(cast.BUREAU_HEAD).name} 2026年4月9日" in page
    assert "2026年4月14日前答复" in page
    where = f"/desk/cases/{case.number}/beside/answer/{row.pk}/"
    assert handler.post(where, {"form_token": token(), "words": "今天初审完。"}).status_code == 302
    assert Supervision.objects.get().answer == "今天初审完。"
    assert "今天初审完。" in handler.get(f"/desk/cases/{case.number}/").text
    assert handler.get(where).status_code == 404
    assert browser(cast.HANDLER_ELSEWHERE).get(where).status_code == 404


def test_the_head_decides_on_a_longer_limit(browser: Browser, case: Case) -> None:
    row = ask_extension(case.pk, 5, "学员分散", by=who(cast.HANDLER), at=NOW)
    head, where = browser(cast.BUREAU_HEAD), f"/desk/cases/{case.number}/beside/decide-extension/{row.pk}/"
    assert "学员分散" in head.get(where).text
    assert head.post(where, {"form_token": token(), "words": ""}).status_code == 422
    head.post(where, {"form_token": token(), "granted": "yes", "words": "同意"})
    assert Extension.objects.get().granted
    text = head.get(f"/desk/cases/{case.number}/").text
    assert "批准延期5个工作日：承诺期限由2026年4月28日改为2026年5月8日" in text


def test_what_stands_still_is_resumed_from_its_own_row(browser: Browser, case: Case) -> None:
    row = suspend(case.pk, "assistance", "请公安机关核实", 5, by=who(cast.HANDLER), at=NOW)
    handler, where = browser(cast.HANDLER), f"/desk/cases/{case.number}/beside/resume/{row.pk}/"
    assert "请公安机关核实" in handler.get(f"/desk/cases/{case.number}/").text
    handler.post(where, {"form_token": token(), "words": "已答复"})
    assert Pause.objects.get().until == NOW.date()


def test_a_revocation_from_the_desk_over_the_applicants_page_to_the_decision(
    browser: Browser, clock_at: Callable[[datetime], None]
) -> None:
    case = case_determined(own_claim())
    clock_at(moment("2026-04-22 10:00"))
    where = f"/desk/cases/{case.number}/beside"
    said = {"form_token": token(), "facts": "证书查无", "basis": "示例办法第十条"}
    assert browser(cast.HANDLER).post(f"{where}/propose-revocation/0/", said).status_code == 302
    row = Revocation.objects.get()
    applicant = browser(cast.TRAINEE)
    assert "拟撤销对这件申请的决定" in applicant.get(f"/cases/{case.number}").text
    assert "证书查无" in applicant.get(f"/cases/{case.number}/statement").text
    assert (
        applicant.post(f"/cases/{case.number}/statement", {"form_token": token(), "words": "学校代领。"}).status_code
        == 302
    )
    head = browser(cast.BUREAU_HEAD)
    assert "学校代领。" in head.get(f"/desk/cases/{case.number}/").text
    form = {"form_token": token(), "revoked": "yes", "words": "不予采纳"}
    assert head.post(f"{where}/decide-revocation/{row.pk}/", form).status_code == 302
    assert Case.objects.get(pk=case.pk).state == "revoked"
    assert "原决定已经撤销" in applicant.get(f"/cases/{case.number}").text


def test_the_applicant_urges_from_their_page_and_sees_when_again(browser: Browser, case: Case) -> None:
    applicant, where = browser(cast.TRAINEE), f"/cases/{case.number}"
    assert "提交催办" in applicant.get(where).text
    form = {"form_token": token(), "words": "等着交学费"}
    assert [applicant.post(f"{where}/urge", form).status_code for _ in range(2)] == [302, 302]
    assert Urge.objects.count() == 1
    assert "2026年4月14日起可以再次催办" in applicant.get(where).text
    assert applicant.post(f"{where}/urge", {"form_token": token()}).status_code == 429
    assert "等着交学费" in browser(cast.HANDLER).get(f"/desk/cases/{case.number}/").text
    assert browser(cast.OTHER_TRAINEE).post(f"{where}/urge", {"form_token": token()}).status_code == 404


def test_the_applicant_sees_both_limits_and_why_it_stands_still(browser: Browser, case: Case) -> None:
    page = browser(cast.TRAINEE).get(f"/cases/{case.number}").text
    assert "承诺这一天前办完：2026年4月28日" in page
    assert "法定最晚这一天办完：2026年5月8日" in page
    suspend(case.pk, "suspension", "身份信息正在更正", by=who(cast.HANDLER), at=NOW)
    page = browser(cast.TRAINEE).get(f"/cases/{case.number}").text
    assert "已中止办理" in page
    assert "身份信息正在更正" in page
    assert "现在停止计算期限" in page


def test_a_case_with_everything_beside_its_route_asks_four_more(
    browser: Browser, case: Case, django_assert_max_num_queries: Any
) -> None:
    supervise(case.pk, "请写明办结日期。", date(2026, 4, 14), by=who(cast.BUREAU_HEAD), at=NOW)
    urge(case.pk, by=who(cast.TRAINEE), at=NOW)
    ask_extension(case.pk, 5, "学员分散", by=who(cast.HANDLER), at=NOW)
    suspend(case.pk, "review", "评审", 5, by=who(cast.HANDLER), at=NOW)
    desk = browser(cast.SECTION)
    with django_assert_max_num_queries(24):
        assert desk.get(f"/desk/cases/{case.number}/").status_code == 200


def test_a_revocation_that_is_proposed_is_open_to_whoever_decides(
    browser: Browser, clock_at: Callable[[datetime], None]
) -> None:
    case = case_determined(own_claim())
    clock_at(moment("2026-04-22 10:00"))
    propose_revocation(case.pk, "事实", "依据", by=who(cast.DEPUTY_HEAD), at=moment("2026-04-22 10:00"))
    own = browser(cast.DEPUTY_HEAD).get(f"/desk/cases/{case.number}/").text
    assert "record-statement" not in own
    assert "record-statement" in browser(cast.INTAKE).get(f"/desk/cases/{case.number}/").text
    assert "decide-revocation" not in own, "who proposed it is not offered what they may not do"
    assert "decide-revocation" in browser(cast.BUREAU_HEAD).get(f"/desk/cases/{case.number}/").text


def test_a_limit_that_was_not_kept_is_not_hidden_from_the_applicant(
    browser: Browser, case: Case, clock_at: Callable[[datetime], None]
) -> None:
    clock_at(moment("2026-04-30 09:00"))
    expire_deadlines()
    page = browser(cast.TRAINEE).get(f"/cases/{case.number}").text
    assert "已超过期限（2026年4月28日）" in page
    assert "法定最晚这一天办完：2026年5月8日" in page
