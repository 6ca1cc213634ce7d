"""A receipt of the Treasury under a payment code: what came back leaves what was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localtime

from forms.characters import compact
from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.issue import issue
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.post import Line, post_lines
from workflow_app.commands.reassess import tell_those_behind
from workflow_app.commands.record import record
from workflow_app.commands.recovery.held import held_recovery
from workflow_app.commands.reserve import standing
from workflow_app.models import (
    Account,
    Appropriation,
    Case,
    Claim,
    ClaimState,
    FundsMove,
    Ledger,
    Recovery,
    RecoveryReceipt,
)
from workflow_app.models.recovery import OWING
from workflow_app.policy.money import a_sum, apportioned
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.recoverable import came_back, owed
from workflow_app.queries.papers import recovery as papers
from workflow_app.queries.scope import acting_desk

PAID_BACK = PaperKind(
    "recovery_paid_back", "追回款项缴清告知书", "case_paper", "追结", "papers/recovery_paid_back.html"
)
LONGEST_SERIAL = 40
DESK = "funds_check"  # who compares figures with papers at finance


def receive_recovered(
    code: str, serial: str, yuan: Decimal, paid_on: date, *, by: Account, at: datetime
) -> RecoveryReceipt:
    """Post what the Treasury received. Money paid this year from an indicator still open may be spent again; what comes back
    later stays with the Treasury. Once nothing is owed the recovery ends with a paper.

    By who checks at the finance bureau that paid. Raises NotFound, NotAllowed, SeparationOfDuties for one's own matter, AlreadyDone for a serial
    number that was entered, NotPossibleNow for a recovery that owes nothing, NotUnderstood for a sum that is none or more than is
    owed, a code of no recovery, or a day in the future or before the order.
    """
    found = Recovery.objects.filter(code="".join(code.split())).exclude(code="").values_list("pk", flat=True).first()
    if found is None:
        raise NotUnderstood(f"没有缴款码是 {code.strip()} 的追回决定，请核对缴款码。")
    with held_recovery(found) as (row, case):
        claims = list(Claim.objects.filter(recovered_lines__recovery=row).order_by("ordinal"))
        stood = standing(claims, Ledger.PAID)
        payer = Appropriation.objects.filter(postings__claim__in=claims).values_list("unit", flat=True)[0]
        acting_desk(by, DESK, payer, localtime(at).date())
        is_kept_away(case, by)
        if row.state not in OWING:
            raise NotPossibleNow(f"缴款码 {row.code} 的追回现在是“{row.get_state_display()}”，没有待缴的款项。")
        _plausible(row, yuan, paid_on, localtime(at).date())
        receipt = _entered(row, serial, yuan, paid_on, by, at)
        _post(row, claims, stood, receipt, at)
        body = {"recovery": row.pk, "serial": receipt.serial, "yuan": str(yuan), "paid_on": paid_on.isoformat()}
        record(case.stream, "receive_recovered", by=by, at=at, body=body)
        _frees(case, claims, at)
        if not owed(row):
            _ended(row, case, at)
        return receipt


def _plausible(row: Recovery, yuan: Decimal, paid_on: date, today: date) -> None:
    left = owed(row)
    if a_sum(yuan) > left:
        raise NotUnderstood(
            f"本次追回还应缴 {left:,.2f} 元，不能登记 {yuan:,.2f} 元；多缴的按国库退库手续办理，不在这里登记。"
        )
    assert row.decided_at is not None, "what is owed was ordered"
    if not localtime(row.decided_at).date() <= paid_on <= today:
        raise NotUnderstood("缴款日期应在追回决定之后、今天以前，请照国库收款凭证填写。")


def _entered(row: Recovery, serial: str, yuan: Decimal, paid_on: date, by: Account, at: datetime) -> RecoveryReceipt:
    """One row a serial number, whoever enters it twice at once."""
    number = compact(serial)  # the same number typed wide or spaced is the same receipt
    if not number:
        raise NotUnderstood("请填写国库收款流水号：凭它与国库对账。")
    if len(number) > LONGEST_SERIAL:
        raise NotUnderstood(f"国库收款流水号最长{LONGEST_SERIAL}个字符，请照国库收款凭证核对。")
    move = FundsMove.objects.create(
        kind=FundsMove.Kind.RECOVER, number=number, words=f"缴款码 {row.code}", amount=yuan, by=by, at=at
    )
    fresh = RecoveryReceipt(recovery=row, serial=number, paid_on=paid_on, amount=yuan, move=move)
    RecoveryReceipt.objects.bulk_create([fresh], ignore_conflicts=True)
    kept = RecoveryReceipt.objects.filter(move=move).first()
    if kept is None:
        raise AlreadyDone(f"流水号 {number} 已经登记过，没有重复入账。")
    return kept


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
