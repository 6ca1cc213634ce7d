"""Each payment screen: for the finance bureau of its county, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.markup import faults
from tests.situations import ANSWERED, SIGNED, batch_settled, batch_written, case_at, case_submitted
from tests.web.conftest import Browser
from workflow_app.approval.stance import Stance
from workflow_app.jobs.runner import work
from workflow_app.management import acting
from workflow_app.models import IssuedDocument, PaymentBatch

Clock = Callable[[datetime], None]
LISTS = ("", "batches/", "returned/")


@pytest.fixture
def settled(clock_at: Clock, city: None) -> PaymentBatch:
    """A batch of ten the bank has answered: two came back."""
    clock_at(ANSWERED)
    return batch_settled(case_submitted(), returned=(2, 7))


@pytest.mark.parametrize("page", LISTS)
def test_a_list_shows_the_bureaus_own_alone(browser: Browser, settled: PaymentBatch, page: str) -> None:
    where, said = f"/finance/{page}", "10,000.00" if page != "returned/" else "户名不符"
    answer = browser(cast.FUNDS_CHECK).get(where)
    assert said in answer.text
    assert faults(answer.text) == []
    elsewhere = browser(cast.RELEASE_ELSEWHERE).get(where)
    assert (elsewhere.status_code, said in elsewhere.text) == (200, False)
    assert said not in browser(cast.BUREAU_FINANCE).get(where).text
    assert browser(cast.AGENT).get(where).status_code == 403
    assert Client().get(where)["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("page", ["requests/{request}/", "batches/{batch}/"])
def test_a_request_and_a_batch_are_open_to_their_bureau_alone(
    browser: Browser, settled: PaymentBatch, page: str
) -> None:
    where = "/finance/" + page.format(request=settled.request_id, batch=settled.pk)
    for username in (cast.FUNDS_CHECK, cast.BATCH_DRAFT, cast.BATCH_RELEASE):
        answer = browser(username).get(where)
        assert answer.status_code == 200
        assert faults(answer.text) == []
    assert browser(cast.RELEASE_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.DEPUTY_HEAD).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    assert Client().get(where).status_code == 302


def test_the_banks_file_is_for_those_who_build_and_release(browser: Browser, clock_at: Clock, city: None) -> None:
    clock_at(ANSWERED)
    batch = batch_written(case_submitted())
    where = f"/finance/batches/{batch.pk}/file/"
    for username in (cast.BATCH_DRAFT, cast.BATCH_RELEASE):
        answer = browser(username).get(where)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
        assert batch.lines.first().account in answer.content.decode("gb18030")
    refused = browser(cast.FUNDS_CHECK).get(where)
    assert refused.status_code == 403
    assert "含完整账号" in refused.text
    assert where not in browser(cast.FUNDS_CHECK).get(f"/finance/batches/{batch.pk}/").text
    assert browser(cast.RELEASE_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    assert Client().get(where).status_code == 302


def test_the_release_sheet_is_linked_on_its_batch_and_served_to_its_bureau_alone(
    browser: Browser, settled: PaymentBatch
) -> None:
    sheet = IssuedDocument.objects.get(kind="release")
    where = f"/finance/requests/{settled.request_id}/papers/{sheet.pk}.pdf"
    assert browser(cast.BATCH_RELEASE).get(where).status_code == 404  # not printed yet
    work(lambda: ANSWERED)
    assert where in browser(cast.FUNDS_CHECK).get(f"/finance/batches/{settled.pk}/").text
    answer = browser(cast.BATCH_RELEASE).get(where)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert browser(cast.RELEASE_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    assert Client().get(where).status_code == 302


def test_no_page_shows_a_whole_account_or_identity_number(browser: Browser, settled: PaymentBatch) -> None:
    desk, line = browser(cast.BATCH_RELEASE), settled.lines.first()
    pages = ("requests/{r}/", "batches/{b}/", "returned/")
    text = "".join(desk.get("/finance/" + page.format(r=settled.request_id, b=settled.pk)).text for page in pages)
    assert line.account not in text
    assert line.claim.beneficiary["number"] not in text


MOST = {"requests/{request}/": 21, "batches/{batch}/": 19}  # statements of a page; a list takes six


@pytest.mark.parametrize("page", [*LISTS, *MOST])
def test_a_payment_screen_asks_a_number_of_its_own_whatever_its_rows(
    browser: Browser, settled: PaymentBatch, page: str, django_assert_max_num_queries: Any
) -> None:
    where = "/finance/" + page.format(request=settled.request_id, batch=settled.pk)
    desk = browser(cast.BATCH_RELEASE)
    with django_assert_max_num_queries(MOST.get(page, 6)):
        assert desk.get(where).status_code == 200


def test_finance_sees_what_it_pays_and_no_refusal(browser: Browser, clock_at: Clock, city: None) -> None:
    clock_at(ANSWERED)
    refused = acting.sign_all(case_at("section", case_submitted()), Stance.REFUSE, "不符合条件。", at=SIGNED)
    refused = acting.sign_all(refused, at=SIGNED)
    assert refused.state == "refused"
    checker = browser(cast.FUNDS_CHECK)
    assert checker.get(f"/desk/cases/{refused.number}/").status_code == 404
    assert checker.get(f"/desk/cases/{refused.number}/reveal/0/").status_code == 404
