"""What verify says of money that met a debt behind the house's back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests import cast
from tests.cast import who
from tests.house.payee.offsets import AGREED, COLLECTING, COOLED, answered, drafted, in_force, owing, released
from tests.situations import own_claim
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.models import (
    AccountChange,
    Appropriation,
    PayeeAccount,
    PaymentLine,
    Posting,
    ProfileChoice,
    ReceiptEntry,
    Recovery,
    triggers,
)
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.bank_profiles import Collecting

pytestmark = [pytest.mark.usefixtures("city"), pytest.mark.tampered]


def another_fund() -> None:
    """The trainee's money that was ordered back stood in another fund than the one that met it."""
    row = Appropriation.objects.get()
    row.pk, row.indicator, row.fund = None, "汤财社〔2026〕99号", "另一项资金"
    row.save()
    Posting.objects.filter(claim__ordinal=1, claim__recovered_lines__isnull=False).update(appropriation=row)


def another_applicant() -> None:
    Recovery.objects.update(case=own_claim())


def more_than_was_ordered() -> None:
    Recovery.objects.update(amount=999)


def another_debt_on_the_line() -> None:
    PaymentLine.objects.filter(towards__isnull=False).update(towards=None)


def without_a_consent() -> None:
    AccountChange.objects.update(towards=None, agreed=None)


def another_account() -> None:
    ProfileChoice.objects.update(collecting_account="160200000000000098")


def the_treasury_without_a_debt() -> None:
    PayeeAccount.objects.update(towards=None)


def more_than_was_agreed() -> None:
    PayeeAccount.objects.filter(towards__isnull=False).update(agreed=999)


def agreed_otherwise() -> None:
    AccountChange.objects.update(agreed=2000)


def a_receipt_of_another_sum() -> None:
    ReceiptEntry.objects.create(
        recovery=Recovery.objects.get(),
        line=PaymentLine.objects.get(towards__isnull=False),
        serial="国库009",
        paid_on=AGREED.date(),
        amount=1,
        by=who(cast.FUNDS_CHECK),
        at=AGREED,
    )


PLANTED: tuple[tuple[Callable[[], None], str], ...] = (
    (another_fund, "第1笔抵缴了另一项资金的追回款"),
    (another_applicant, "两件不是同一申请人"),
    (more_than_was_ordered, "应追回 999.00 元，抵缴了 1000.00 元"),
    (another_debt_on_the_line, "第1笔抵缴的追回款与编制时登记的账户不同"),
    (another_debt_on_the_line, "第1笔的用途与明细不同"),
    (without_a_consent, "的款项用来抵缴，没有申请人同意的记录"),
    (another_account, "选用的银行格式或付款账号与记录不同"),
    (another_account, "更换的收款账户换了户名"),
    (more_than_was_agreed, "申请人同意抵缴 999.00 元，抵缴了 1000.00 元"),
    (agreed_otherwise, "同意抵缴的金额与记录不同"),
    (a_receipt_of_another_sum, "国库收款 国库009 登记 1.00 元，它的抵缴转账是 1000.00 元"),
    (the_treasury_without_a_debt, "第1笔抵缴的追回款与编制时登记的账户不同"),
)


@pytest.mark.parametrize(("plant", "told"), PLANTED, ids=lambda each: getattr(each, "__name__", None))
def test_what_could_not_be_met_is_named(plant: Callable[[], None], told: str) -> None:
    in_force(owing())
    answered(released(drafted()))
    triggers.lift(connection)
    plant()
    triggers.install(connection)
    found = list(breaks())
    assert any(told in each for each in found), found


def test_a_consent_of_the_office_is_named() -> None:
    in_force(owing())
    triggers.lift(connection)
    AccountChange.objects.update(asked_by=who(cast.HANDLER), asked_at=AGREED)
    triggers.install(connection)
    assert any("更换收款账户的经过与记录不同" in each for each in breaks())


@pytest.mark.parametrize(
    ("at", "named"),
    [pytest.param(AGREED - timedelta(days=1), True, id="before"), pytest.param(COOLED, False, id="since")],
)
def test_what_counts_is_where_the_treasury_collected_when_it_was_agreed(at: datetime, named: bool) -> None:
    in_force(owing())
    elsewhere = Collecting(COLLECTING.payee, "160200000000000098", COLLECTING.bank)
    choose_profile("finance@410523", "gb18030_csv", "", elsewhere, by=None, at=at)
    assert any("更换的收款账户换了户名" in each for each in breaks()) == named
