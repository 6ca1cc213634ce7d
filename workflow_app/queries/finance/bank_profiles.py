"""Which bank format a finance unit writes, and a batch as that format wants it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime

from workflow_app.bank.profile import Profile
from workflow_app.bank.profile_file import DEFAULT, profile_named
from workflow_app.bank.transfer import Order, Transfer
from workflow_app.models import PaymentBatch, PaymentLine, ProfileChoice, Unit
from workflow_app.policy.money import fen_of
from workflow_app.queries.names import name_on


@dataclass(frozen=True, slots=True)
class Collecting:
    """The account on which the Treasury collects what is paid under a payment code (非税收入汇缴账户)."""

    payee: str
    account: str
    bank: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The format in use at a unit, the account it pays from and the Treasury's collecting account, None where none is known;
    `choice` None: nobody chose, the default holds."""

    profile: Profile
    payer_account: str
    collecting: Collecting | None
    choice: ProfileChoice | None


def chosen(unit: Unit) -> Chosen:
    """The newest choice of a finance unit."""
    choice = ProfileChoice.objects.filter(unit=unit).select_related("by").order_by("-pk").first()
    if choice is None:
        return Chosen(profile_named(DEFAULT), "", None, None)
    return Chosen(profile_named(choice.profile), choice.payer_account, _collecting(choice), choice)


def _collecting(choice: ProfileChoice) -> Collecting | None:
    named = choice.collecting_payee, choice.collecting_account, choice.collecting_bank
    return Collecting(*named) if all(named) else None


MOST = 20


@dataclass(frozen=True, slots=True)
class PastChoice:
    """A choice of a unit as its page shows it: the title of the format, who and when."""

    title: str
    choice: ProfileChoice


def choices_of(unit: Unit) -> list[PastChoice]:
    """The last choices of a unit, the newest first."""
    rows = ProfileChoice.objects.filter(unit=unit).select_related("by").order_by("-pk")[:MOST]
    return [PastChoice(profile_named(row.profile).title, row) for row in rows]


def profile_of(batch: PaymentBatch) -> Profile:
    """The format a batch was drafted for, whatever was chosen since."""
    return profile_named(batch.profile)


def order_of(batch: PaymentBatch, lines: Iterable[PaymentLine]) -> Order:
    """The batch as a bank is asked to pay it, from the frozen lines; dated by its release once there is one."""
    at = localtime(batch.released_at or batch.drafted_at)
    transfers = [_transfer(batch, line) for line in lines]
    return Order(batch.number, name_on(batch.finance, at.date()).name, batch.payer_account, at, transfers)


def _transfer(batch: PaymentBatch, line: PaymentLine) -> Transfer:
    purpose = f"缴款码{line.towards.code}" if line.towards else str(batch.request.notice)
    return Transfer(line.ordinal, line.payee, line.account, line.bank, fen_of(line.amount), purpose)
