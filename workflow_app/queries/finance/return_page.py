"""A presented return file as its page shows it: sums, reasons, and every row that does not match. Accounts are masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from forms.identity import mask_account
from workflow_app.bank.matching import Unmatched
from workflow_app.bank.transfer import Said
from workflow_app.models import BankReturn, PaymentBatch, PaymentLine, PresentedReturn
from workflow_app.policy.money import yuan_text
from workflow_app.queries.finance.returned_files import by_ordinal, look, posted_before

SHOWN = 200  # rows of a kind; a file with more wrong ones is wrong as a whole


@dataclass(frozen=True, slots=True)
class Returned:
    """A transfer the bank sent back, with its reason."""

    ordinal: int
    payee: str
    account: str
    amount: Decimal
    standing: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that answers nothing we sent."""

    row: int
    batch: str
    ordinal: int
    account: str
    amount: Decimal
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of ours the file does not answer."""

    ordinal: int
    payee: str
    account: str
    amount: Decimal
    standing: str


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """`posted` is set once the file was read in; then the rest only repeats what it said."""

    whole: bool
    paid: int
    paid_yuan: Decimal
    returned: tuple[Returned, ...]
    returned_count: int
    returned_yuan: Decimal
    reasons: tuple[tuple[str, int], ...]
    strays: tuple[Stray, ...]
    stray_count: int
    missing: tuple[Missing, ...]
    missing_count: int
    to_ask: tuple[str, ...]
    parts: tuple[int, ...]
    posted: BankReturn | None


def page_of_return(batch: PaymentBatch, shown: PresentedReturn, data: bytes) -> ReturnPage:
    """The file as it compares now; one that was posted compares with what was open before it."""
    posted = posted_before(shown.sha256)
    lines = by_ordinal(batch)
    matching = look(batch, data, lines.values(), leave_out=posted)
    said = matching.returned
    return ReturnPage(
        whole=matching.whole,
        paid=len(matching.paid),
        paid_yuan=_yuan(matching.paid),
        returned=tuple(_returned(each, lines[each.answer.ordinal]) for each in said[:SHOWN]),
        returned_count=len(said),
        returned_yuan=_yuan(said),
        reasons=tuple(Counter(each.answer.reason for each in said).most_common()),
        strays=tuple(_stray(each) for each in matching.unmatched[:SHOWN]),
        stray_count=len(matching.unmatched),
        missing=tuple(_missing(lines[ordinal]) for ordinal in matching.missing[:SHOWN]),
        missing_count=len(matching.missing),
        to_ask=matching.to_ask,
        parts=matching.parts,
        posted=posted,
    )


def _yuan(said: Iterable[Said]) -> Decimal:
    return Decimal(yuan_text(sum(each.answer.fen for each in said)))


def _returned(said: Said, line: PaymentLine) -> Returned:
    reason = said.answer.reason
    return Returned(line.ordinal, line.payee, mask_account(line.account), line.amount, line.claim.standing, reason)


def _stray(each: Unmatched) -> Stray:
    told = each.said.answer
    says = "到账" if told.paid else f"退回：{told.reason}"
    amount = Decimal(yuan_text(told.fen))
    return Stray(each.said.row, each.said.batch, told.ordinal, mask_account(told.account), amount, says, each.why)


def _missing(line: PaymentLine) -> Missing:
    return Missing(line.ordinal, line.payee, mask_account(line.account), line.amount, line.claim.standing)
