"""Checking, drafting, releasing, reading the bank's answer: each once, by whom it may be, with a sentence for the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import (
    ACCOUNT_COOLED,
    ANSWERED,
    DRAFTED,
    FUNDS_CHECKED,
    RELEASED,
    REQUESTED,
    account_in_force,
    batch_drafted,
    batch_released,
    batch_settled,
    batch_written,
    case_submitted,
    funds_requested,
    own_claim,
    payment_approved,
    return_file,
)
from tests.web.conftest import Browser, token
from workflow_app.approval.duties import Duty
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.commit import commit_to
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.release_batch import release_batch
from workflow_app.models import BankReturn, Case, FundsRequest, PaymentBatch, PaymentLine

Clock = Callable[[datetime], None]
TICKED = {"indicator": "1", "papers": "1", "total": "1"}


@pytest.fixture
def asked(clock_at: Clock, city: None) -> FundsRequest:
    """A request for ten that finance has not looked at."""
    clock_at(FUNDS_CHECKED)
    return funds_requested(case_submitted())


@pytest.fixture
def drafted(clock_at: Clock, city: None) -> PaymentBatch:
    """A batch of ten before its second person."""
    clock_at(RELEASED)
    return batch_drafted(case_submitted())


@pytest.fixture
def written(clock_at: Clock, city: None) -> PaymentBatch:
    """A batch of ten at the bank."""
    clock_at(ANSWERED)
    return batch_written(case_submitted())


def presented(desk: Client, batch: PaymentBatch, data: bytes) -> object:
    """The file is chosen; what it says is on the page the answer leads to."""
    body = {"form_token": token(), "answer": SimpleUploadedFile("answer.csv", data, "text/csv")}
    return desk.post(f"/finance/batches/{batch.pk}/return/", body)


def answered(desk: Client, batch: PaymentBatch, data: bytes, form: str = "") -> object:
    """The file is chosen and, once it can be read, confirmed."""
    shown = presented(desk, batch, data)
    if shown.status_code != 302:
        return shown
    return desk.post(shown["Location"] + "confirm/", {"form_token": form or token()})


def test_the_check_shows_four_sums_the_indicator_and_the_papers(browser: Browser, asked: FundsRequest) -> None:
    text = browser(cast.FUNDS_CHECK).get(f"/finance/requests/{asked.pk}/").text
    assert text.count("<dd>10,000.00</dd>") >= 4
    assert "四处金额一致" in text
    for each in ("示例财社", "资金拨付申请函", "花名册", "汤阴县人力资源和社会保障局", "mark-sample"):
        assert each in text


def test_a_request_is_checked_once(browser: Browser, asked: FundsRequest) -> None:
    desk, where, body = browser(cast.FUNDS_CHECK), f"/finance/requests/{asked.pk}/check/", {"form_token": token()}
    assert [desk.post(where, body | TICKED).status_code for _ in range(2)] == [302, 302]
    asked.refresh_from_db()
    assert (asked.state, asked.checked_by) == ("checked", who(cast.FUNDS_CHECK))


@pytest.mark.parametrize("left_out", TICKED)
def test_what_was_not_ticked_is_not_confirmed_and_the_words_are_kept(
    browser: Browser, asked: FundsRequest, left_out: str
) -> None:
    ticked = {name: value for name, value in TICKED.items() if name != left_out}
    body = {"form_token": token(), "words": "看过了。"} | ticked
    answer = browser(cast.FUNDS_CHECK).post(f"/finance/requests/{asked.pk}/check/", body)
    assert answer.status_code == 422
    assert "请逐项核对并勾选" in answer.text
    assert ">看过了。</textarea>" in answer.text
    assert answer.text.count('value="1" checked') == 2
    asked.refresh_from_db()
    assert asked.state == "sent"


def test_a_stale_check_reads_who_checked_and_when(browser: Browser, asked: FundsRequest) -> None:
    check_funds(asked.pk, "相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=REQUESTED)
    body = {"form_token": token()} | TICKED
    answer = browser(cast.FUNDS_CHECK).post(f"/finance/requests/{asked.pk}/check/", body)
    assert answer.status_code == 409
    assert f"已由{who(cast.FUNDS_CHECK).name}于2026年4月17日 10:00审核" in answer.text


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BATCH_RELEASE])
def test_only_who_checks_funds_has_the_form_and_may_post_it(
    browser: Browser, asked: FundsRequest, username: str
) -> None:
    desk = browser(username)
    assert "等资金审核岗的同事审核" in desk.get(f"/finance/requests/{asked.pk}/").text
    answer = desk.post(f"/finance/requests/{asked.pk}/check/", {"form_token": token()} | TICKED)
    assert answer.status_code == 403


def test_who_approved_the_case_is_told_why_not_to_check_its_money(browser: Browser, asked: FundsRequest) -> None:
    commit_to(Case.objects.get(procedure="claim"), who(cast.FUNDS_CHECK), Duty.APPROVE)
    text = browser(cast.FUNDS_CHECK).get(f"/finance/requests/{asked.pk}/").text
    assert "您对其中的办件做过“审批”" in text
    assert "审核通过</button>" not in text


def test_a_batch_is_drafted_once(browser: Browser, clock_at: Clock) -> None:
    clock_at(DRAFTED)
    request = payment_approved(case_submitted())
    desk, where, body = browser(cast.BATCH_DRAFT), f"/finance/requests/{request.pk}/", {"form_token": token()}
    assert "现在可支付 10 笔共 10,000.00 元" in desk.get(where).text
    went = {desk.post(where + "draft/", body)["Location"] for _ in range(2)}
    assert went == {f"/finance/batches/{PaymentBatch.objects.get().pk}/"}
    stale = desk.post(where + "draft/", {"form_token": token()})
    assert stale.status_code == 409
    assert "没有可支付的明细" in stale.text
    assert PaymentBatch.objects.get().number in stale.text


def test_only_who_drafts_drafts(browser: Browser, clock_at: Clock) -> None:
    clock_at(DRAFTED)
    request = payment_approved(own_claim())
    where = f"/finance/requests/{request.pk}/draft/"
    assert browser(cast.FUNDS_CHECK).post(where, {"form_token": token()}).status_code == 403
    assert browser("linzhou.draft").post(where, {"form_token": token()}).status_code == 404
    assert not PaymentBatch.objects.exists()


def test_the_release_page_says_the_sum_twice_and_names_both_persons(browser: Browser, drafted: PaymentBatch) -> None:
    text = browser(cast.BATCH_RELEASE).get(f"/finance/batches/{drafted.pk}/").text
    assert "放款 10 笔 共 <b>10,000.00</b> 元" in text
    assert "壹万元整" in text
    assert who(cast.BATCH_DRAFT).name in text
    assert f"您（{who(cast.BATCH_RELEASE).name}）" in text
    for each in ("同一人出现多次：0 笔", "与上次付款相比换了账户：0 个", "与公示、核定的金额不同：0 笔"):
        assert each in text


def test_the_second_person_releases_once(browser: Browser, drafted: PaymentBatch) -> None:
    desk, where = browser(cast.BATCH_RELEASE), f"/finance/batches/{drafted.pk}/release/"
    body = {"form_token": token(), "typed": "10,000.00"}
    assert [desk.post(where, body).status_code for _ in range(2)] == [302, 302]
    drafted = PaymentBatch.objects.get()
    assert (drafted.state, drafted.released_by) == ("released", who(cast.BATCH_RELEASE))
    assert "银行文件正在生成" in desk.get(f"/finance/batches/{drafted.pk}/").text


@pytest.mark.parametrize("typed", ["", "一万", "9,999.00", "10000.001", "1e4", "-10000"])
def test_another_sum_releases_nothing_and_is_kept_to_be_corrected(
    browser: Browser, drafted: PaymentBatch, typed: str
) -> None:
    body = {"form_token": token(), "typed": typed}
    answer = browser(cast.BATCH_RELEASE).post(f"/finance/batches/{drafted.pk}/release/", body)
    assert answer.status_code == 422
    assert "没有放款" in answer.text
    assert f'value="{typed}"' in answer.text
    assert PaymentBatch.objects.get().state == "drafted"


def test_the_drafter_is_told_why_not_and_who_may(browser: Browser, drafted: PaymentBatch) -> None:
    desk = browser(cast.BATCH_DRAFT)
    text = desk.get(f"/finance/batches/{drafted.pk}/").text
    assert "这个批次是您编制的，按双人复核的要求，请由另一位同事放款。" in text
    assert who(cast.BATCH_RELEASE).name in text
    assert 'name="typed"' not in text
    body = {"form_token": token(), "typed": "10000"}
    assert desk.post(f"/finance/batches/{drafted.pk}/release/", body).status_code == 403


def test_who_checked_the_money_is_told_why_not_to_release_it(browser: Browser, drafted: PaymentBatch) -> None:
    text = browser(cast.FUNDS_CHECK).get(f"/finance/batches/{drafted.pk}/").text
    assert "您对其中的办件做过“资金审核”" in text


def test_another_countys_releaser_finds_no_batch(browser: Browser, drafted: PaymentBatch) -> None:
    body = {"form_token": token(), "typed": "10000"}
    where = f"/finance/batches/{drafted.pk}/release/"
    assert browser(cast.RELEASE_ELSEWHERE).post(where, body).status_code == 404
    assert browser(cast.AGENT).post(where, body).status_code == 403
    assert PaymentBatch.objects.get().state == "drafted"


def test_a_stale_release_reads_who_released_and_when(browser: Browser, drafted: PaymentBatch) -> None:
    release_batch(drafted.pk, drafted.total, by=who(cast.BATCH_RELEASE), at=moment("2026-04-20 14:00"))
    body = {"form_token": token(), "typed": "10000"}
    answer = browser(cast.BATCH_RELEASE).post(f"/finance/batches/{drafted.pk}/release/", body)
    assert answer.status_code == 409
    assert f"已由{who(cast.BATCH_RELEASE).name}于2026年4月20日 14:00放款" in answer.text


def test_before_the_file_is_written_there_is_nothing_to_download_or_answer(browser: Browser, clock_at: Clock) -> None:
    clock_at(RELEASED)
    batch = batch_released(own_claim())
    desk = browser(cast.BATCH_DRAFT)
    assert desk.get(f"/finance/batches/{batch.pk}/file/").status_code == 409
    assert "不能导入回盘文件" in answered(desk, batch, return_file(batch)).text


def test_the_banks_answer_settles_every_line(browser: Browser, written: PaymentBatch) -> None:
    desk, data = browser(cast.BATCH_DRAFT), return_file(written, returned=(2, 7))
    assert answered(desk, written, data).status_code == 302
    text = desk.get(f"/finance/batches/{written.pk}/").text
    assert "回盘已入账：到账8笔，退汇2笔。" in text
    assert "8,000.00" in text
    assert BankReturn.objects.get().sha256 in text
    assert desk.get("/finance/returned/").text.count("等申请人更正账户") == 2


@pytest.mark.parametrize(("asked_for", "returned"), [("", 0), ("?back=1", 1)])
def test_the_demonstrations_bank_answers_in_a_file_that_can_be_read_in(
    browser: Browser, written: PaymentBatch, settings: Any, asked_for: str, returned: int
) -> None:
    settings.DEMO = True
    desk = browser(cast.BATCH_DRAFT)
    answered(desk, written, desk.get(f"/finance/batches/{written.pk}/simulated/{asked_for}").content)
    assert written.lines.filter(state="returned").count() == returned
    assert desk.get(f"/finance/batches/{written.pk}/simulated/").status_code == 409


def test_outside_of_the_demonstration_no_bank_is_simulated(
    browser: Browser, written: PaymentBatch, settings: Any
) -> None:
    settings.DEMO = False
    assert browser(cast.BATCH_DRAFT).get(f"/finance/batches/{written.pk}/simulated/").status_code == 409


def test_a_checked_request_waits_for_its_batch_under_a_heading_of_its_own(browser: Browser, clock_at: Clock) -> None:
    clock_at(FUNDS_CHECKED)
    payment_approved()
    assert "待编制支付批次" in browser(cast.BATCH_DRAFT).get("/finance/").text


def test_a_double_click_settles_once(browser: Browser, written: PaymentBatch) -> None:
    desk, data, form = browser(cast.BATCH_DRAFT), return_file(written), token()
    where = presented(desk, written, data)["Location"] + "confirm/"
    assert [desk.post(where, {"form_token": form}).status_code for _ in range(2)] == [302, 302]
    assert BankReturn.objects.count() == 1


def test_the_same_file_again_reads_who_read_it_and_when(browser: Browser, clock_at: Clock) -> None:
    clock_at(ANSWERED + timedelta(hours=1))
    batch = batch_settled(case_submitted())
    answer = answered(browser(cast.BATCH_DRAFT), batch, return_file(batch))
    assert answer.status_code == 409
    assert f"已由{who(cast.BATCH_DRAFT).name}于2026年4月21日 09:00导入" in answer.text


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        pytest.param(lambda data: data.replace(b"410523ZF", b"410523ZX"), "不是本批次", id="another batch"),
        pytest.param(lambda data: data[: len(data) // 2], "", id="cut short"),
        pytest.param(lambda data: data.replace(b"1000.00", b"1000.01", 1), "", id="a changed amount"),
        pytest.param(lambda data: b"", "", id="nothing in it"),
        pytest.param(lambda data: b"\xff\xff\xff", "编码", id="no text"),
    ],
)
def test_a_damaged_answer_settles_nothing(
    browser: Browser, written: PaymentBatch, damage: Callable[[bytes], bytes], sentence: str
) -> None:
    desk = browser(cast.BATCH_DRAFT)
    answer = answered(desk, written, damage(return_file(written)))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert sentence in answer.text
    assert set(PaymentLine.objects.values_list("state", flat=True)) == {"released"}


def test_no_file_chosen_is_asked_for(browser: Browser, written: PaymentBatch) -> None:
    answer = browser(cast.BATCH_DRAFT).post(f"/finance/batches/{written.pk}/return/", {"form_token": token()})
    assert answer.status_code == 422
    assert "请选择银行的回盘文件" in answer.text


@pytest.mark.parametrize("username", [cast.FUNDS_CHECK, cast.BATCH_RELEASE])
def test_only_who_drafts_reads_the_answer_in(browser: Browser, written: PaymentBatch, username: str) -> None:
    desk = browser(username)
    assert 'name="answer"' not in desk.get(f"/finance/batches/{written.pk}/").text
    assert answered(desk, written, return_file(written)).status_code == 403
    assert not BankReturn.objects.exists()


def test_a_corrected_account_stands_out_before_it_is_paid(browser: Browser, clock_at: Clock) -> None:
    batch = batch_settled(case_submitted(), returned=(2, 7))
    case = Case.objects.get(procedure="claim")
    account_in_force(case)
    clock_at(ACCOUNT_COOLED + timedelta(hours=9))
    desk = browser(cast.BATCH_DRAFT)
    assert desk.get("/finance/returned/").text.count("已更正账户") == 2
    again = draft_batch(batch.request_id, by=who(cast.BATCH_DRAFT), at=ACCOUNT_COOLED + timedelta(hours=9))
    text = desk.get(f"/finance/batches/{again.pk}/").text
    assert "与上次付款相比换了账户：1 个" in text
    assert "退汇后重发" in text
    assert "与上次付款相比换了账户：0 个" in desk.get(f"/finance/batches/{batch.pk}/").text
