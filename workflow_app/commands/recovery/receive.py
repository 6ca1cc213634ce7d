"""A receipt of the Treasury that somebody entered is confirmed by another: what came back leaves what was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localtime

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.issue import issue
from workflow_app.commands.post import Line, post_lines
from workflow_app.commands.reassess import tell_those_behind
from workflow_app.commands.record import record
from workflow_app.commands.recovery.enter import held_entry, is_owing, may_answer, plausible
from workflow_app.commands.reserve import standing
from workflow_app.models import (
    Account,
    Appropriation,
    Case,
    Claim,
    ClaimState,
    FundsMove,
    Ledger,
    ReceiptEntry,
    Recovery,
    RecoveryReceipt,
)
from workflow_app.policy.money import apportioned
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import SeparationOfDuties
from workflow_app.queries.finance.recoverable import came_back, owed
from workflow_app.queries.papers import recovery as papers

PAID_BACK = PaperKind(
    "recovery_paid_back", "追回款项缴清告知书", "case_paper", "追结", "papers/recovery_paid_back.html"
)


def confirm_receipt(entry_id: int, *, by: Account, at: datetime) -> RecoveryReceipt:
    """Post what another person entered. Money paid this year from an indicator still open may be spent again; what comes back later stays
    with the Treasury. Once nothing is owed the recovery ends with a paper.

    By another person of the section or of the treasury section of the finance bureau that paid. Raises NotFound, NotAllowed,
    SeparationOfDuties for who entered it and for one's own matter, AlreadyDone once it is answered, NotPossibleNow for a recovery that owes
    nothing, NotUnderstood for more than is owed by now.
    """
    with held_entry(entry_id) as (entry, row, case):
        claims = list(Claim.objects.filter(recovered_lines__recovery=row).order_by("ordinal"))
        stood = standing(claims, Ledger.PAID)
        may_answer(entry, row, case, by, at)
        if by == entry.by:
            raise SeparationOfDuties("这笔收款是您登记的，按双人复核的要求，请由另一位同事核对入账。")
        is_owing(row)
        plausible(row, entry.amount, entry.paid_on, localtime(at).date(), owed(row))
        entry.answered_by, entry.answered_at = by, at
        entry.save(update_fields=["answered_by", "answered_at"])
        receipt = _kept(entry, by, at)
        _post(row, claims, stood, receipt, at)
        told = {"yuan": str(entry.amount), "paid_on": entry.paid_on.isoformat(), "entry": entry.pk}
        record(
            case.stream, "receive_recovered", by=by, at=at, body={"recovery": row.pk, "serial": entry.serial, **told}
        )
        _frees(case, claims, at)
        if not owed(row):
            _ended(row, case, at)
        return receipt


def _kept(entry: ReceiptEntry, by: Account, at: datetime) -> RecoveryReceipt:
    number, yuan, words = entry.serial, entry.amount, f"缴款码 {entry.recovery.code}"
    move = FundsMove.objects.create(kind=FundsMove.Kind.RECOVER, number=number, words=words, amount=yuan, by=by, at=at)
    told = {"serial": number, "paid_on": entry.paid_on, "amount": yuan}
    return RecoveryReceipt.objects.create(recovery=entry.recovery, move=move, **told)


def _post(
    row: Recovery, claims: list[Claim], stood: Mapping[int, Sequence[Line]], receipt: RecoveryReceipt, at: datetime
) -> None:
    """Line by line in their order, of each line from every indicator it was paid from in proportion; the indicators in the order of
    their keys, as everywhere."""
    back: dict[int, list[Line]] = defaultdict(list)
    for claim, yuan in _by_claim(row, claims, receipt.amount):
        left = {key: paid for key, lines in stood.items() for of, paid in lines if of == claim}
        for key, part in apportioned(yuan, left).items():
            back[key].append((claim, part))
    rows = Appropriation.objects.in_bulk(list(back))
    for key in sorted(back):
        post_lines(key, Ledger.PAID, _where_to(rows[key], receipt), back[key], move=receipt.move, at=at)


def _frees(case: Case, claims: Sequence[Claim], at: datetime) -> None:
    """A line of which all came back gives nothing any more and stands in nobody's way; who was barred by it is asked again."""
    left = {claim.pk for lines in standing(claims, Ledger.PAID).values() for claim, _ in lines}
    whole = [claim.pk for claim in claims if claim.pk not in left]
    if Claim.objects.filter(pk__in=whole, state=ClaimState.PAID).update(state=ClaimState.RECOVERED):
        tell_those_behind(case, at=at)


def _by_claim(row: Recovery, claims: list[Claim], yuan: Decimal) -> Iterator[tuple[Claim, Decimal]]:
    """So much of the receipt belongs to each line: the first is filled first."""
    asked = dict(row.lines.values_list("claim", "amount"))
    back = came_back(row)
    for claim in claims:
        part = min(asked[claim.pk] - back.get(claim.pk, Decimal(0)), yuan)
        if part > 0:
            yield claim, part
            yuan -= part


def _where_to(indicator: Appropriation, receipt: RecoveryReceipt) -> Ledger:
    reusable = indicator.closed_on is None and indicator.year == receipt.paid_on.year
    return Ledger.AVAILABLE if reusable else Ledger.RETURNED


def _ended(row: Recovery, case: Case, at: datetime) -> None:
    row.settle()
    row.ended_at = at
    row.save(update_fields=["state", "ended_at"])
    issue(PAID_BACK.kind, paper=PAID_BACK, case=case, data=papers.paid_back(case, row, at), at=at)
    archive_when_ready(case, at=at, occasion=f"recovery {row.pk}")
