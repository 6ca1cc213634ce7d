"""Recoveries of what a trainee, or a school for ten of them, was paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import batch_settled, own_claim
from workflow_app.commands.recovery.decide import order_recovery
from workflow_app.commands.recovery.demand import demand_recovered
from workflow_app.commands.recovery.enter import enter_receipt
from workflow_app.commands.recovery.propose import propose_recovery
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.models import Case, ReceiptEntry, Recovery, RecoveryReceipt

NOTICED = moment("2026-05-06 10:00")  # heard for five working days: until the 12th
ORDERED = moment("2026-05-14 10:00")
RECEIVED = moment("2026-05-20 10:00")
PAY_BY = date(2026, 6, 15)
DEMANDED = moment("2026-06-16 10:00")
COURT = moment("2026-11-16 10:00")  # six months after the order and a day, a Monday
FACTS, BASIS, WORDS = "证书编号查无此证", "示例办法第十条", "查无此证，应当追回"
CODE = "4105232605140000 0001"
NOTHING: Mapping[int, Decimal] = {}


def paid(case: Case | None = None, returned: tuple[int, ...] = ()) -> Case:
    """A case that was paid, ten days ago, but for the `returned` lines."""
    batch = batch_settled(case or own_claim(), returned)
    return Case.objects.get(claims__payment_lines__batch=batch, claims__ordinal=1)


def proposed(case: Case | None = None, asked: Mapping[int, Decimal] = NOTHING, by: str = cast.HANDLER) -> Recovery:
    return propose_recovery((case or paid()).pk, asked, FACTS, BASIS, by=who(by), at=NOTICED)


def ordered(row: Recovery | None = None, by: str = cast.BUREAU_HEAD) -> Recovery:
    return order_recovery((row or proposed()).pk, CODE, PAY_BY, WORDS, by=who(by), at=ORDERED)


def demanded(row: Recovery | None = None) -> Recovery:
    return demand_recovered((row or ordered()).pk, by=who(cast.HANDLER), at=DEMANDED)


def received(
    yuan: str = "1000.00",
    serial: str = "国库001",
    by: str = cast.FUNDS_CHECK,
    at: datetime = RECEIVED,
    transfer: str = "",
) -> RecoveryReceipt:
    """So much under the code, entered by one and confirmed by another; a recovery has to be ordered before."""
    return confirm_receipt(entered(yuan, serial, by, at, transfer).pk, by=who(cast.TREASURY), at=at)


def entered(
    yuan: str = "1000.00",
    serial: str = "国库001",
    by: str = cast.FUNDS_CHECK,
    at: datetime = RECEIVED,
    transfer: str = "",
) -> ReceiptEntry:
    """The same before anybody confirmed it."""
    return enter_receipt(CODE, serial, Decimal(yuan), at.date(), transfer, by=who(by), at=at)
