"""Another account after a returned transfer: asked for by whoever may, once, and by no agent; seen, taken back, refused."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests import cast
from tests.conftest import moment
from tests.markup import faults
from tests.web.conftest import Browser, token
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.jobs.runner import work
from workflow_app.jobs.tasks import expire_deadlines
from workflow_app.management import acting, acts
from workflow_app.models import Case
from workflow_app.models.calendar_in_force import keep

SCHOOL = "汤阴县岳河职业培训学校"
COOLED = re.compile("2026年4月29日<[^>]*>推算")
BODY = {"payee_name": SCHOOL, "payee_account": "99990000000000777", "payee_bank": "示例银行营业部"}


@pytest.fixture
def returned(claim: Case, clock_at: Any) -> Case:
    """The claim paid, but for its second line, which the bank sent back; it is the day after."""
    acting.sign_until(claim, "notice", at=moment("2026-04-07 15:00"))
    notice = acts.notice_over([claim], moment("2026-04-08 09:00"), moment("2026-04-20 01:00"))
    acts.endow(claim.unit, claim.item, 2026, Decimal(100_000), moment("2026-04-20 09:00"))
    acting.sign_until(claim, "request_funds", at=moment("2026-04-20 10:00"))
    batch = acts.release(acts.ask_finance(notice, moment("2026-04-21 10:00")), moment("2026-04-23 10:00"))
    work(lambda: moment("2026-04-23 13:00"))
    acts.bank_answers(batch, moment("2026-04-24 09:00"), refused=lambda ordinal: ordinal == 2)
    clock_at(moment("2026-04-25 09:00"))
    return Case.objects.get(pk=claim.pk)


def test_the_applicant_is_told_what_came_back(browser: Browser, returned: Case) -> None:
    head = browser("yuehe.head")
    assert "更正收款账户" in head.get("/").text
    text = head.get(f"/cases/{returned.number}").text
    assert "1,000.00 元" in text
    assert "，账号户名不符" in text
    assert f"/cases/{returned.number}/account" in text
    assert "9 笔" in text


def test_the_agent_is_told_why_not(browser: Browser, returned: Case) -> None:
    agent = browser("yuehe.agent")
    assert "需要法定代表人更正收款账户" in agent.get("/").text
    assert "经办人不能更换收款账户" in agent.get(f"/cases/{returned.number}").text
    answer = agent.post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    assert answer.status_code == 403
    assert returned.payee_accounts.count() == 1


def test_another_account_is_asked_for_once_and_everybody_of_the_applicant_is_told(
    browser: Browser, returned: Case
) -> None:
    head, body = browser("yuehe.head"), BODY | {"form_token": token()}
    answers = [head.post(f"/cases/{returned.number}/account", body) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/cases/{returned.number}"] * 2
    assert (returned.account_changes.count(), returned.payee_accounts.count()) == (1, 1)
    text = head.get(f"/cases/{returned.number}").text
    assert "等财政部门核实确认" in text
    assert "2026年4月29日" in text
    assert faults(text) == []
    assert BODY["payee_account"] not in text
    for username in ("yuehe.head", "yuehe.agent"):
        home = browser(username).get("/").text
        assert "正在更换收款账户，不是您方申请的请撤回" in home
        page = browser(username).get(f"/cases/{returned.number}/account").text
        assert "撤回，账户不变" in page
        assert "示例" in page
        assert faults(page) == []


@pytest.mark.parametrize("published", [True, False])
def test_the_last_day_of_cooling_says_whether_a_holiday_notice_may_move_it(
    browser: Browser, returned: Case, published: bool
) -> None:
    browser("yuehe.head").post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    keep(PUBLISHED if published else replace(PUBLISHED, published_years=frozenset()))
    pages = [browser("yuehe.head").get(f"/cases/{returned.number}{page}").text for page in ("", "/account")]
    pages.append(browser(cast.FUNDS_CHECK).get("/finance/accounts/").text)
    assert [bool(COOLED.search(page)) for page in pages] == [not published] * 3
    assert all(faults(page) == [] for page in pages)


def test_an_agent_stops_what_nobody_of_them_asked_for(browser: Browser, returned: Case) -> None:
    browser("yuehe.head").post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    answer = browser("yuehe.agent").post(f"/cases/{returned.number}/account/withdraw", {"form_token": token()})
    assert answer["Location"] == f"/cases/{returned.number}"
    assert returned.account_changes.get().state == "withdrawn"
    again = browser("yuehe.agent").post(f"/cases/{returned.number}/account/withdraw", {"form_token": token()})
    assert again.status_code == 409
    assert browser("stranger").post(f"/cases/{returned.number}/account/withdraw").status_code == 404


def test_finance_confirms_and_the_new_account_counts_after_its_days(
    browser: Browser, returned: Case, clock_at: Any
) -> None:
    head = browser("yuehe.head")
    head.post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    change, desk = returned.account_changes.get(), browser(cast.FUNDS_CHECK)
    text = desk.get("/finance/accounts/").text
    assert faults(text) == []
    assert f"/finance/accounts/{change.pk}/confirm/" in text
    assert BODY["payee_account"] not in text
    assert "新账户等第二人确认" in desk.get("/finance/returned/").text
    assert desk.post(f"/finance/accounts/{change.pk}/confirm/", {"form_token": token()}).status_code == 422
    body = {"form_token": token(), "asked_back": "1"}
    assert desk.post(f"/finance/accounts/{change.pk}/confirm/", body)["Location"] == "/finance/accounts/"
    clock_at(moment("2026-04-30 00:30"))
    expire_deadlines()
    assert returned.payee_accounts.count() == 2
    head, desk = browser("yuehe.head"), browser(cast.FUNDS_CHECK)  # five days later both sign in anew
    text = head.get(f"/cases/{returned.number}").text
    assert "账户已更正，等财政部门重新拨付" in text
    assert "需要更正收款账户" not in text
    assert "账户已更正，等财政重新拨付" in head.get("/").text
    assert "已生效" in desk.get("/finance/accounts/").text


def test_finance_refuses_with_a_reason_the_applicant_reads(browser: Browser, returned: Case) -> None:
    browser("yuehe.head").post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    change, desk = returned.account_changes.get(), browser(cast.FUNDS_CHECK)
    where = f"/finance/accounts/{change.pk}/refuse/"
    assert desk.post(where, {"form_token": token(), "words": ""}).status_code == 422
    assert desk.post(where, {"form_token": token(), "words": "电话核实，本人没有申请。"}).status_code == 302
    assert "电话核实，本人没有申请。" in browser("yuehe.head").get(f"/cases/{returned.number}").text


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BATCH_RELEASE, cast.RELEASE_ELSEWHERE, "yuehe.agent"])
def test_nobody_else_is_offered_or_given_the_second_word(browser: Browser, returned: Case, username: str) -> None:
    browser("yuehe.head").post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    change, desk = returned.account_changes.get(), browser(username)
    where = f"/finance/accounts/{change.pk}/confirm/"
    assert where not in desk.get("/finance/accounts/").text
    assert desk.post(where, {"form_token": token(), "asked_back": "1"}).status_code in (403, 404)
    assert returned.account_changes.get().state == "asked"


def test_the_list_of_changes_asks_as_many_statements_however_many(
    browser: Browser, returned: Case, django_assert_max_num_queries: Any
) -> None:
    browser("yuehe.head").post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    desk = browser(cast.FUNDS_CHECK)
    with django_assert_max_num_queries(6):
        assert desk.get("/finance/accounts/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"payee_account": "12"}, "账号", id="too short"),
        pytest.param({"payee_bank": ""}, "请填写开户银行", id="no bank"),
        pytest.param({"payee_name": "王五"}, "新账户的户名必须是", id="another holder"),
    ],
)
def test_what_is_wrong_is_told_beside_the_question(
    browser: Browser, returned: Case, changed: dict[str, str], words: str
) -> None:
    answer = browser("yuehe.head").post(f"/cases/{returned.number}/account", BODY | changed | {"form_token": token()})
    assert answer.status_code == 422
    assert words in answer.text
    assert (BODY | changed)["payee_account"] in answer.text
    assert not returned.account_changes.exists()


def test_a_stranger_finds_no_case(browser: Browser, returned: Case) -> None:
    answer = browser("stranger").post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    assert answer.status_code == 404
