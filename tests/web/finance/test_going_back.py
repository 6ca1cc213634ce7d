"""A request goes back to the bureau, a batch is discarded: each once, with a reason, by whom it may be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.markup import faults
from tests.situations import (
    DRAFTED,
    FUNDS_CHECKED,
    RELEASED,
    WRITTEN,
    batch_drafted,
    batch_released,
    batch_written,
    case_submitted,
    funds_requested,
    own_claim,
)
from tests.web.conftest import Browser, token
from workflow_app.commands.discard_batch import discard_batch
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.jobs.runner import work
from workflow_app.models import FundsRequest, IssuedDocument, PaymentBatch

Clock = Callable[[datetime], None]
WHY = "第2笔的开户行与备案不一致。"
SURE = {"reason": WHY, "sure": "1"}


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


def test_a_request_is_sent_back_once_and_says_so(browser: Browser, asked: FundsRequest) -> None:
    desk, where = browser(cast.FUNDS_CHECK), f"/finance/requests/{asked.pk}/"
    assert "退回人社部门" in desk.get(where).text
    body = {"form_token": token()} | SURE
    assert [desk.post(where + "return/", body).status_code for _ in range(2)] == [302, 302]
    page = desk.get(where).text
    assert faults(page) == []
    for each in (WHY, "已退回人社部门", "财政退回", who(cast.FUNDS_CHECK).name, "10,000.00", "mark-sample", "已作废"):
        assert each in page
    assert "审核通过</button>" not in page
    assert WHY in desk.get("/finance/").text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"reason": " "}, "请写明退回原因"), ({"sure": ""}, "请勾选确认")],
    ids=["no reason", "not sure"],
)
def test_a_half_meant_return_changes_nothing_and_keeps_the_words(
    browser: Browser, asked: FundsRequest, wrong: dict[str, str], told: str
) -> None:
    body = {"form_token": token()} | SURE | wrong
    answer = browser(cast.FUNDS_CHECK).post(f"/finance/requests/{asked.pk}/return/", body)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'class="more" open' in answer.text
    assert FundsRequest.objects.get().state == "sent"


def test_the_bureau_reads_why_and_asks_again(browser: Browser, asked: FundsRequest) -> None:
    return_funds_request(asked.pk, WHY, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    desk = browser(cast.BUREAU_FINANCE)
    listed = desk.get("/desk/funds/").text
    assert faults(listed) == []
    for each in ("财政退回过", "财政退回</b>", WHY, who(cast.FUNDS_CHECK).name):
        assert each in listed
    where = f"/desk/funds/{asked.notice_id}/"
    assert WHY in desk.get(where).text
    assert desk.post(where, {"form_token": token()}).status_code == 302
    assert list(FundsRequest.objects.order_by("pk").values_list("state", flat=True)) == ["returned", "sent"]
    assert "财政退回" in desk.get(f"/desk/notices/{asked.notice_id}/").text


def test_the_case_page_tells_that_finance_sent_it_back(browser: Browser, asked: FundsRequest) -> None:
    return_funds_request(asked.pk, WHY, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    number = asked.notice.lines.first().claim.case.number
    assert "财政部门退回拨付申请，须重新提请" in browser(cast.HANDLER).get(f"/desk/cases/{number}/").text


def test_each_request_lists_its_own_papers(browser: Browser, asked: FundsRequest) -> None:
    work(lambda: FUNDS_CHECKED)
    return_funds_request(asked.pk, WHY, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    second = request_funds(asked.notice_id, by=who(cast.BUREAU_FINANCE), at=FUNDS_CHECKED)
    work(lambda: FUNDS_CHECKED)
    desk = browser(cast.FUNDS_CHECK)
    first_page, second_page = (desk.get(f"/finance/requests/{each.pk}/").text for each in (asked, second))
    old, new = (IssuedDocument.objects.get(funds_request=each, kind="funds_request") for each in (asked, second))
    assert f"由 {new.number} 代替" in first_page
    assert f"/papers/{old.pk}.pdf" not in second_page
    assert f"/papers/{new.pk}.pdf" in second_page
    assert f"/papers/{new.pk}.pdf" not in first_page
    assert desk.get(f"/finance/requests/{second.pk}/papers/{old.pk}.pdf").status_code == 404
    assert desk.get(f"/finance/requests/{asked.pk}/papers/{old.pk}.pdf").status_code == 200
    assert "已作废" in browser(cast.STRANGER).get(f"/c/{old.token}").text


def test_the_desk_lists_only_papers_it_may_open(browser: Browser, clock_at: Clock, city: None) -> None:
    clock_at(WRITTEN)
    batch = batch_written(own_claim())
    work(lambda: WRITTEN)
    desk = browser(cast.HANDLER)
    page = desk.get(f"/desk/notices/{batch.request.notice_id}/").text
    assert "放款审批单" not in page
    shown = IssuedDocument.objects.filter(
        notice=batch.request.notice, kind__in=("public_notice", "funds_request", "roster")
    )
    assert [
        desk.get(f"/papers/{paper.pk}.pdf").status_code for paper in shown if f"/papers/{paper.pk}.pdf" in page
    ] == [200] * 3


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BATCH_RELEASE])
def test_only_who_checks_funds_sends_back(browser: Browser, asked: FundsRequest, username: str) -> None:
    desk, where = browser(username), f"/finance/requests/{asked.pk}/"
    assert "退回人社部门</summary>" not in desk.get(where).text
    assert desk.post(where + "return/", {"form_token": token()} | SURE).status_code == 403


def test_another_countys_officer_finds_no_request(browser: Browser, asked: FundsRequest) -> None:
    body = {"form_token": token()} | SURE
    assert browser("linzhou.check").post(f"/finance/requests/{asked.pk}/return/", body).status_code == 404
    assert browser(cast.AGENT).post(f"/finance/requests/{asked.pk}/return/", body).status_code == 403


def test_a_stale_return_reads_who_and_when(browser: Browser, asked: FundsRequest) -> None:
    return_funds_request(asked.pk, WHY, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    answer = browser(cast.FUNDS_CHECK).post(f"/finance/requests/{asked.pk}/return/", {"form_token": token()} | SURE)
    assert answer.status_code == 409
    assert "于2026年4月20日 10:00退回" in answer.text


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BATCH_RELEASE])
def test_a_batch_is_discarded_once_and_drafted_anew(browser: Browser, drafted: PaymentBatch, username: str) -> None:
    desk, where = browser(username), f"/finance/batches/{drafted.pk}/"
    assert "作废本批次" in desk.get(where).text
    body = {"form_token": token()} | SURE
    assert [desk.post(where + "discard/", body).status_code for _ in range(2)] == [302, 302]
    page = desk.get(where).text
    assert faults(page) == []
    for each in ("本批次已作废，没有放款", WHY, who(username).name, "已作废"):
        assert each in page
    assert WHY in desk.get("/finance/batches/").text
    drafter = browser(cast.BATCH_DRAFT)
    answer = drafter.post(f"/finance/requests/{drafted.request_id}/draft/", {"form_token": token()})
    assert answer["Location"] == f"/finance/batches/{PaymentBatch.objects.latest('pk').pk}/"


@pytest.mark.parametrize(
    ("wrong", "told"), [({"reason": ""}, "请写明作废原因"), ({"sure": ""}, "请勾选确认")], ids=["no reason", "not sure"]
)
def test_a_half_meant_discarding_changes_nothing(
    browser: Browser, drafted: PaymentBatch, wrong: dict[str, str], told: str
) -> None:
    body = {"form_token": token()} | SURE | wrong
    answer = browser(cast.BATCH_DRAFT).post(f"/finance/batches/{drafted.pk}/discard/", body)
    assert answer.status_code == 422
    assert told in answer.text
    assert PaymentBatch.objects.get().state == "drafted"


def test_only_who_drafts_or_releases_discards(browser: Browser, drafted: PaymentBatch) -> None:
    where, body = f"/finance/batches/{drafted.pk}/", {"form_token": token()} | SURE
    assert "作废本批次" not in browser(cast.FUNDS_CHECK).get(where).text
    assert browser(cast.FUNDS_CHECK).post(where + "discard/", body).status_code == 403
    assert browser(cast.RELEASE_ELSEWHERE).post(where + "discard/", body).status_code == 404
    assert browser(cast.AGENT).post(where + "discard/", body).status_code == 403


def test_a_stale_discarding_reads_what_happened(browser: Browser, drafted: PaymentBatch) -> None:
    discard_batch(drafted.pk, WHY, by=who(cast.BATCH_RELEASE), at=DRAFTED + timedelta(hours=1))
    answer = browser(cast.BATCH_DRAFT).post(f"/finance/batches/{drafted.pk}/discard/", {"form_token": token()} | SURE)
    assert answer.status_code == 409
    assert f"已由{who(cast.BATCH_RELEASE).name}于2026年4月20日 12:00作废" in answer.text
    again = draft_batch(drafted.request_id, by=who(cast.BATCH_DRAFT), at=DRAFTED)
    release_batch(again.pk, again.total, by=who(cast.BATCH_RELEASE), at=RELEASED)
    late = browser(cast.BATCH_DRAFT).post(f"/finance/batches/{again.pk}/discard/", {"form_token": token()} | SURE)
    assert late.status_code == 409
    assert "钱已经放出，不能作废" in late.text


def test_a_released_batch_offers_no_discarding(browser: Browser, clock_at: Clock, city: None) -> None:
    clock_at(RELEASED)
    batch = batch_released(own_claim())
    assert "作废本批次" not in browser(cast.BATCH_DRAFT).get(f"/finance/batches/{batch.pk}/").text
