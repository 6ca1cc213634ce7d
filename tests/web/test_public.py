"""What anybody may see: the guide, notices and objections, papers by code, progress by number and code."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.conftest import moment
from tests.situations import ITEM
from tests.web.conftest import Browser, token
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.store_paper import store_paper
from workflow_app.management import acting
from workflow_app.models import Case, IssuedDocument, Notice, NoticeLine, Objection


@pytest.fixture
def notice(claim: Case, clock_at: Any) -> Notice:
    """The claim on notice since 2026-04-08; it is the day after."""
    acting.sign_until(claim, "notice", at=moment("2026-04-07 15:00"))
    clock_at(moment("2026-04-09 10:00"))
    return open_notice([claim.pk], by=acting.account("tangyin.handler"), at=moment("2026-04-08 09:00"))


OBJECTION = {"ordinal": "2", "name": "张明", "contact": "19900000000", "words": "他没有上课。"}


@pytest.mark.usefixtures("city")
def test_the_guide_marks_what_nobody_enacted(django_assert_max_num_queries: Any) -> None:
    Client().get(f"/items/{ITEM}/")
    with django_assert_max_num_queries(1):
        text = Client().get(f"/items/{ITEM}/").text
    for expected in (
        "职业培训补贴",
        "安政〔2015〕34号",
        "授权委托书",
        "15个工作日",
        "1,200.00",
        "示例",
        "参照外地",
        "12345",
    ):
        assert expected in text


@pytest.mark.usefixtures("city")
def test_an_unknown_item_is_told() -> None:
    assert Client().get("/items/no-such-item/").status_code == 404


def test_a_notice_lists_its_lines_and_never_a_whole_number(notice: Notice, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        text = Client().get(f"/notices/{notice.pk}").text
    numbers = [line.claim.beneficiary["number"] for line in notice.lines.select_related("claim")]
    assert all(number not in text and number[-4:] in text for number in numbers)
    assert "名单，10 人" in text
    assert "还有 4 个工作日" in text


def test_notices_are_listed(notice: Notice, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(3):
        text = Client().get("/notices/").text
    assert "公示中" in text
    assert f"/notices/{notice.pk}" in text


def test_an_objection_holds_back_its_line_once(notice: Notice) -> None:
    client, body = Client(), OBJECTION | {"form_token": token()}
    answers = [client.post(f"/notices/{notice.pk}", body) for _ in range(2)]
    code = Objection.objects.get().code
    assert [answer["Location"] for answer in answers] == [f"/objections/{code}"] * 2
    assert Objection.objects.count() == 1
    held = notice.lines.filter(state=NoticeLine.State.HELD)
    assert [line.ordinal for line in held] == [2]
    assert "异议已收到，正在核查" in client.get(f"/objections/{code}").text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"name": ""}, "请填写您的姓名", id="without a name"),
        pytest.param({"ordinal": "九"}, "序号要写名单第一列的数字", id="no number"),
        pytest.param({"ordinal": "99"}, "公示名单里没有第99行", id="no such line"),
    ],
)
def test_an_objection_that_is_refused_keeps_its_words(notice: Notice, changed: dict[str, str], words: str) -> None:
    answer = Client().post(f"/notices/{notice.pk}", OBJECTION | changed | {"form_token": token()})
    assert answer.status_code == 422
    assert words in answer.text
    assert "他没有上课。" in answer.text
    assert not Objection.objects.exists()


def test_a_notice_that_is_over_takes_no_objection(notice: Notice, clock_at: Any) -> None:
    clock_at(moment("2026-04-20 10:00"))
    assert "公示已结束" in Client().get(f"/notices/{notice.pk}").text
    answer = Client().post(f"/notices/{notice.pk}", OBJECTION | {"form_token": token()})
    assert answer.status_code == 409
    assert not Objection.objects.exists()


def test_an_unknown_notice_is_told(city: None) -> None:
    assert Client().get("/notices/99").status_code == 404


def test_a_paper_is_verified_by_its_code(record: Case, django_assert_max_num_queries: Any) -> None:
    paper = IssuedDocument.objects.get(case=record, kind="receipt")
    store_paper(paper.pk, b"%PDF made for a test", 1, at=paper.issued_at)
    with django_assert_max_num_queries(3):
        text = Client().get(f"/c/{paper.token}").text
    for expected in (paper.number, paper.title, "汤阴县人力资源和社会保障局", "现行有效"):
        assert expected in text


def test_a_void_paper_is_called_void(record: Case) -> None:
    paper = IssuedDocument.objects.get(case=record, kind="receipt")
    paper.void()
    paper.save()
    text = Client().get(f"/c/{paper.token}").text
    assert "已作废" in text
    assert "现行有效" not in text


def test_codes_are_not_guessed(city: None) -> None:
    answers = [Client().get(f"/c/guess-{n}").status_code for n in range(61)]
    assert set(answers[:60]) == {404}
    assert answers[60] == 429


def test_progress_is_shown_for_number_and_code(record: Case) -> None:
    body = {"number": record.number, "code": record.query_code.lower()}
    text = Client().post("/q", body).text
    assert "现在由汤阴县人力资源和社会保障局综合窗口办理" in text
    assert record.applicant.name not in text


def test_every_wrong_pair_gets_the_same_answer(record: Case) -> None:
    pairs = ((record.number, "00000000"), ("410523-2026-999999", record.query_code), ("", ""))
    answers = [Client().post("/q", {"number": number, "code": code}) for number, code in pairs]
    assert {answer.status_code for answer in answers} == {404}
    assert all("编号和查询码对不上，没有查到" in answer.text for answer in answers)


def test_query_codes_are_not_guessed(record: Case) -> None:
    for n in range(20):
        Client().post("/q", {"number": record.number, "code": str(n)})
    right = Client().post("/q", {"number": record.number, "code": record.query_code})
    assert right.status_code == 429


def test_the_notice_leads_from_the_case(browser: Browser, claim: Case, notice: Notice) -> None:
    text = browser("yuehe.agent").get(f"/cases/{claim.number}").text
    assert "名单正在公示。" in text
    assert f"/notices/{notice.pk}" in text
    assert "因公示暂停计时" in text
