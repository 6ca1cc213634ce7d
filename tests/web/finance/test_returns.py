"""回盘 and 对账 at the screen: looked at first, posted once everything matches, and what to ask the bank for otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.house.test_read_statement import statement_of
from tests.markup import faults
from tests.remembered import begin
from tests.situations import (
    ANSWERED,
    answers,
    batch_settled,
    batch_written,
    case_submitted,
    file_of,
    return_file,
)
from tests.web.conftest import Browser, token
from workflow_app.bank import profile_file
from workflow_app.models import BankReturn, BankStatement, PaymentBatch, PaymentLine, Posting

Clock = Callable[[datetime], None]


@pytest.fixture
def written(clock_at: Clock, city: None) -> PaymentBatch:
    """A batch of ten at the bank."""
    clock_at(ANSWERED)
    return batch_written(case_submitted())


def sent(desk: Client, where: str, name: str, data: bytes) -> Any:
    return desk.post(where, {"form_token": token(), name: SimpleUploadedFile("bank.csv", data, "text/csv")})


def chosen(desk: Client, batch: PaymentBatch, data: bytes) -> Any:
    """The page that tells what a file says."""
    where = sent(desk, f"/finance/batches/{batch.pk}/return/", "answer", data)["Location"]
    return desk.get(where)


def mixed(batch: PaymentBatch) -> bytes:
    """One row each of what may go wrong, and a line left out."""
    one, two, three, *rest = answers(batch, returned=(4, 5))
    return file_of(
        batch,
        [replace(one, fen=1), replace(two, account="9" * 12), three, three, replace(three, ordinal=99), *rest[:-1]],
    )


def test_a_whole_file_is_told_and_then_posted(browser: Browser, written: PaymentBatch) -> None:
    desk = browser(cast.BATCH_DRAFT)
    page = chosen(desk, written, return_file(written, returned=(2, 7)))
    for each in ("对上并到账：8 笔 8,000.00 元", "对上并退汇：2 笔 2,000.00 元", "户名不符", "确认入账</button>"):
        assert each in page.text
    assert faults(page.text) == []
    assert not BankReturn.objects.exists()
    assert not Posting.objects.filter(target="paid").exists()
    told = desk.post(page.request["PATH_INFO"] + "confirm/", {"form_token": token()}, follow=True)
    assert "回盘已入账：到账8笔，退汇2笔。" in told.text
    again = desk.get(page.request["PATH_INFO"])
    assert "确认入账，批次" in again.text
    assert "确认入账</button>" not in again.text


def test_every_row_that_does_not_match_says_why_and_what_to_ask_for(browser: Browser, written: PaymentBatch) -> None:
    desk = browser(cast.BATCH_DRAFT)
    page = chosen(desk, written, mixed(written))
    for each in (
        "序号1的金额是0.01元，放款时是1000.00元",
        "序号2的账号（尾号9999）",
        "都是序号3",
        "序号99不在本批次的10笔里",
        "没有回复的：1 笔",
        "补齐没有回复的1笔：序号10",
        "核对序号1实际付出的金额",
        "不能入账",
    ):
        assert each in page.text, each
    assert faults(page.text) == []
    assert "确认入账</button>" not in page.text
    answer = desk.post(page.request["PATH_INFO"] + "confirm/", {"form_token": token()})
    assert answer.status_code == 422
    assert "整份没有入账，请向代理银行要求" in answer.text
    assert set(PaymentLine.objects.values_list("state", flat=True)) == {"released"}


def test_a_file_of_another_batch_says_so_on_every_row(browser: Browser, written: PaymentBatch) -> None:
    page = chosen(browser(cast.BATCH_DRAFT), written, file_of(written, answers(written), number="410523ZF202699999"))
    assert page.text.count("是批次 410523ZF202699999 的") == 10
    assert "只含批次" in page.text


def test_no_whole_account_stands_on_the_page(browser: Browser, written: PaymentBatch) -> None:
    text = chosen(browser(cast.BATCH_DRAFT), written, mixed(written)).text
    assert written.lines.first().account not in text
    assert "9" * 12 not in text


def test_what_was_looked_at_is_the_bureaus_own(browser: Browser, written: PaymentBatch) -> None:
    where = chosen(browser(cast.BATCH_DRAFT), written, return_file(written)).request["PATH_INFO"]
    assert browser(cast.BATCH_RELEASE).get(where).status_code == 200
    assert "由支付编制岗的同事确认入账" in browser(cast.FUNDS_CHECK).get(where).text
    assert browser(cast.RELEASE_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    assert browser(cast.BATCH_RELEASE).post(where + "confirm/", {"form_token": token()}).status_code == 403
    assert not BankReturn.objects.exists()


def test_a_batch_in_files_lists_each_with_its_answer(
    browser: Browser, clock_at: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    capped = {name: replace(each, most_lines=4) for name, each in profile_file.profiles().items()}
    monkeypatch.setattr(profile_file, "profiles", lambda: capped)
    begin()  # nothing remembered was written in such files
    clock_at(ANSWERED)
    batch, desk = batch_written(case_submitted()), browser(cast.BATCH_DRAFT)
    page = chosen(desk, batch, file_of(batch, answers(batch)[4:8]))
    told = desk.post(page.request["PATH_INFO"] + "confirm/", {"form_token": token()}, follow=True)
    assert "本批次还有文件没有回盘" in told.text
    assert (told.text.count("已回盘"), told.text.count("等回盘")) == (1, 2)
    assert desk.get(f"/finance/batches/{batch.pk}/file/3/").status_code == 200
    assert desk.get(f"/finance/batches/{batch.pk}/file/4/").status_code == 404


@pytest.mark.parametrize("shown", [False, True], ids=["the batch", "the file"])
def test_the_pages_ask_a_number_of_their_own(
    browser: Browser, written: PaymentBatch, django_assert_max_num_queries: Any, shown: bool
) -> None:
    desk = browser(cast.BATCH_DRAFT)
    where = chosen(desk, written, mixed(written)).request["PATH_INFO"]
    with django_assert_max_num_queries(10 if shown else 18):
        desk.get(where if shown else f"/finance/batches/{written.pk}/")


def test_a_statement_is_read_in_and_compared(
    browser: Browser, clock_at: Clock, django_assert_max_num_queries: Any
) -> None:
    clock_at(ANSWERED)
    batch, desk = batch_settled(case_submitted(), returned=(2, 7)), browser(cast.BATCH_DRAFT)
    assert "还没有这一批的交易" in desk.get("/finance/statements/").text
    data = statement_of((batch.number, 1_000_000, 0), (f"{batch.number}-2", 0, 90_000), ("水电费", 5_000, 0))
    told = desk.get(sent(desk, "/finance/statements/take-in/", "statement", data)["Location"])
    assert "对账单已读入，没有改动批次和账目。" in told.text
    assert "金额是900.00元，我们放款1000.00元" in told.text
    assert faults(told.text) == []
    with django_assert_max_num_queries(14):
        page = desk.get("/finance/statements/")
    for each in ("等银行退款入账", "与明细不符的交易", "认不出批次的交易", "可能是其他收支"):
        assert each in page.text
    assert faults(page.text) == []
    assert batch.number not in browser(cast.RELEASE_ELSEWHERE).get("/finance/statements/").text
    assert browser(cast.RELEASE_ELSEWHERE).get(told.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize("data", [b"", b"\xff\xff\xff", b"a,b\r\n1,2\r\n"])
def test_a_bad_statement_is_refused_on_its_page(browser: Browser, clock_at: Clock, data: bytes) -> None:
    clock_at(ANSWERED)
    answer = sent(browser(cast.BATCH_DRAFT), "/finance/statements/take-in/", "statement", data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not BankStatement.objects.exists()


@pytest.mark.parametrize("username", [cast.BATCH_RELEASE, cast.AGENT])
def test_others_read_no_statement_in(browser: Browser, clock_at: Clock, username: str) -> None:
    clock_at(ANSWERED)
    data = statement_of(("", 100, 0))
    assert sent(browser(username), "/finance/statements/take-in/", "statement", data).status_code == 403
    assert not BankStatement.objects.exists()
