"""指标和分录: every figure opens what it is made of; the budget desk acts, others read; a table is no program."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.budget.indicators import MOVED, OF_THE_CITY, entered
from tests.situations import (
    ITEM,
    SIGNED,
    batch_settled,
    case_submitted,
    case_to_confirm,
    endowed,
    own_claim,
    waiting_seat,
)
from tests.web.conftest import Browser, token
from workflow_app.approval.stance import Stance
from workflow_app.commands.budget.freeze import freeze
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.models import Appropriation
from workflow_app.policy.refusals import BudgetExhausted
from workflow_app.queries.finance import ledger
from workflow_app.queries.finance.waiting import queue
from workflow_app.web.workbook import workbook

pytestmark = pytest.mark.usefixtures("city")
INDICATORS = "/finance/indicators/"


def test_the_trial_balance_says_where_every_fen_is(browser: Browser) -> None:
    batch_settled(own_claim())
    page = browser(cast.FUNDS_CHECK).get(f"{INDICATORS}?year=2026").text
    assert "试算平衡" in page
    assert "1,000.00" in page


def test_a_figure_opens_the_postings_it_is_made_of(browser: Browser) -> None:
    batch = batch_settled(own_claim())
    desk, key = browser(cast.FUNDS_CHECK), Appropriation.objects.get().pk
    paid = desk.get(f"/finance/ledger/?indicator={key}&account=paid").text
    assert "预留" in paid
    assert "<b>1,000.00</b>" in paid
    assert who(cast.FUNDS_CHECK).name in paid, "the page still says whose desk it is"
    assert desk.get(f"/finance/ledger/?batch={batch.number}").text.count("预留") >= 2
    assert "没有这样的分录" in desk.get("/finance/ledger/?case=410523-2026-999999").text
    assert "没有这样的分录" in desk.get("/finance/ledger/?day=2020-01-01").text


@pytest.mark.parametrize("said", ["day=yesterday", "account=pocket"])
def test_an_address_that_asks_for_nothing_is_told(browser: Browser, said: str) -> None:
    answer = browser(cast.FUNDS_CHECK).get(f"/finance/ledger/?{said}")
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "where", [INDICATORS, f"{INDICATORS}table.xlsx", "/finance/ledger/", "/finance/ledger/postings.xlsx"]
)
def test_nobody_else_reads_the_ledger(browser: Browser, where: str) -> None:
    assert browser(cast.HANDLER).get(where).status_code == 404


def test_another_bureau_s_indicator_does_not_exist(browser: Browser) -> None:
    row = entered()
    assert browser(cast.BUDGET_ELSEWHERE).get(f"{INDICATORS}{row.pk}/").status_code == 404


def test_the_budget_desk_allots_from_the_page(browser: Browser) -> None:
    city = entered(OF_THE_CITY)
    desk = browser(cast.CITY_BUDGET)
    assert "汤阴县财政局" in desk.get(f"{INDICATORS}{city.pk}/").text
    said = {"county": "410523", "number": "安财社〔2026〕7号", "yuan": "300", "words": "分配方案（示例）"}
    answer = desk.post(f"{INDICATORS}{city.pk}/allot/", said | {"form_token": token()})
    assert answer.status_code == 302
    assert Appropriation.objects.get(indicator=said["number"]).appropriated == 300


def test_a_sum_that_is_none_keeps_what_was_typed(browser: Browser) -> None:
    row = entered()
    said = {"yuan": "一百", "words": "审计整改", "form_token": token()}
    answer = browser(cast.BUDGET).post(f"{INDICATORS}{row.pk}/freeze/", said)
    assert answer.status_code == 422
    assert "金额读不懂" in answer.text
    assert "审计整改" in answer.text


def test_who_only_checks_is_offered_no_act(browser: Browser) -> None:
    page = browser(cast.FUNDS_CHECK).get(f"{INDICATORS}{entered().pk}/").text
    assert "年终关账" not in page


def test_a_new_indicator_is_entered_once(browser: Browser) -> None:
    said = {
        "number": "汤财社〔2026〕20号",
        "item": ITEM,
        "year": "2026",
        "yuan": "5,000.00",
        "fund": "基金",
        "tier": "省级",
    }
    said |= {
        "functional_class": "2080702",
        "government_class": "50901",
        "department_class": "30399",
        "form_token": token(),
    }
    desk = browser(cast.BUDGET)
    assert [desk.post(f"{INDICATORS}enter/", said).status_code for _ in range(2)] == [302, 302]
    assert Appropriation.objects.get().appropriated == 5000
    refused = desk.post(f"{INDICATORS}enter/", said | {"form_token": token(), "fund": ""})
    assert "没有填写" in refused.text


@pytest.mark.tampered
def test_the_trial_balance_holds_postings_against_counters(browser: Browser) -> None:
    row = entered()
    assert "试算平衡" in (page := browser(cast.FUNDS_CHECK).get(f"{INDICATORS}?year=2026").text)
    assert "相差" not in page
    Appropriation.objects.filter(pk=row.pk).update(frozen=1)
    assert "指标的余额与分录合计相差 1.00 元" in browser(cast.FUNDS_CHECK).get(f"{INDICATORS}?year=2026").text


def test_a_case_without_money_waits_in_a_queue_that_says_so(browser: Browser) -> None:
    endowed(Decimal("1000.00"))
    first, second = case_to_confirm(own_claim()), case_to_confirm(own_claim(902, cast.OTHER_TRAINEE))
    demand = queue("410523", first.item, SIGNED.date())
    assert [(each.number, each.place, each.reaches) for each in demand.waiting] == [
        (first.number, 1, True),
        (second.number, 2, False),
    ]
    assert demand.missing == 1000
    freeze(Appropriation.objects.get().pk, Decimal("0.01"), "示例", by=who(cast.BUDGET), at=MOVED)
    with pytest.raises(BudgetExhausted, match="排队等待资金"):
        give_opinion(waiting_seat(first).pk, Stance.APPROVE, by=who(cast.DEPUTY_HEAD), at=moment("2026-04-21 10:00"))
    assert "还差 1,000.01 元" in browser(cast.BUDGET).get(f"{INDICATORS}?year=2026").text
    assert "排在第1位" in browser(cast.DEPUTY_HEAD).get(f"/desk/cases/{first.number}/").text
    assert "正在等待资金指标，排在第1位" in browser(cast.TRAINEE).get(f"/cases/{first.number}").text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")'])
def test_a_table_computes_nothing(text: str) -> None:
    sheet = load_workbook(BytesIO(workbook("表", ["a"], [(text,)]))).active
    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_table_leaves_nothing_out_silently(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_settled(case_submitted())
    monkeypatch.setattr(ledger, "MOST", 5)
    refused = browser(cast.FUNDS_CHECK).get("/finance/ledger/postings.xlsx?account=paid")
    assert refused.status_code == 422
    assert "有10条分录，一张表最多5条" in refused.text


def test_the_exported_tables_are_the_pages(browser: Browser) -> None:
    batch_settled(case_submitted())
    desk = browser(cast.FUNDS_CHECK)
    balance = load_workbook(BytesIO(desk.get(f"{INDICATORS}table.xlsx?year=2026").content)).active
    assert balance is not None
    assert balance.max_row == 3
    rows = load_workbook(BytesIO(desk.get("/finance/ledger/postings.xlsx?account=paid").content)).active
    assert rows is not None
    assert rows.max_row == 11
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", str(rows["A2"].value))
