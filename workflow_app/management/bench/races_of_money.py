"""Races over money: determinations against a budget, notices, batches, releases, returns. See races.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Sum

from workflow_app.approval.stance import Stance
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.recovery.decide import order_recovery
from workflow_app.commands.recovery.enter import enter_receipt
from workflow_app.commands.recovery.propose import propose_recovery
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.management.bench import stage
from workflow_app.management.bench.racing import race
from workflow_app.models import (
    Account,
    Appropriation,
    Case,
    Ledger,
    NoticeLine,
    PaymentBatch,
    PaymentLine,
    Posting,
    Recovery,
    RecoveryReceipt,
    Unit,
)
from workflow_app.policy.refusals import AlreadyDone, BudgetExhausted, Refusal

LATER = stage.OVER + timedelta(days=1)
EIGHT, FOR_THREE, FOR_ONE = 8, Decimal("30000.00"), Decimal("10000.00")
CROWD = 64
# Serials of claims stay below a thousand: beyond it made-up certificate numbers come again.


def determinations(rounds: int) -> Iterator[str]:
    """Eight determinations against a budget for three."""
    for number in range(rounds):
        more_money(FOR_THREE)
        cases = [stage.claim(100 + number * EIGHT + n, "notice") for n in range(EIGHT)]
        stage.noticed(*cases)
        deputy = acting.account("tangyin.deputy")
        seats = [stage.waiting(case).pk for case in cases]
        results = race([partial(give_opinion, seat, Stance.APPROVE, by=deputy, at=stage.OVER) for seat in seats])
        approved = sum(isinstance(result, Case) for result in results)
        exhausted = sum(isinstance(result, BudgetExhausted) for result in results)
        reserved = Appropriation.objects.aggregate(sum=Sum("reserved"))["sum"]
        if (approved, exhausted) != (3, 5) or reserved != FOR_THREE * (number + 1):
            yield f"determinations {number}: {approved} approved, {exhausted} refused, {reserved} reserved: {results}"


def crowd(rounds: int) -> Iterator[str]:
    """Eight people for each round, sixty-four at most, determine at once, each a case and each themself; there is money for one in six of
    them (ten of sixty-four)."""
    people = min(EIGHT * rounds, CROWD)
    paid = people * 10 // CROWD
    more_money(FOR_ONE * paid)
    before = Appropriation.objects.aggregate(sum=Sum("reserved"))["sum"]
    cases = [stage.claim(700 + n, "notice") for n in range(people)]
    stage.noticed(*cases)
    seats = zip([stage.waiting(case).pk for case in cases], stage.colleagues("deputy", people), strict=True)
    results = race([partial(give_opinion, seat, Stance.APPROVE, by=by, at=stage.OVER) for seat, by in seats])
    reserved = Appropriation.objects.aggregate(sum=Sum("reserved"))["sum"] - before
    told = sum(isinstance(result, BudgetExhausted) for result in results)
    left = min(row.available for row in Appropriation.objects.all())
    if (reserved, told) != (FOR_ONE * paid, people - paid) or left < 0:
        yield f"crowd: {reserved} reserved, {told} of {people} told, {left} left: {results}"


def more_money(yuan: Decimal) -> None:
    unit = Unit.objects.get(kind="hrss", region=stage.COUNTY)
    acts.endow(unit, stage.item().slug, stage.BEGIN.year, yuan, stage.BEGIN)


def notices(rounds: int) -> Iterator[str]:
    """Two handlers put the same case on notice."""
    one, other = acting.account("tangyin.handler"), stage.second_person("handler")
    for serial in range(rounds):
        case = stage.claim(300 + serial, "notice")
        results = race([partial(open_notice, [case.pk], by=by, at=stage.NOTICED) for by in (one, other)])
        shown = NoticeLine.objects.filter(claim__case=case).values("notice").distinct().count()
        if shown != 1 or sum(isinstance(result, AlreadyDone) for result in results) != 1:
            yield f"notices {serial}: on {shown} notices, {results}"


def batches(rounds: int) -> Iterator[str]:
    """Two drafters build a batch of one request, two people release it, its answer is read twice."""
    more_money(1000 * FOR_THREE)
    drafters = acting.account("tangyin.draft"), stage.second_person("draft")
    releasers = acting.account("tangyin.release"), stage.second_person("release")
    for serial in range(rounds):
        case = stage.claim(500 + serial, "notice")
        notice = stage.noticed(case)
        acting.sign_until_system(case, at=stage.OVER)
        request = acts.ask_finance(notice, LATER)
        drafted = race([partial(draft_batch, request.pk, by=by, at=LATER) for by in drafters])
        built = [result for result in drafted if isinstance(result, PaymentBatch)]
        if len(built) != 1 or PaymentLine.objects.filter(claim__case=case).count() != 10:
            yield f"batches {serial}: {drafted}"
            continue
        total = built[0].total
        released = race([partial(release_batch, built[0].pk, total, by=by, at=LATER) for by in releasers])
        if sum(isinstance(result, PaymentBatch) for result in released) != 1:
            yield f"releases {serial}: {released}"
        elif sum(isinstance(result, AlreadyDone) for result in released) != 1:
            yield f"releases {serial}: the loser reads {released}"
        yield from _answered_twice(built[0], serial)


def receipts(rounds: int) -> Iterator[str]:
    """Three officers enter what the Treasury received of one order: two of them the same receipt, each of the whole sum."""
    more_money(100 * FOR_THREE)
    checkers = acting.account("tangyin.check"), stage.second_person("check")
    for serial in range(rounds):
        case = stage.claim(600 + serial, "notice")
        row = _ordered_back(case, code := f"{41052300000000000000 + serial}")
        received = LATER + timedelta(days=21)
        enter = partial(_received, code, yuan=row.amount, paid_on=received.date(), at=received)
        entries = ((checkers[0], "a"), (checkers[1], "a"), (checkers[1], "b"))
        results = race([partial(enter, serial=f"{serial}{which}", by=by) for by, which in entries])
        back = Posting.objects.filter(claim__case=case, source=Ledger.PAID).aggregate(sum=Sum("amount"))["sum"]
        if sum(isinstance(result, RecoveryReceipt) for result in results) != 1 or back != row.amount:
            yield f"receipts {serial}: {back} came back, {results}"
        elif not all(isinstance(result, RecoveryReceipt | Refusal) for result in results):
            yield f"receipts {serial}: the losers read {results}"


def _received(code: str, serial: str, *, by: Account, at: datetime, **told: Any) -> RecoveryReceipt:
    """Entered by one, confirmed by the treasury section."""
    entry = enter_receipt(code, serial, told["yuan"], told["paid_on"], by=by, at=at)
    return confirm_receipt(entry.pk, by=acting.account("tangyin.treasury"), at=at)


def _ordered_back(case: Case, code: str) -> Recovery:
    """The case was paid; its party was heard; the head ordered all of it back."""
    notice = stage.noticed(case)
    acting.sign_until_system(case, at=stage.OVER)
    batch = draft_batch(acts.ask_finance(notice, LATER).pk, by=acting.account("tangyin.draft"), at=LATER)
    release_batch(batch.pk, batch.total, by=acting.account("tangyin.release"), at=LATER)
    write_bank_file(batch.pk, at=LATER)
    acts.bank_answers(batch, LATER)
    found = propose_recovery(case.pk, {}, "查无此证", "示例办法", by=acting.account("tangyin.handler"), at=LATER)
    heard, pay_by = LATER + timedelta(days=20), (LATER + timedelta(days=60)).date()
    head = acting.account("tangyin.head")
    order_recovery(found.pk, code, pay_by, "应当追回", by=head, at=heard)
    return found


def _answered_twice(batch: PaymentBatch, serial: int) -> Iterator[str]:
    write_bank_file(batch.pk, at=LATER)
    answered = race([partial(acts.bank_answers, batch, LATER)] * 2)
    posted = Posting.objects.filter(claim__payment_lines__batch=batch, target=Ledger.PAID).count()
    if posted != batch.count or sum(isinstance(result, AlreadyDone) for result in answered) != 1:
        yield f"returns {serial}: {posted} postings, {answered}"
