"""Check, declare, submit: once, with what the rules would say, and back to the page when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.conftest import moment
from tests.situations import ITEM
from tests.web.conftest import Browser, token, token_on
from workflow_app.approval.stance import Stance
from workflow_app.commands.draft import put_answer
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.management import acting
from workflow_app.models import Case, CaseState, Draft

pytestmark = pytest.mark.usefixtures("city")
DECLARED = {"declare_truth": "yes", "declare_checks": "yes"}


def change(draft: Draft, section: str, name: str, value: object) -> None:
    put_answer(draft.pk, section, name, value, by=draft.account, at=draft.saved_at)


@pytest.fixture
def second(claim: Case) -> Draft:
    """Another claim for the same class with every answer given."""
    at = moment("2026-04-07 09:40")
    told = acting.casting_of("yuehe.agent", 9, at.date(), size=10, parent_number="410523-2026-000001")
    begun = acting.fill(ITEM, "claim", told, by=acting.account("yuehe.agent"), at=at)
    return Draft.objects.get(pk=begun.pk)


def test_every_answer_is_shown_with_the_account_masked(browser: Browser, second: Draft) -> None:
    number = second.answers["basic_account"]["payee_account"]
    text = browser("yuehe.agent").get(f"/drafts/{second.pk}/check").text
    assert "汤阴县岳河职业培训学校" in text
    assert number not in text
    assert number[-4:] in text
    assert f"/drafts/{second.pk}/trainees/?to_check=1" in text


def test_what_the_rules_would_say_stands_above_the_button(browser: Browser, filled: Draft) -> None:
    change(filled, "training", "starts_on", "2026-02-01")
    text = browser("yuehe.agent").get(f"/drafts/{filled.pk}/check").text
    assert "不符合：在开班前申请备案" in text.replace("</span> ", "")
    assert "请把开班日期定在申请日之后" in text
    assert "提交申请" in text


def test_what_stands_in_the_way_of_many_is_said_once(browser: Browser, second: Draft) -> None:
    text = browser("yuehe.agent").get(f"/drafts/{second.pk}/check").text
    assert text.count("10人（第1至10行）：不符合") == 1
    assert "您仍然可以提交" in text


def test_what_stands_in_the_way_of_one_names_them(browser: Browser, second: Draft) -> None:
    roster = second.answers["trainees"]["roster"]
    roster[2]["attended_hours"] = 1
    change(second, "trainees", "roster", roster)
    text = browser("yuehe.agent").get(f"/drafts/{second.pk}/check").text
    assert f"{roster[2]['name']}（第3行）：不符合" in text


def test_teachers_are_listed_one_by_one(browser: Browser, filled: Draft) -> None:
    teacher = Draft.objects.get(pk=filled.pk).answers["teachers"]["teachers"][0]
    text = browser("yuehe.agent").get(f"/drafts/{filled.pk}/check").text
    assert f"{teacher['name']}，{teacher['subject']}，{teacher['qualification']}" in text


def test_an_unfinished_draft_offers_no_button(browser: Browser, begun: Draft) -> None:
    text = browser("yuehe.agent").get(f"/drafts/{begun.pk}/check").text
    assert "还差 5 项" in text
    assert "提交申请" not in text


def test_submitting_twice_files_once_and_leads_to_the_receipt(browser: Browser, filled: Draft) -> None:
    agent, where = browser("yuehe.agent"), f"/drafts/{filled.pk}/check"
    body = {"form_token": token_on(agent.get(where).text), **DECLARED}
    first, second = agent.post(where, body), agent.post(where, body)
    assert first["Location"] == second["Location"] == "/cases/410523-2026-000001/receipt"
    assert Case.objects.count() == 1
    text = agent.get(first["Location"]).text
    assert Case.objects.get().query_code in text
    assert "data:image/svg+xml" in text
    assert "2026年3月3日 前告诉您是否受理" in text


def test_submitting_needs_the_csrf_token(filled: Draft) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(filled.account)
    where = f"/drafts/{filled.pk}/check"
    assert client.post(where, {"form_token": token(), **DECLARED}).status_code == 403
    page = client.get(where).text
    csrf = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    body = {"form_token": token_on(page), "csrfmiddlewaretoken": csrf, **DECLARED}
    assert client.post(where, body).status_code == 302


def test_without_the_declaration_nothing_is_filed_and_the_other_tick_is_kept(browser: Browser, filled: Draft) -> None:
    where = f"/drafts/{filled.pk}/check"
    answer = browser("yuehe.agent").post(where, {"form_token": token(), "declare_truth": "yes"})
    assert answer.status_code == 422
    assert '<a href="#q-declare_checks">' in answer.text
    assert 'name="declare_truth" value="yes" checked' in answer.text
    assert not Case.objects.exists()


def test_an_error_on_another_page_leads_there(browser: Browser, filled: Draft) -> None:
    change(filled, "organisation", "credit_code", "123")
    where = f"/drafts/{filled.pk}/check"
    answer = browser("yuehe.agent").post(where, {"form_token": token(), **DECLARED})
    assert answer.status_code == 422
    assert f"/drafts/{filled.pk}/organisation/?check=1" in answer.text


def test_filing_for_an_organisation_one_does_not_represent_is_refused_on_the_page(browser: Browser, city: None) -> None:
    told = acting.casting_of("yuehe.agent", 3, moment("2026-03-02 09:30").date(), size=10)
    stranger = acting.account("stranger")
    draft = acting.fill(ITEM, "class_record", told, by=stranger, at=moment("2026-03-02 09:30"))
    answer = browser("stranger").post(f"/drafts/{draft.pk}/check", {"form_token": token(), **DECLARED})
    assert answer.status_code == 403
    assert "核对您的回答" in answer.text
    assert "经办人，不能替它申报" in answer.text


def test_a_stranger_submits_nothing(browser: Browser, filled: Draft) -> None:
    answer = browser("stranger").post(f"/drafts/{filled.pk}/check", {"form_token": token(), **DECLARED})
    assert answer.status_code == 404
    assert Draft.objects.count() == 1


@pytest.fixture
def awaiting(record: Case) -> Case:
    """The class record with one defect to correct."""
    seat = next(acting.waiting_seats(record))
    at = moment("2026-03-02 11:00")
    defects = (("training", "培训计划缺课程表，请补交。"),)
    give_opinion(seat.pk, Stance.RETURN, "材料不全", defects=defects, by=acting.holder(seat, at.date()), at=at)
    return Case.objects.get(pk=record.pk)


def test_a_correction_is_supplied_through_the_same_pages(browser: Browser, awaiting: Case) -> None:
    agent, draft = browser("yuehe.agent"), awaiting.correction_draft
    assert "补正材料" in agent.get("/").text
    assert "培训计划缺课程表" in agent.get(f"/cases/{awaiting.number}").text
    home = agent.get(f"/drafts/{draft.pk}/").text
    assert "培训计划缺课程表" in home
    assert "需补正" in home
    assert "完成后可用" in home
    assert "请在 2026年" in home
    page = f"/drafts/{draft.pk}/training/"
    assert "培训计划缺课程表" in agent.get(page).text
    assert "培训计划缺课程表" not in agent.get(f"/drafts/{draft.pk}/organisation/").text
    told = {name: value for name, value in draft.answers["training"].items() if isinstance(value, str | int)}
    saved = agent.post(page, {"revision": "0", "do": "next", **told})
    assert saved["Location"] == f"/drafts/{draft.pk}/check"
    assert "需补正" not in agent.get(f"/drafts/{draft.pk}/").text
    where = f"/drafts/{draft.pk}/check"
    body = {"form_token": token_on(agent.get(where).text), **DECLARED}
    answers = [agent.post(where, body) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/cases/{awaiting.number}"] * 2
    assert "补正已提交" in agent.get(f"/cases/{awaiting.number}").text
    assert Case.objects.get().state == CaseState.SUBMITTED
    assert awaiting.filings.count() == 2


def test_a_correction_is_not_thrown_away(browser: Browser, awaiting: Case) -> None:
    answer = browser("yuehe.agent").post(f"/drafts/{awaiting.correction_draft.pk}/discard", {"form_token": token()})
    assert answer.status_code == 409
    assert "不能删除" in answer.text


def test_check_asks_the_database_a_bounded_number_of_times(
    browser: Browser, filled: Draft, django_assert_max_num_queries: Any
) -> None:
    agent = browser("yuehe.agent")
    agent.get(f"/drafts/{filled.pk}/check")
    with django_assert_max_num_queries(6):
        agent.get(f"/drafts/{filled.pk}/check")
