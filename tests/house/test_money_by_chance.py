"""Money by chance: determined, asked for, paid whole or in instalments, returned, reissued, recovered, carried into another year, in
whatever order; no fen is lost, doubled or paid twice, and what must not be done again is refused and changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from django.db.models import QuerySet, Sum
from django.utils.timezone import localtime

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.second_version import declare
from tests.house.treasury.planning import planned_at
from tests.situations import (
    DETERMINED,
    NEW_ACCOUNT,
    case_determined,
    case_submitted,
    endowed,
    nothing_new_before_payment,
    notice_of,
    own_claim,
)
from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.read_return import read_return
from workflow_app.commands.recovery.decide import order_recovery
from workflow_app.commands.recovery.enter import enter_receipt
from workflow_app.commands.recovery.propose import propose_recovery
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acts
from workflow_app.models import (
    Appropriation,
    BatchState,
    Case,
    Claim,
    ClaimState,
    FundsRequest,
    Instalment,
    Ledger,
    LineState,
    PaymentBatch,
    PaymentLine,
    Posting,
    Recovery,
    RecoveryReceipt,
)
from workflow_app.models.recovery import OWING, UNDER_WAY
from workflow_app.policy.instalments import Part
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.account_changes import in_a_batch
from workflow_app.queries.finance.due import due_rows
from workflow_app.queries.finance.recoverable import owed, recoverable
from workflow_app.queries.finance.simulated_bank import simulated_answer

NEW_YEAR = moment("2027-01-05 10:00")
YEAR_END = moment("2026-12-31 16:00")
STEPS = 40
EVERYTHING = {
    "ask",
    "draft",
    "release",
    "answer",
    "name_another_account",
    "recover",
    "receive",
    "close_the_year",
    "plan_the_new_year",
}
PARTS = ("0.01", "0.5", "1", "1")  # of what could come back
CENT = Decimal("0.01")
SPREAD = (Part(Fraction(1, 3), 0), Part(Fraction(2, 3), 2))


def unasked() -> QuerySet[Claim]:
    return Claim.objects.filter(notice_lines__funds_request=None, state=ClaimState.DETERMINED)


def paid_lines() -> QuerySet[PaymentLine]:
    return PaymentLine.objects.filter(state=LineState.PAID)


def kept_by_their_payees() -> list[Case]:
    """Of whom something may be asked back now."""
    paid = Case.objects.filter(claims__payment_lines__in=paid_lines()).distinct().order_by("pk")
    return [case for case in paid if recoverable(case) and not case.recoveries.filter(state__in=UNDER_WAY).exists()]


def batch_in_hand() -> bool:
    return PaymentBatch.objects.exclude(state__in=(BatchState.SETTLED, BatchState.DISCARDED)).exists()


def corrected_since(case: Case) -> bool:
    last = PaymentLine.objects.filter(claim__case=case, state=LineState.RETURNED).latest("pk")
    return last.settled_at is not None and case.payee_accounts.latest("pk").at > last.settled_at


def in_state(state: BatchState) -> QuerySet[PaymentBatch]:
    return PaymentBatch.objects.filter(state=state)


def came_back() -> QuerySet[PaymentLine]:
    back = PaymentLine.objects.filter(state=LineState.RETURNED, reissued_as=None)
    return back.filter(claim__state=ClaimState.DETERMINED)


class Money:
    """What may happen next to the money of a county, drawn by chance. Each claim is of a thousand yuan."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311
        self.at: datetime = DETERMINED
        self.codes = self.serials = self.accounts = 0
        self.done: Counter[str] = Counter()
        endowed()
        self.granted = self.sum_of("appropriated")
        for case in (own_claim(901), own_claim(902, cast.OTHER_TRAINEE), case_submitted()):
            case_determined(case)
        self.determined = sum((claim.amount for claim in unasked()), Decimal(0))

    def step(self) -> None:
        """One act that is possible now, then every fen is where it should be. Once all came back nothing is left to do."""
        possible_now = [act for possible, act in self.acts() if possible]
        if not possible_now:
            self.later(20)
            return
        act = self.chance.choice(possible_now)
        act()
        self.done[act.__name__] += 1
        self.no_fen_is_lost_or_doubled()

    def acts(self) -> list[tuple[bool, Callable[[], None]]]:
        return [
            (unasked().exists() and not self.unplanned(), self.ask),
            (FundsRequest.objects.filter(batches=None).exists() or came_back().exists() or self.is_due(), self.draft),
            (in_state(BatchState.DRAFTED).exists(), self.release),
            (in_state(BatchState.WRITTEN).exists(), self.answer),
            (came_back().exists(), self.name_another_account),
            (bool(kept_by_their_payees()), self.recover),
            (Recovery.objects.filter(state__in=OWING).exists(), self.receive),
            (self.at < YEAR_END and len(self.done) > 3, self.close_the_year),
            (bool(self.unplanned()), self.plan_the_new_year),
        ]

    def unplanned(self) -> list[Appropriation]:
        """The indicators that were carried and have no plan yet."""
        return list(Appropriation.objects.filter(closed_on=None, year=2027, plans=None).order_by("pk"))

    def is_due(self) -> bool:
        """Whether an instalment of what was asked for may be paid now."""
        asked = Claim.objects.exclude(notice_lines__funds_request=None)
        return due_rows(asked, localtime(self.at).date()).exists()

    def later(self, days: int = 1) -> datetime:
        self.at += timedelta(days=days)
        return self.at

    def sum_of(self, counter: str) -> Decimal:
        return sum((getattr(row, counter) for row in Appropriation.objects.all()), Decimal(0))

    def given_back(self) -> Decimal:
        """What was set aside for instalments that are not paid any more."""
        back = Posting.objects.filter(source=Ledger.RESERVED, target=Ledger.AVAILABLE)
        return sum((posting.amount for posting in back), Decimal(0))

    def part_of(self, yuan: Decimal) -> Decimal:
        return max((yuan * Decimal(self.chance.choice(PARTS))).quantize(CENT), CENT)

    def refused(self, act: Any, *args: Any, **how: Any) -> None:
        """Asked to do again what was done, the house says no and nothing moves."""
        before = list(Appropriation.objects.order_by("pk").values_list())
        with pytest.raises(Refusal):
            act(*args, **how)
        assert list(Appropriation.objects.order_by("pk").values_list()) == before

    def ask(self) -> None:
        claim = self.chance.choice(list(unasked().order_by("pk")))
        acts.check(acts.ask(notice_of(claim.case), self.later()), self.later())

    def draft(self) -> None:
        for request in FundsRequest.objects.order_by("pk"):
            try:
                draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=self.later())
            except Refusal:
                continue
            assert request.appropriation not in self.unplanned(), "paid without a plan"
            self.refused(draft_batch, request.pk, by=who(cast.BATCH_DRAFT), at=self.at)

    def release(self) -> None:
        for batch in in_state(BatchState.DRAFTED):
            self.refused(release_batch, batch.pk, batch.total, by=who(cast.BATCH_DRAFT), at=self.later())
            nothing_new_before_payment()
            release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=self.later())
            self.refused(release_batch, batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=self.at)
            assert write_bank_file(batch.pk, at=self.at)
            assert not write_bank_file(batch.pk, at=self.at)

    def answer(self) -> None:
        for batch in in_state(BatchState.WRITTEN):
            said = simulated_answer(batch, lambda ordinal: self.chance.random() < 0.3)
            read_return(batch.pk, said, by=who(cast.BATCH_DRAFT), at=self.later())
            self.refused(read_return, batch.pk, said, by=who(cast.BATCH_DRAFT), at=self.at)

    def name_another_account(self) -> None:
        for case in Case.objects.filter(claims__payment_lines__in=came_back()).distinct():
            waits = case.account_changes.filter(ended_at=None).exists() or in_a_batch(case.pk)
            if waits or corrected_since(case):
                continue
            self.accounts += 1
            number = str(int(NEW_ACCOUNT) + self.accounts)
            told = case.payee_accounts.latest("pk").payee, number, "示例银行城关支行", "原来的账户已经注销。"
            filed = case.filings.latest("pk").by
            by = who(cast.LEGAL_REP) if filed == who(cast.AGENT) else filed
            change = ask_change(case.pk, *told, by=by, at=self.later())
            confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=self.later())
            bring_into_force(change.pk, at=self.later(10))

    def recover(self) -> None:
        case = self.chance.choice(kept_by_their_payees())
        sums = {claim.ordinal: self.part_of(left) for claim, left in recoverable(case)}
        row = propose_recovery(case.pk, sums, "查无此证", "示例办法", by=who(cast.HANDLER), at=self.later())
        self.codes += 1
        pay_by = (self.later(20) + timedelta(days=60)).date()
        head = who(cast.BUREAU_HEAD)
        if PaymentLine.objects.filter(claim__case=case, state=LineState.RELEASED).exists():
            told = f"{4105230000000000 + self.codes}", pay_by, "应当追回"
            self.refused(order_recovery, row.pk, *told, by=head, at=self.at)
            self.answer()
        order_recovery(row.pk, f"{4105230000000000 + self.codes}", pay_by, "应当追回", by=head, at=self.at)

    def receive(self) -> None:
        for row in Recovery.objects.filter(state__in=OWING):
            yuan, on = self.part_of(owed(row)), self.later()
            enter = {"by": who(cast.FUNDS_CHECK), "at": on}
            self.serials += 1
            self.refused(enter_receipt, row.code, "多缴", owed(row) + 1, on.date(), **enter)
            entry = enter_receipt(row.code, f"国库{self.serials}", yuan, on.date(), **enter)
            self.refused(confirm_receipt, entry.pk, **enter)
            confirm_receipt(entry.pk, by=who(cast.TREASURY), at=on)
            self.refused(confirm_receipt, entry.pk, by=who(cast.TREASURY), at=on)
            self.refused(enter_receipt, row.code, f"国库{self.serials}", yuan, on.date(), **enter)

    def close_the_year(self) -> None:
        self.at = max(self.at, YEAR_END)
        for row in Appropriation.objects.filter(closed_on=None, year=2026):
            keep = self.chance.random() < 0.5
            if batch_in_hand():
                self.refused(close_year, row.pk, "结转号", keep, "年终", by=who(cast.BUDGET), at=self.at)
                return
            close_year(row.pk, f"结转{row.pk}号", keep, "年终", by=who(cast.BUDGET), at=self.at)
        self.at = NEW_YEAR

    def plan_the_new_year(self) -> None:
        for row in self.unplanned():
            planned_at(row, self.later())

    def no_fen_is_lost_or_doubled(self) -> None:
        paid = sum((line.amount for line in paid_lines()), Decimal(0))
        back = sum((receipt.amount for receipt in RecoveryReceipt.objects.all()), Decimal(0))
        assert self.sum_of("posted") == paid - back
        assert self.sum_of("reserved") == self.determined - paid - self.given_back()
        assert all(row.available >= 0 for row in Appropriation.objects.all())
        assert self.sum_of("appropriated") - self.sum_of("passed_on") == self.granted
        assert paid_lines().count() == paid_lines().values("claim", "instalment").distinct().count(), (
            "nobody is paid twice"
        )
        whole = Claim.objects.filter(state=ClaimState.PAID).exclude(instalments__stopped_at__isnull=False)
        in_whole = whole.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
        assert in_whole <= paid, "a claim is paid with its last instalment"


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(("seed", "in_parts"), [(1, False), (2, True), (3, True)])
def test_money_by_chance(seed: int, in_parts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if in_parts:
        declare(monkeypatch, instalments=lambda case: SPREAD)
    money = Money(seed)
    for _ in range(STEPS):
        money.step()
    assert list(breaks()) == []
    assert set(money.done) >= EVERYTHING, "the walk came to all that may happen to money"
    second = Instalment.objects.filter(ordinal=2)
    came_to = second.filter(payment_lines__state=LineState.PAID) | second.filter(stopped_at__isnull=False)
    assert came_to.exists() is in_parts
