"""追回 on the screens: the desk orders, the applicant reads what to pay and where, finance enters what the Treasury received."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests import cast
from tests.conftest import moment
from tests.house.recovery.owing import CODE, ORDERED, RECEIVED, ordered, paid, proposed
from tests.web.conftest import Browser, token
from workflow_app.models import ReceiptEntry, Recovery, RecoveryReceipt

pytestmark = pytest.mark.usefixtures("city")
PAGE = "/finance/recoveries/"
CODE_DIGITS = CODE.replace(" ", "")


def entered(**otherwise: str) -> dict[str, str]:
    return (
        {"code": CODE, "serial": "国库001", "yuan": "400.00", "paid_on": "2026-05-20"}
        | otherwise
        | {"form_token": token()}
    )


def test_from_the_desk_to_the_treasury(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    case = paid()
    clock_at(moment("2026-05-06 10:00"))
    handler, base = browser(cast.HANDLER), f"/desk/cases/{case.number}/beside"
    assert "提出追回" in handler.get(f"/desk/cases/{case.number}/").text
    said = {"facts": "证书编号查无此证", "basis": "示例办法第十条", "lines": "1 600.00"} | {"form_token": token()}
    assert "告知拟追回600.00元" in handler.post(f"{base}/propose-recovery/0/", said, follow=True).text
    row = Recovery.objects.get()
    party = browser(cast.TRAINEE)
    assert "现在不需要缴款" in party.get(f"/cases/{case.number}").text
    told = {"words": "证书是学校代领的。"} | {"form_token": token()}
    assert "已收到您的陈述申辩意见" in party.post(f"/cases/{case.number}/recovery/statement", told, follow=True).text
    clock_at(ORDERED)
    head = browser(cast.BUREAU_HEAD)
    order = {"code": CODE, "pay_by": "2026-06-15", "words": "应当追回"} | {"form_token": token()}
    assert "决定追回，限2026年6月15日前缴回" in head.post(f"{base}/order-recovery/{row.pk}/", order, follow=True).text
    page = browser(cast.TRAINEE).get(f"/cases/{case.number}").text
    assert CODE_DIGITS in page
    assert "不会让您转账到个人账户" in page
    clock_at(RECEIVED)
    finance = browser(cast.FUNDS_CHECK)
    assert "600.00" in finance.get(PAGE).text
    assert "等另一位同事" in finance.post(f"{PAGE}receive/", entered(yuan="600.00"), follow=True).text
    assert "须缴回" in browser(cast.TRAINEE).get(f"/cases/{case.number}").text
    confirmed = f"{PAGE}{ReceiptEntry.objects.get().pk}/confirm/"
    assert "款项已记回账上" in browser(cast.TREASURY).post(confirmed, {"form_token": token()}, follow=True).text
    assert "国库001" in finance.get(PAGE).text
    assert "须缴回" not in browser(cast.TRAINEE).get(f"/cases/{case.number}").text


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"yuan": "abc"}, "金额读不懂，请照国库收款凭证"),
        ({"yuan": "5000.00"}, "不能登记 5,000.00 元"),
        ({"paid_on": "昨天"}, "缴款日期读不懂"),
        ({"code": "123"}, "没有缴款码是 123 的追回决定"),
    ],
)
def test_a_wrong_receipt_gets_a_sentence_and_keeps_what_was_typed(
    browser: Browser, clock_at: Callable[[datetime], None], otherwise: dict[str, str], sentence: str
) -> None:
    ordered()
    clock_at(RECEIVED)
    page = browser(cast.FUNDS_CHECK).post(f"{PAGE}receive/", entered(**otherwise)).text
    assert sentence in page
    assert "国库001" in page
    assert not RecoveryReceipt.objects.exists()


def test_others_read_and_enter_nothing(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    ordered()
    clock_at(RECEIVED)
    assert "由资金审核岗的同事登记" in browser(cast.BATCH_RELEASE).get(PAGE).text
    assert browser(cast.HANDLER).get(PAGE).status_code == 404
    assert CODE_DIGITS not in browser(cast.BUDGET_ELSEWHERE).get(PAGE).text
    browser(cast.BATCH_RELEASE).post(f"{PAGE}receive/", entered())
    assert not RecoveryReceipt.objects.exists()


@pytest.mark.parametrize("lines", ["a 5.00", "1", "1 x", "1 5.00\n1 6.00"])
def test_lines_that_cannot_be_read(browser: Browser, clock_at: Callable[[datetime], None], lines: str) -> None:
    case = paid()
    clock_at(moment("2026-05-06 10:00"))
    said = {"facts": "查无此证", "basis": "示例办法", "lines": lines} | {"form_token": token()}
    page = browser(cast.HANDLER).post(f"/desk/cases/{case.number}/beside/propose-recovery/0/", said).text
    assert "读不懂" in page
    assert not Recovery.objects.exists()


def test_words_too_long_are_refused_and_never_cut(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    case = paid()
    clock_at(moment("2026-05-06 10:00"))
    said = {"facts": "查" * 1001, "basis": "示例办法"} | {"form_token": token()}
    page = browser(cast.HANDLER).post(f"/desk/cases/{case.number}/beside/propose-recovery/0/", said).text
    assert "最长1000个字符" in page
    assert not Recovery.objects.exists()


def test_nothing_to_say_where_nothing_is_asked(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    row = proposed()
    clock_at(ORDERED)
    assert "陈述申辩" in browser(cast.TRAINEE).get(f"/cases/{row.case.number}/recovery/statement").text
    ordered(row)
    page = browser(cast.TRAINEE).get(f"/cases/{row.case.number}/recovery/statement").text
    assert "没有等您陈述申辩的追回告知" in page


def test_a_colleague_confirms_or_sends_back(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    ordered()
    clock_at(RECEIVED)
    checker, treasury = browser(cast.FUNDS_CHECK), browser(cast.TREASURY)
    assert "等另一位同事" in checker.post(f"{PAGE}receive/", entered(), follow=True).text
    entry = ReceiptEntry.objects.get()
    page = checker.get(PAGE).text
    assert "退回登记" in page
    assert "与凭证相符，入账" not in page, "who entered it does not confirm it"
    assert "与凭证相符，入账" not in browser(cast.BATCH_RELEASE).get(PAGE).text
    said = {"reason": "金额少写一个零。", "form_token": token()}
    assert "已退回，没有入账" in treasury.post(f"{PAGE}{entry.pk}/refuse/", said, follow=True).text
    checker.post(f"{PAGE}receive/", entered())
    again = ReceiptEntry.objects.latest("pk")
    assert "与凭证相符，入账" in treasury.get(PAGE).text
    assert "已核对入账" in treasury.post(f"{PAGE}{again.pk}/confirm/", {"form_token": token()}, follow=True).text
    assert RecoveryReceipt.objects.get().amount == 400
