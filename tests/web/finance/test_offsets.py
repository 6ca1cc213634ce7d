"""抵缴 on the screens: the applicant reads what meets what and agrees; finance sees that it is no change to an account of theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests import cast
from tests.house.payee.offsets import AGREED, COLLECTING, CONFIRMED, COOLED, owing
from tests.web.conftest import Browser, token
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.models import AccountChange, ProfileChoice

pytestmark = pytest.mark.usefixtures("city")


def said(row_id: int, **otherwise: str) -> dict[str, str]:
    return {"recovery": str(row_id), "yuan": "1000.00", "agreed": "1"} | otherwise | {"form_token": token()}


def test_from_the_debt_to_the_treasurys_account(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    row = owing()
    number = row.case.number
    clock_at(AGREED)
    head = browser(cast.LEGAL_REP)
    assert f"用办件 {number} 的款项抵缴" in head.get(f"/cases/{number}").text
    page = head.get(f"/cases/{number}/account").text
    assert "用这笔款抵缴追回款" in page
    assert "没有您的同意，应拨付给您的款项照常拨付" in page
    answer = head.post(f"/cases/{number}/account/offset", said(row.pk, agreed=""))
    assert "请先勾选“我同意”" in answer.text
    assert not AccountChange.objects.exists()
    answer = head.post(f"/cases/{number}/account/offset", said(row.pk), follow=True).text
    assert "这笔款直接缴入国库；在这以前可以撤回" in answer
    assert "同意用这笔款抵缴追回款" in answer
    clock_at(CONFIRMED)
    finance, change = browser(cast.FUNDS_CHECK), AccountChange.objects.get()
    page = finance.get("/finance/accounts/").text
    assert "抵缴汇入" in page
    assert row.code in page
    finance.post(f"/finance/accounts/{change.pk}/confirm/", {"asked_back": "1", "form_token": token()})
    assert bring_into_force(change.pk, at=COOLED)
    clock_at(COOLED)
    assert "同意用待拨付的1000.00元抵缴追回款，冷静期至" in browser(cast.HANDLER).get(f"/desk/cases/{number}/").text


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        pytest.param({"recovery": "x"}, "没有读到要抵缴的追回款", id="no debt"),
        pytest.param({"recovery": "999999"}, "没有可以用这个办件的款项抵缴的追回决定", id="another debt"),
        pytest.param({"yuan": "一千"}, "没有读到同意抵缴的金额", id="no sum"),
        pytest.param({"yuan": "1.00"}, "不是您看到的 1.00 元", id="another sum"),
    ],
)
def test_a_form_that_was_tampered_with_is_told(
    otherwise: dict[str, str], sentence: str, browser: Browser, clock_at: Callable[[datetime], None]
) -> None:
    row = owing()
    clock_at(AGREED)
    answer = browser(cast.LEGAL_REP).post(f"/cases/{row.case.number}/account/offset", said(row.pk, **otherwise))
    assert sentence in answer.text
    assert not AccountChange.objects.exists()


def test_the_bureau_names_the_account_it_collects_on(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    clock_at(AGREED)
    head = browser(cast.FINANCE_HEAD)
    assert "没有登记，追回款不能抵缴" in head.get("/finance/profile/").text
    named = {"unit": "finance@410523", "profile": "gb18030_csv", "account": "", "collecting_payee": COLLECTING.payee}
    answer = head.post("/finance/profile/choose/", named | {"form_token": token()})
    assert "要写全户名、账号和开户行" in answer.text
    named |= {"collecting_account": COLLECTING.account, "collecting_bank": COLLECTING.bank}
    answer = head.post("/finance/profile/choose/", named | {"form_token": token()}, follow=True).text
    assert COLLECTING.account in answer
    assert ProfileChoice.objects.get().collecting_payee == COLLECTING.payee
