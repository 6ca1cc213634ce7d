"""My case: where it is, its papers, taking it back, correcting an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import moment
from tests.web.conftest import Browser, token
from workflow_app.jobs.runner import work
from workflow_app.management import acting
from workflow_app.models import Case, CaseState, IssuedDocument


@pytest.mark.parametrize("page", ["", "/receipt", "/withdraw", "/account"])
def test_a_case_is_seen_by_its_own_people_alone(browser: Browser, record: Case, page: str) -> None:
    where = f"/cases/{record.number}{page}"
    assert browser("yuehe.agent").get(where).status_code == 200
    assert browser("yuehe.head").get(where).status_code == 200
    assert browser("stranger").get(where).status_code == 404
    assert browser("tangyin.handler").get(where).status_code == 403
    assert Client().get(where)["Location"].startswith("/sign-in?next=")


def test_who_has_it_and_until_when(browser: Browser, record: Case, django_assert_max_num_queries: Any) -> None:
    agent = browser("yuehe.agent")
    with django_assert_max_num_queries(14):
        text = agent.get(f"/cases/{record.number}").text
    assert "现在由汤阴县人力资源和社会保障局综合窗口办理。" in text
    assert "还有 1 个工作日" in text
    assert "2026年3月3日" in text


def test_a_claim_shows_its_sum_with_the_mark_of_a_sample(browser: Browser, claim: Case) -> None:
    text = browser("yuehe.agent").get(f"/cases/{claim.number}").text
    assert "10,000.00" in text
    assert "1000.00 × 1 × 10" in text
    assert "没有机关颁布，不能作为实际发放的依据" in text


def test_personal_numbers_are_masked(browser: Browser, claim: Case) -> None:
    filing = claim.filings.get()
    text = browser("yuehe.agent").get(f"/cases/{claim.number}").text
    assert filing.answers["payee_account"] not in text
    assert filing.answers["agent_id"] not in text
    assert all(row["id_number"] not in text for row in filing.answers["roster"])


def test_taking_back_says_first_what_it_means_and_happens_once(browser: Browser, claim: Case) -> None:
    agent, where = browser("yuehe.agent"), f"/cases/{claim.number}/withdraw"
    assert "所申请的 10,000.00 元不会拨付" in agent.get(where).text
    body = {"form_token": token(), "words": "填错了"}
    assert [agent.post(where, body)["Location"] for _ in range(2)] == [f"/cases/{claim.number}"] * 2
    assert Case.objects.get(pk=claim.pk).state == CaseState.WITHDRAWN
    assert "已撤回" in agent.get(f"/cases/{claim.number}").text
    refused = agent.post(where, {"form_token": token()})
    assert refused.status_code == 409
    assert "不能再撤回" in refused.text


def test_another_body_under_a_used_token_is_refused(browser: Browser, claim: Case) -> None:
    agent, where, used = browser("yuehe.agent"), f"/cases/{claim.number}/withdraw", token()
    agent.post(where, {"form_token": used, "words": "填错了"})
    answer = agent.post(where, {"form_token": used, "words": "别的原因"})
    assert answer.status_code == 409
    assert "内容与上次不同" in answer.text


def test_a_refusal_over_htmx_is_a_part_aimed_at_its_place(browser: Browser, record: Case) -> None:
    where = f"/cases/{record.number}/withdraw"
    answer = browser("yuehe.agent").post(where, {}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#refusal"
    assert "<html" not in answer.text


def test_a_paper_is_opened_by_whoever_may_see_its_case(browser: Browser, record: Case) -> None:
    paper = IssuedDocument.objects.get(case=record, kind="receipt")
    where = f"/papers/{paper.pk}.pdf"
    waiting = browser("yuehe.agent").get(where)
    assert waiting.status_code == 409
    assert "正在制作" in waiting.text
    work(lambda: moment("2026-03-02 09:31"))
    answer = browser("yuehe.agent").get(where)
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("inline")
    assert browser("tangyin.intake").get(where).status_code == 200
    assert browser("stranger").get(where).status_code == 404
    assert browser("linzhou.handler").get(where).status_code == 404
    assert Client().get(where)["Location"].startswith("/sign-in")


def test_no_other_account_is_asked_for_before_the_determination(browser: Browser, claim: Case) -> None:
    where = f"/cases/{claim.number}/account"
    assert "没有可以更换账户的款项" in browser("yuehe.head").get(where).text
    body = {"form_token": token(), "payee_name": "某校", "payee_account": "9999000000000099"}
    body |= {"payee_bank": "示例银行", "change_reason": "换户。"}
    assert browser("yuehe.head").post(where, body).status_code in (409, 422)
    assert not claim.account_changes.exists()


def test_an_agent_reads_why_they_cannot_change_an_account(browser: Browser, claim: Case) -> None:
    assert "经办人不能更换收款账户" in browser("yuehe.agent").get(f"/cases/{claim.number}/account").text


def test_an_overdue_case_says_so(browser: Browser, record: Case, clock_at: Any) -> None:
    clock_at(moment("2026-03-02 09:30") + timedelta(days=3))
    assert "已超过期限（2026年3月3日）" in browser("yuehe.agent").get(f"/cases/{record.number}").text


@pytest.mark.parametrize("username", ["yuehe.agent", "wang"])
def test_no_page_shows_a_case_by_guessing_its_number(browser: Browser, record: Case, username: str) -> None:
    assert browser(username).get("/cases/410523-2026-999999").status_code == 404


def test_a_case_ended_early_shows_where_it_ended(browser: Browser, record: Case) -> None:
    agent = browser("yuehe.agent")
    agent.post(f"/cases/{record.number}/withdraw", {"form_token": token()})
    text = agent.get(f"/cases/{record.number}").text
    assert '<li class="stopped">' in text
    assert acting.account("yuehe.agent").name in text
