"""`verify` sees when a loan is no longer what its payments make it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from processes.loans.commands.mark_overdue import mark_overdue
from processes.loans.commands.record_repayment import record_repayment, settle
from processes.loans.models import Delay, Loan
from processes.loans.startup_loan.tests.conftest import moment
from workflow_app.models import Account
from workflow_app.queries.audit.verify import breaks

JUNE = date(2026, 6, 20)


def told() -> str:
    return "；".join(breaks())


def test_loans_as_recorded_are_sound(loan: Loan, bank: Account) -> None:
    assert told() == ""
    mark_overdue(loan.pk, by=bank, at=moment("2026-06-25"))
    assert told() == ""
    record_repayment(loan.pk, 1_225_00, date(2026, 6, 26), "凭证1", by=bank, at=moment("2026-06-26"))
    settle(loan.pk, date(2026, 7, 1), "结清", by=bank, at=moment("2026-07-01"))
    assert told() == ""


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"state": "settled", "settled_on": JUNE}, "本金只还了 0 元", id="settled without a payment"),
        pytest.param({"state": "overdue", "behind_since": JUNE}, "逾期记录与它不符", id="overdue without a delay"),
        pytest.param({"compensated": Decimal("1.00")}, "没有代偿日期", id="compensated on no day"),
    ],
)
def test_a_state_nobody_recorded_is_named(loan: Loan, changed: dict[str, object], words: str) -> None:
    Loan.objects.filter(pk=loan.pk).update(**changed)
    assert words in told()


def test_a_settled_loan_set_back_is_named(loan: Loan, bank: Account) -> None:
    settle(loan.pk, date(2026, 5, 1), "结清", by=bank, at=moment("2026-05-01"))
    Loan.objects.filter(pk=loan.pk).update(state="performing")
    assert "却没有登记为结清" in told()
    Loan.objects.filter(pk=loan.pk).update(principal=Decimal("100000.00"))
    assert "多于贷款本金" in told()


def test_a_delay_taken_away_is_named(loan: Loan, bank: Account) -> None:
    mark_overdue(loan.pk, by=bank, at=moment("2026-06-25"))
    Delay.objects.all().delete()
    assert "逾期记录与它不符" in told()
