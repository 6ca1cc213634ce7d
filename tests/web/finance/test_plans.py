"""Screens of the treasury chain: who reads plans, whose form is where, the treasury step, tables in and out, the bank's format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.cast import who
from tests.house.treasury.planning import AGREED, GIVEN, agreed, drafted, given, unplanned
from tests.markup import faults
from tests.situations import PAYMENT_APPROVED, case_determined, funds_checked, notice_of, own_claim
from tests.web.conftest import Browser, token
from workflow_app.jobs.press import press
from workflow_app.models import Appropriation, FundsRequest, ProfileChoice, SpendingPlan

Clock = Callable[[datetime], None]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def row(city: None, clock_at: Clock) -> Appropriation:
    """An indicator with a plan for April, on the third of that month."""
    clock_at(GIVEN)
    found = unplanned("5000.00")
    given(found, 4, "1500.00")
    return found


def taken_in(desk: Client, name: str, data: bytes, file: str = "表.xlsx") -> object:
    body = {"form_token": token(), "table": SimpleUploadedFile(file, data, XLSX)}
    return desk.post(f"/finance/tables/{name}/take-in/", body)


READERS = [
    (cast.BUREAU_FINANCE, 200),
    (cast.FUNDS_CHECK, 200),
    (cast.TREASURY, 200),
    (cast.FINANCE_HEAD, 200),
    (cast.HANDLER, 404),
    ("linzhou.money", 404),
    (cast.AGENT, 403),
]


@pytest.mark.parametrize(("username", "status"), READERS)
def test_who_reads_a_plan(browser: Browser, row: Appropriation, username: str, status: int) -> None:
    answer = browser(username).get(f"/finance/plans/{row.pk}/")
    assert answer.status_code == status
    if status == 200:
        assert faults(answer.text) == []
        assert ("编报或者调整" in answer.text) is (username == cast.BUREAU_FINANCE)
        assert row.indicator in browser(username).get("/finance/plans/").text


def test_a_plan_goes_through_three_desks(browser: Browser, row: Appropriation) -> None:
    where = f"/finance/plans/{row.pk}/"
    unit = browser(cast.BUREAU_FINANCE)
    body = {"month": "5", "yuan": "1,000.00", "words": "", "form_token": token()}
    assert [unit.post(where + "draft/", body).status_code for _ in range(2)] == [302, 302]
    plan = SpendingPlan.objects.get(month=5)
    assert plan.number in browser(cast.FUNDS_CHECK).get("/finance/plans/").text
    steps = ((cast.FUNDS_CHECK, "agree", ""), (cast.TREASURY, "approve", "汤国库〔2026〕3号"))
    for username, verb, words in steps:
        desk = browser(username)
        assert f"/finance/plans/rows/{plan.pk}/{verb}/" in desk.get(where).text
        answer = desk.post(f"/finance/plans/rows/{plan.pk}/{verb}/", {"words": words, "form_token": token()})
        assert answer.status_code == 302
    plan = SpendingPlan.objects.get(pk=plan.pk)
    assert (plan.state, plan.answer) == ("approved", "汤国库〔2026〕3号")
    assert plan.paper is not None
    assert unit.get(f"/finance/plans/rows/{plan.pk}/paper.pdf").status_code == 404
    press(plan.paper.pk, lambda: GIVEN)
    assert unit.get(f"/finance/plans/rows/{plan.pk}/paper.pdf")["Content-Type"] == "application/pdf"


TYPED = [
    ({"yuan": "一千"}, 422, "金额读不懂"),
    ({"yuan": ""}, 422, "请填写金额"),
    ({"yuan": "-1600"}, 422, "写明原因"),
    ({"yuan": "-1600", "words": "少开班"}, 409, "不能调减"),
    ({"month": "3"}, 409, "已经过去"),
    ({"month": "5", "yuan": "99999"}, 409, "还能安排 3,500.00 元"),
]


@pytest.mark.parametrize(("typed", "status", "reads"), TYPED)
def test_a_plan_that_is_none_comes_back_with_its_words(
    browser: Browser, row: Appropriation, typed: dict[str, str], status: int, reads: str
) -> None:
    body = {"month": "4", "yuan": "100", "words": "", "form_token": token()} | typed
    answer = browser(cast.BUREAU_FINANCE).post(f"/finance/plans/{row.pk}/draft/", body)
    assert (answer.status_code, reads in answer.text) == (status, True)
    assert SpendingPlan.objects.count() == 1


def test_a_plan_is_sent_back_with_a_reason(browser: Browser, row: Appropriation) -> None:
    plan = drafted(row, 5, "10.00")
    where, desk = f"/finance/plans/rows/{plan.pk}/return/", browser(cast.FUNDS_CHECK)
    assert desk.post(where, {"words": "", "form_token": token()}).status_code == 422
    assert desk.post(where, {"words": "五月不开班。", "form_token": token()}).status_code == 302
    assert "五月不开班。" in browser(cast.BUREAU_FINANCE).get(f"/finance/plans/{row.pk}/").text
    assert desk.post(f"/finance/plans/rows/{plan.pk}/burn/", {"form_token": token()}).status_code == 404


def test_what_was_taken_opens_the_requests_it_is_made_of(browser: Browser, row: Appropriation) -> None:
    request = funds_checked(own_claim())
    text = browser(cast.TREASURY).get(f"/finance/plans/{row.pk}/").text
    assert f"/finance/requests/{request.pk}/" in text
    assert "合计 1,000.00 元" in text
    assert str(request.notice) in browser(cast.BUREAU_FINANCE).get(f"/finance/plans/{row.pk}/").text


def test_a_request_above_the_plan_is_refused_on_its_page(browser: Browser, city: None, clock_at: Clock) -> None:
    clock_at(PAYMENT_APPROVED)
    given(unplanned(), 4, "999.99")
    notice = notice_of(case_determined(own_claim()))
    desk, where = browser(cast.BUREAU_FINANCE), f"/desk/funds/{notice.pk}/"
    assert "还可申请 999.99 元" in desk.get(where).text
    answer = desk.post(where, {"form_token": token()})
    assert (answer.status_code, "还差 0.01 元" in answer.text) == (409, True)
    assert not FundsRequest.objects.exists()


def test_the_treasury_section_approves_on_the_page(browser: Browser, row: Appropriation, clock_at: Clock) -> None:
    request = funds_checked(own_claim())
    clock_at(PAYMENT_APPROVED)
    where = f"/finance/requests/{request.pk}/"
    assert "等国库审核岗的同事审核" in browser(cast.FUNDS_CHECK).get(where).text
    desk = browser(cast.TREASURY)
    text = desk.get(where).text
    assert faults(text) == []
    assert "同意支付 1 笔 1,000.00 元" in text
    assert "退回人社部门" in text
    body = {"words": "同意。", "form_token": token()}
    assert [desk.post(where + "approve/", body).status_code for _ in range(2)] == [302, 302]
    assert FundsRequest.objects.get().approved_by == who(cast.TREASURY)
    assert browser(cast.BATCH_DRAFT).post(where + "approve/", {"form_token": token()}).status_code == 403
    assert "国库集中支付申请书" in desk.get(where).text


def test_a_workbook_goes_out_and_comes_back_unchanged(browser: Browser, row: Appropriation) -> None:
    desk = browser(cast.BUREAU_FINANCE)
    out = desk.get("/finance/tables/spending_plan.xlsx?year=2026")
    assert out["Content-Type"] == XLSX
    answer = taken_in(desk, "spending_plan", out.content)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert "没有变化 1 行" in answer.text  # type: ignore[attr-defined]
    csv = desk.get("/finance/tables/spending_plan.csv?year=2026").content
    assert "没有变化 1 行" in taken_in(desk, "spending_plan", csv, "表.csv").text  # type: ignore[attr-defined]
    assert SpendingPlan.objects.count() == 1


def test_the_answer_of_the_treasury_comes_back_as_a_workbook(browser: Browser, row: Appropriation) -> None:
    plan = agreed(row, 5, "10.00")
    desk = browser(cast.TREASURY)
    text = desk.get("/finance/tables/plan_answer.csv?year=2026").content.decode("utf-8-sig")
    head, line = text.splitlines()
    cells = line.split(",")
    cells[4] = "批复"
    answer = taken_in(desk, "plan_answer", f"{head}\n{','.join(cells)}\n".encode(), "表.csv")
    assert "已处理 1 行" in answer.text  # type: ignore[attr-defined]
    assert SpendingPlan.objects.get(pk=plan.pk).state == "approved"


def test_a_table_with_a_wrong_row_is_told_row_by_row(browser: Browser, row: Appropriation) -> None:
    desk = browser(cast.BUREAU_FINANCE)
    data = f"计划编号,指标文号,月份,金额\n甲-1,{row.indicator},5,1.00\n甲-2,{row.indicator},十三,2.00\n".encode()
    answer = taken_in(desk, "spending_plan", data, "表.csv")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    text = answer.text  # type: ignore[attr-defined]
    assert faults(text) == []
    assert "整份没有写入" in text
    assert "第3行：月份请填整数" in text
    assert SpendingPlan.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "mine"),
    [
        (cast.BUREAU_FINANCE, {"spending_plan"}),
        (cast.TREASURY, {"plan_answer", "payment_request"}),
        (cast.FUNDS_CHECK, {"recovery_receipt"}),
        (cast.BATCH_DRAFT, {"payment_receipt"}),
        (cast.BATCH_RELEASE, set()),
    ],
)
def test_everybody_has_the_tables_of_their_desk(
    browser: Browser, row: Appropriation, username: str, mine: set[str]
) -> None:
    desk = browser(username)
    assert desk.get("/finance/tables/").status_code == (200 if mine else 404)
    for name in ("spending_plan", "plan_answer", "payment_request", "recovery_receipt", "payment_receipt"):
        for ending in ("xlsx", "csv"):
            got = desk.get(f"/finance/tables/{name}.{ending}").status_code
            assert got == (200 if name in mine else 404), (name, ending)
    assert desk.get("/finance/tables/ledger.xlsx").status_code == 404


def test_who_leads_the_bureau_chooses_the_banks_format(browser: Browser, row: Appropriation) -> None:
    assert "由本单位负责人选用" in browser(cast.BATCH_DRAFT).get("/finance/profile/").text
    head, body = browser(cast.FINANCE_HEAD), {"unit": "finance@410523", "account": "", "form_token": token()}
    assert faults(head.get("/finance/profile/").text) == []
    wrong = head.post("/finance/profile/choose/", body | {"profile": "iso20022_pain"})
    assert (wrong.status_code, "要写付款账号" in wrong.text) == (422, True)
    chosen = body | {"profile": "iso20022_pain", "account": "41000012345"}
    assert [head.post("/finance/profile/choose/", chosen).status_code for _ in range(2)] == [302, 302]
    choice = ProfileChoice.objects.get()
    assert (choice.profile, choice.payer_account, choice.by) == ("iso20022_pain", "41000012345", who(cast.FINANCE_HEAD))
    assert "41000012345" in head.get("/finance/profile/").text
    for username in (cast.BATCH_DRAFT, cast.TREASURY):
        refused = browser(username).post("/finance/profile/choose/", chosen | {"form_token": token()})
        assert (refused.status_code, "由本单位负责人选用" in refused.text) == (403, True)
    elsewhere = head.post("/finance/profile/choose/", chosen | {"unit": "finance@410581", "form_token": token()})
    assert elsewhere.status_code == 404


def test_the_list_names_what_waits_and_marks_samples(browser: Browser, row: Appropriation) -> None:
    plan = agreed(row, 5, "10.00")
    text = browser(cast.TREASURY).get("/finance/plans/").text
    assert (plan.number in text, "等您办理" in text) == (True, True)
    assert "等您办理" not in browser(cast.BUREAU_FINANCE).get("/finance/plans/").text
    assert (AGREED < GIVEN, Decimal(10)) == (True, plan.amount)
