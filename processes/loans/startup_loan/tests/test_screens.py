"""Who sees a loan, and what the bank and the guarantee institution record on its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from processes.loans.models import Loan
from processes.loans.startup_loan import play
from processes.loans.startup_loan.item import ITEM
from processes.loans.startup_loan.tests.conftest import moment
from workflow_app.management import acting
from workflow_app.management.stage import Stage


@pytest.fixture(autouse=True)
def june(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """It is 2026-06-25, or what the test says."""

    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    set_to(moment("2026-06-25"))
    return set_to


def browser(username: str) -> Client:
    client = Client()
    client.force_login(acting.account(username))
    return client


def act(client: Client, loan: Loan, name: str, **said: str) -> tuple[int, str]:
    posted = client.post(f"/desk/loans/{loan.case.number}/{name}/", said | {"form_token": str(uuid4())}, follow=True)
    return posted.status_code, posted.content.decode()


def test_the_borrower_sees_what_is_due_and_what_is_owed(loan: Loan) -> None:
    page = browser("wang").get(f"/loans/{loan.case.number}").content.decode()
    assert "150,000.00" in page
    assert "未付" in page
    assert "151,297.92" in page  # principal, 1,225.00 due, 72.92 of five days since
    case = browser("wang").get(f"/cases/{loan.case.number}").content.decode()
    assert f'href="/loans/{loan.case.number}"' in case


def test_a_second_application_is_told_of_the_loan_on_the_page_that_says_who_applies(loan: Loan) -> None:
    at, username = moment("2026-06-25"), play.REPAYS
    casting = acting.casting_of(username, 900, at.date())
    draft = acting.fill(ITEM.slug, play.APPLICATION, casting, by=acting.account(username), at=at)
    page = browser(username).get(f"/drafts/{draft.pk}/person/").content.decode()
    assert f"{loan.case.number}号办件的创业担保贷款还在办理或者还没有还清" in page
    assert "最早可以在2028年3月28日申请" in page


def test_ones_loans_are_listed(loan: Loan) -> None:
    page = browser("wang").get("/loans/").content.decode()
    assert "2026年6月20日应付1,225.00元" in page
    assert loan.case.number in page
    assert "还没有贷款" in browser("stranger").get("/loans/").content.decode()
    assert 'href="/loans/"' in browser("wang").get("/").content.decode()


@pytest.mark.parametrize(("username", "status"), [("stranger", 404), ("tangyin.disburse", 403)])
def test_nobody_else_sees_the_borrowers_page(loan: Loan, username: str, status: int) -> None:
    assert browser(username).get(f"/loans/{loan.case.number}").status_code == status


def test_a_case_without_a_loan_has_no_such_page(stage: Stage) -> None:
    case = stage.file("application", "chen", stage.begin)
    answer = browser("chen").get(f"/loans/{case.number}")
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode() or "还没有放款" in answer.content.decode()


@pytest.mark.parametrize("username", ["tangyin.disburse", "tangyin.guarantee", "tangyin.loan"])
def test_the_ledger_shows_the_loans_of_ones_place(loan: Loan, username: str) -> None:
    page = browser(username).get("/desk/loans/").content.decode()
    assert loan.case.number in page
    assert "贷款台账" in page
    assert loan.case.number not in browser(username).get("/desk/loans/?state=overdue").content.decode()


@pytest.mark.parametrize("username", ["linzhou.disburse", "tangyin.draft"])
def test_other_places_see_nothing(loan: Loan, username: str) -> None:
    client = browser(username)
    assert loan.case.number not in client.get("/desk/loans/").content.decode()
    assert client.get(f"/desk/loans/{loan.case.number}/").status_code == 404


def test_a_payment_is_recorded_once(loan: Loan) -> None:
    client, token = browser("tangyin.disburse"), str(uuid4())
    said = {"paid_fen": "1,225.00", "paid_on": "2026年6月20日", "voucher": "凭证1", "form_token": token}
    for _click in range(2):
        assert client.post(f"/desk/loans/{loan.case.number}/repayment/", said).status_code == 302
    assert loan.repayments.count() == 1
    assert "凭证1" in client.get(f"/desk/loans/{loan.case.number}/").content.decode()


def test_mistakes_come_back_with_the_words_kept(loan: Loan) -> None:
    client = browser("tangyin.disburse")
    status, page = act(client, loan, "repayment", paid_fen="很多", paid_on="2026-06-20", voucher="凭证1")
    assert (status, "没有看懂" in page, "凭证1" in page) == (422, True, True)
    status, page = act(client, loan, "repayment", paid_fen="160000", paid_on="2026-06-20", voucher="凭证1")
    assert (status, "多于2026-06-20结清所需的" in page, 'value="160000"' in page) == (422, True, True)
    assert not loan.repayments.exists()


def test_overdue_and_extension_from_the_page(loan: Loan) -> None:
    client = browser("tangyin.disburse")
    assert act(client, loan, "overdue")[0] == 200
    assert Loan.objects.get(pk=loan.pk).state == "overdue"
    status, page = act(client, loan, "extension", extended_until="2028-09-28", consent="函1")
    assert (status, "不能展期" in page) == (409, True)
    assert act(client, loan, "unknown")[0] == 404


def test_who_records_what(loan: Loan) -> None:
    assert act(browser("tangyin.guarantee"), loan, "overdue")[0] == 403
    bank = browser("tangyin.disburse").get(f"/desk/loans/{loan.case.number}/").content.decode()
    guarantor = browser("tangyin.guarantee").get(f"/desk/loans/{loan.case.number}/").content.decode()
    assert "/repayment/" in bank
    assert "/repayment/" not in guarantor


def test_recovery_from_the_page(stage: Stage, loan: Loan, june: Callable[[datetime], None]) -> None:
    since = play.behind(loan)
    play.paid_by_the_fund(stage, loan.case, loan, since + play.CLAIM_AFTER)
    june(moment("2026-10-09"))
    said = {"recovered_fen": "20000", "recovered_on": "2026-10-08", "voucher": "追回1", "words": "保证人代偿。"}
    status, page = act(browser("tangyin.guarantee"), loan, "recovery", **said)
    assert (status, "16,000.00" in page, "4,000.00" in page) == (200, True, True)
