"""After a returned transfer: the account is corrected by whoever may, once, and by no agent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import moment
from tests.web.conftest import Browser, token
from workflow_app.jobs.runner import work
from workflow_app.management import acting, acts
from workflow_app.models import Case

BODY = {"payee_account": "99990000000000777", "payee_bank": "示例银行营业部"}


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
    assert "经办人不能更正收款账户" in agent.get(f"/cases/{returned.number}").text
    answer = agent.post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    assert answer.status_code == 403
    assert returned.payee_accounts.count() == 1


def test_the_account_is_corrected_once(browser: Browser, returned: Case) -> None:
    head, body = browser("yuehe.head"), BODY | {"form_token": token()}
    answers = [head.post(f"/cases/{returned.number}/account", body) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/cases/{returned.number}"] * 2
    assert returned.payee_accounts.count() == 2
    text = head.get(f"/cases/{returned.number}").text
    assert "账户已更正，等财政部门重新拨付" in text
    assert "需要更正收款账户" not in text
    for username in ("yuehe.head", "yuehe.agent"):
        home = browser(username).get("/").text
        assert "等您办理" not in home
        assert "账户已更正，等财政重新拨付" in home


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"payee_account": "12"}, "账号", id="too short"),
        pytest.param({"payee_bank": ""}, "请填写开户银行", id="no bank"),
    ],
)
def test_what_is_wrong_is_told_beside_the_question(
    browser: Browser, returned: Case, changed: dict[str, str], words: str
) -> None:
    answer = browser("yuehe.head").post(f"/cases/{returned.number}/account", BODY | changed | {"form_token": token()})
    assert answer.status_code == 422
    assert words in answer.text
    assert (BODY | changed)["payee_account"] in answer.text
    assert returned.payee_accounts.count() == 1


def test_a_stranger_finds_no_case(browser: Browser, returned: Case) -> None:
    answer = browser("stranger").post(f"/cases/{returned.number}/account", BODY | {"form_token": token()})
    assert answer.status_code == 404
