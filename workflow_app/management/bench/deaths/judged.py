"""What must be so whoever died: the house's own proof, and the same once more from the bank's side and from plain sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Sum

from workflow_app.management.bench.deaths.bank import Bank
from workflow_app.models import (
    Appropriation,
    BatchState,
    Claim,
    ClaimState,
    IssuedDocument,
    Ledger,
    LineState,
    OutboxEntry,
    PaperState,
    PaymentBatch,
    PaymentLine,
    Posting,
)
from workflow_app.models.money import COUNTER
from workflow_app.policy.money import fen_of
from workflow_app.queries.audit.verify import breaks

NOTHING = 0


def faults(bank: Bank) -> Iterator[str]:
    """At any moment, also between two deaths."""
    yield from breaks()
    yield from bank.complaints
    yield from _paid_twice(bank)
    yield from _otherwise_than_the_bank(bank)
    yield from _counters()


def left_over() -> Iterator[str]:
    """At the end: nothing stands in between, nothing waits, nothing was put aside."""
    for batch in PaymentBatch.objects.exclude(state__in=(BatchState.SETTLED, BatchState.DISCARDED)):
        yield f"batch {batch.number} stands at {batch.state}"
    for claim in Claim.objects.exclude(state=ClaimState.PAID):
        yield f"claim {claim.pk} is {claim.state}"
    for job in OutboxEntry.objects.exclude(state=OutboxEntry.State.DONE):
        yield f"job {job.key} is {job.state}: {job.failure}"
    sheets = IssuedDocument.objects.filter(kind="release").exclude(state=PaperState.VOID)
    if sheets.count() != PaymentBatch.objects.count() or sheets.exclude(state=PaperState.STORED).exists():
        yield f"{sheets.count()} release papers for {PaymentBatch.objects.count()} batches"


def _paid_twice(bank: Bank) -> Iterator[str]:
    """Of the transfers the bank carried out, whichever claims they were for."""
    claim_of = {
        (number, n): claim for number, n, claim in PaymentLine.objects.values_list("batch__number", "ordinal", "claim")
    }
    times = Counter(claim_of.get(key) for key, paid in bank.paid.items() if paid)
    yield from (f"claim {claim} was paid {n} times by the bank" for claim, n in times.items() if claim is None or n > 1)


def _otherwise_than_the_bank(bank: Bank) -> Iterator[str]:
    """Every transfer is a line of that account and sum; what the rows call settled the bank did, and the other way round."""
    rows = {(row.batch.number, row.ordinal): row for row in PaymentLine.objects.select_related("batch")}
    for key, asked in bank.asked.items():
        row = rows.get(key)
        if row is None or (row.account, fen_of(row.amount)) != (asked.account, asked.fen):
            yield f"{key}: the bank was asked for {asked}, the rows hold {row}"
    for key, row in rows.items():
        settled = {LineState.PAID: True, LineState.RETURNED: False}.get(LineState(row.state))
        if settled is not None and bank.paid.get(key) is not settled:
            yield f"{key} is {row.state} here, and {bank.paid.get(key)} at the bank"


def _counters() -> Iterator[str]:
    """Counters against postings, and both against the claims themselves."""
    for row in Appropriation.objects.all():
        for account, name in COUNTER.items():
            into, out = (_moved(row, side, account) for side in ("target", "source"))
            if into - out != getattr(row, name):
                yield f"{row.indicator}: {name} is {getattr(row, name)}, its postings leave {into - out}"
    for account, state in ((Ledger.RESERVED, ClaimState.DETERMINED), (Ledger.PAID, ClaimState.PAID)):
        held = sum(getattr(row, COUNTER[account]) for row in Appropriation.objects.all())
        owed = Claim.objects.filter(state=state).aggregate(sum=Sum("amount"))["sum"] or NOTHING
        if held != owed:
            yield f"{account}: the indicators hold {held}, the claims {owed}"


def _moved(row: Appropriation, side: str, account: Ledger) -> int:
    return Posting.objects.filter(appropriation=row, **{side: account}).aggregate(sum=Sum("amount"))["sum"] or NOTHING
