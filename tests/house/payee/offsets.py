"""A school owes what was paid for one trainee, while the bank sent back what was paid for another."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.recovery.owing import ordered, paid, proposed
from tests.remembered import remembered
from tests.situations import case_submitted, file_of
from workflow_app.bank.transfer import Answer
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.consent_to_offset import consent_to_offset
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.models import AccountChange, Case, FundsRequest, PayeeAccount, PaymentBatch, Recovery
from workflow_app.policy.money import fen_of
from workflow_app.queries.finance.bank_profiles import Collecting

SINCE = moment("2026-01-05 09:00")
AGREED = moment("2026-05-15 10:00")
CONFIRMED = moment("2026-05-15 11:00")
COOLED = moment("2026-05-21 00:30")  # three working days and a weekend later
DRAFTED = moment("2026-05-21 09:00")
RELEASED = moment("2026-05-21 10:00")
WRITTEN = moment("2026-05-21 10:05")
ANSWERED = moment("2026-05-22 09:00")
COLLECTING = Collecting("汤阴县非税收入汇缴专户", "160200000000000099", "示例银行汤阴支行")
MONEY = Decimal("1000.00")


def treasury_collects() -> None:
    """The bureau's collecting account is known."""
    choose_profile("finance@410523", "gb18030_csv", "", COLLECTING, by=None, at=SINCE)


@remembered
def owing(yuan: str = "1000.00") -> Recovery:
    """So much of the first line is ordered back; the third came back from the bank and is still owed to the school."""
    treasury_collects()
    return ordered(proposed(paid(case_submitted(), returned=(3,)), {1: Decimal(yuan)}))


def agreed(row: Recovery, by: str = cast.LEGAL_REP, yuan: Decimal = MONEY, at: datetime = AGREED) -> AccountChange:
    return consent_to_offset(row.case_id, row.pk, yuan, by=who(by), at=at)


@remembered
def in_force(row: Recovery) -> PayeeAccount:
    """The second person asked back, the days are over."""
    change = agreed(row)
    confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=CONFIRMED)
    bring_into_force(change.pk, at=COOLED)
    return PayeeAccount.objects.latest("pk")


def drafted() -> PaymentBatch:
    return draft_batch(FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)


def released(batch: PaymentBatch) -> PaymentBatch:
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED)
    write_bank_file(batch.pk, at=WRITTEN)
    return PaymentBatch.objects.get(pk=batch.pk)


def answered(batch: PaymentBatch, *, paid: bool = True) -> PaymentBatch:
    reason = "" if paid else "户名不符"
    said = [Answer(line.ordinal, line.account, fen_of(line.amount), paid, reason) for line in batch.lines.all()]
    return read_return(batch.pk, file_of(batch, said), by=who(cast.BATCH_DRAFT), at=ANSWERED)


def case_of(row: Recovery) -> Case:
    return Case.objects.get(pk=row.case_id)
