"""Anybody does anything in any order, legal or not; what is refused changes nothing, what is done adds up.

The people and acts are drawn by hypothesis from fixed seeds, so a failure is the same failure tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests import cast
from tests.cast import who
from tests.situations import CLASS_FILED, ITEM, class_in_force, endowed, own_claim, return_file
from workflow_app.approval.stance import Stance
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.close_case import close_case
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import due_notices, end_notice
from workflow_app.commands.expire import expire, overdue
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.object_to import answer_objection, object_to
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force, due_changes
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.refuse_change import refuse_change
from workflow_app.commands.payee.withdraw_change import withdraw_change
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.settle_point import rule as rule_on
from workflow_app.commands.settle_point import strike_off
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.withdraw import withdraw
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.models import (
    AccountChange,
    Appropriation,
    Case,
    Claim,
    Draft,
    FundsRequest,
    Ledger,
    Notice,
    Objection,
    PaymentBatch,
    Posting,
    Seat,
    Unit,
)
from workflow_app.models.money import COUNTER
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.audit.verify import breaks

OFFICERS = (
    cast.INTAKE, cast.HANDLER, cast.SECTION, cast.BUREAU_FINANCE, cast.DEPUTY_HEAD, cast.OTHER_DEPUTY,
    cast.RURAL_CHECK, cast.LICENCE_CHECK, cast.FUNDS_CHECK, cast.BATCH_DRAFT, cast.BATCH_RELEASE,
)  # fmt: skip
APPLICANTS = (cast.TRAINEE, cast.OTHER_TRAINEE, cast.AGENT, cast.LEGAL_REP, cast.STRANGER)
ENDED = ("not_accepted", "refused", "withdrawn", "deemed_withdrawn")
anybody = st.sampled_from((*OFFICERS, *APPLICANTS))
applicant = st.sampled_from(APPLICANTS)
some = st.integers(0, 99)  # which of the rows there are
mostly_yes = st.sampled_from([Stance.APPROVE] * 5 + [Stance.REFUSE, Stance.RETURN])
defects = st.sampled_from([(), (("person", "请更正。"),)])


class House(RuleBasedStateMachine):
    """The whole route of the training subsidy, from filing to archive."""

    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.at, self.serial = CLASS_FILED + timedelta(days=36), 0
        endowed(Decimal("3000.00"))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def try_to(self, act: Callable[..., object], *args: object, **more: object) -> None:
        """A refusal is an answer, anything else is a fault; either way nothing is half done."""
        self.at += timedelta(minutes=1)
        said = "。"
        try:
            with transaction.atomic():
                act(*args, **more, at=self.at)
        except Refusal as refused:
            said = refused.sentence
        assert said.endswith(("。", "！", "？")), said

    def case(self, which: int) -> Case:
        return pick(Case, which)

    @precondition(lambda self: Case.objects.count() < 6)
    @rule(username=st.sampled_from((cast.TRAINEE, cast.OTHER_TRAINEE)))
    def file_own_claim(self, username: str) -> None:
        self.serial += 1
        own_claim(900 + self.serial, username, self.at)

    @precondition(lambda self: Case.objects.count() < 5)
    @rule(checked=st.booleans())
    def file_for_a_class(self, checked: bool) -> None:
        self.serial += 1
        record = class_in_force(self.serial, checked=checked)
        casting = acting.casting_of(cast.AGENT, self.serial, self.at.date(), size=10, parent_number=record.number)
        acting.file(ITEM, "claim", casting, by=who(cast.AGENT), at=self.at)

    @precondition(lambda self: Seat.objects.filter(waiting=True).exists())
    @rule(which=some, stance=mostly_yes, defects=defects)
    def sign_in_turn(self, which: int, stance: Stance, defects: tuple[tuple[str, str], ...]) -> None:
        seat = pick(Seat, which, waiting=True)
        by = acting.holder(seat, self.at.date()) if seat.desk else who(cast.TRAINEE)
        self.try_to(give_opinion, seat.pk, stance, "理由。", defects=defects, by=by)

    @precondition(lambda self: Case.objects.filter(step__gt="").exists())
    @rule(which=some)
    def everyone_agrees(self, which: int) -> None:
        case = pick(Case, which, step__gt="")
        for _ in range(8):
            seat = next(acting.waiting_seats(case), None)
            if seat is not None:
                by = acting.holder(seat, self.at.date())
                self.try_to(give_opinion, seat.pk, Stance.APPROVE, by=by)

    @precondition(lambda self: Seat.objects.exists())
    @rule(which=some, stance=mostly_yes, username=anybody)
    def sign_out_of_turn(self, which: int, stance: Stance, username: str) -> None:
        self.try_to(give_opinion, pick(Seat, which).pk, stance, "越位。", by=who(username))

    @precondition(lambda self: Case.objects.exists())
    @rule(which=some, username=applicant)
    def take_back(self, which: int, username: str) -> None:
        self.try_to(withdraw, self.case(which).pk, by=who(username))

    @precondition(lambda self: Draft.objects.filter(correcting__isnull=False).exists())
    @rule(which=some, username=applicant)
    def supply(self, which: int, username: str) -> None:
        self.try_to(supply_correction, pick(Draft, which, correcting__isnull=False).pk, by=who(username))

    @precondition(lambda self: Claim.objects.exists())
    @rule(which=some, username=anybody)
    def strike(self, which: int, username: str) -> None:
        claim = pick(Claim, which)
        self.try_to(strike_off, claim.case_id, claim.ordinal, "核减。", by=who(username))

    @precondition(lambda self: Case.objects.filter(open_points__gt=0).exists())
    @rule(which=some, met=st.booleans())
    def settle(self, which: int, met: bool) -> None:
        case = pick(Case, which, open_points__gt=0)
        self.try_to(rule_on, case.pk, 0, "class_was_checked", met, "回访。", by=who(cast.HANDLER))

    @rule(days=st.sampled_from((1, 3, 8, 20)))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)
        today = self.at.date()
        for notice in due_notices(today):
            self.try_to(end_notice, notice)
        for deadline in overdue(today):
            self.try_to(expire, deadline)
        for change in due_changes(today):
            self.try_to(bring_into_force, change)

    @precondition(lambda self: Case.objects.exists())
    @rule(which=some, more=some, username=st.sampled_from((cast.HANDLER, cast.SECTION)))
    def put_on_notice(self, which: int, more: int, username: str) -> None:
        waiting = pick(Case, which, step="notice") if Case.objects.filter(step="notice").exists() else self.case(which)
        self.try_to(open_notice, [waiting.pk, self.case(more).pk][: 1 + more % 2], by=who(username))

    @precondition(lambda self: Notice.objects.exists())
    @rule(which=some, ordinal=st.integers(1, 12))
    def object(self, which: int, ordinal: int) -> None:
        self.try_to(object_to, pick(Notice, which).pk, ordinal, "刘守正", "19900000001", "不实。")

    @precondition(lambda self: Objection.objects.exists())
    @rule(which=some, upheld=st.booleans())
    def answer(self, which: int, upheld: bool) -> None:
        self.try_to(answer_objection, pick(Objection, which).pk, upheld, "查过。", by=who(cast.SECTION))

    @rule(yuan=st.sampled_from((1000, 9000, 20000)))
    def more_money(self, yuan: int) -> None:
        unit = Unit.objects.get(kind="hrss", region="410523")
        acts.endow(unit, ITEM, self.at.year, Decimal(yuan), self.at)

    @precondition(lambda self: Notice.objects.exists())
    @rule(which=some)
    def ask_for_money(self, which: int) -> None:
        self.try_to(request_funds, pick(Notice, which).pk, by=who(cast.BUREAU_FINANCE))

    @precondition(lambda self: FundsRequest.objects.exists())
    @rule(which=some, username=st.sampled_from((cast.FUNDS_CHECK, cast.BATCH_DRAFT)))
    def check(self, which: int, username: str) -> None:
        request = pick(FundsRequest, which)
        self.try_to(check_funds, request.pk, "相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK))
        self.try_to(approve_payment, request.pk, by=who(cast.TREASURY))
        self.try_to(draft_batch, request.pk, by=who(username))

    @precondition(lambda self: PaymentBatch.objects.exists())
    @rule(which=some, username=st.sampled_from((cast.BATCH_RELEASE, cast.BATCH_DRAFT)))
    def let_go(self, which: int, username: str) -> None:
        batch = pick(PaymentBatch, which)
        self.try_to(release_batch, batch.pk, batch.total, by=who(username))
        self.try_to(write_bank_file, batch.pk)

    @precondition(lambda self: PaymentBatch.objects.exists())
    @rule(which=some, returned=st.sets(st.integers(1, 3)))
    def the_bank_answers(self, which: int, returned: set[int]) -> None:
        batch = pick(PaymentBatch, which)
        self.try_to(read_return, batch.pk, return_file(batch, tuple(returned)), by=who(cast.BATCH_DRAFT))

    @precondition(lambda self: Case.objects.exists())
    @rule(which=some, username=applicant, account=st.integers(10**15, 10**16))
    def ask_for_another_account(self, which: int, username: str, account: int) -> None:
        case = self.case(which)
        now = case.payee_accounts.last()
        told = now.payee if now else "某人", str(account), "示例银行", "换卡。"
        self.try_to(ask_change, case.pk, *told, by=who(username))

    @precondition(lambda self: AccountChange.objects.exists())
    @rule(which=some, verb=st.sampled_from(("confirm", "confirm", "refuse", "withdraw")), username=anybody)
    def have_a_word_on_it(self, which: int, verb: str, username: str) -> None:
        change = pick(AccountChange, which)
        if verb == "withdraw":
            self.try_to(withdraw_change, change.pk, by=who(username))
        elif verb == "refuse":
            self.try_to(refuse_change, change.pk, "不是本人申请的。", by=who(cast.FUNDS_CHECK))
        else:
            self.try_to(confirm_change, change.pk, True, by=who(cast.FUNDS_CHECK))

    @precondition(lambda self: Case.objects.exists())
    @rule(which=some)
    def archive(self, which: int) -> None:
        self.try_to(close_case, self.case(which).pk)

    @invariant()
    def nothing_is_broken(self) -> None:
        assert list(breaks()) == []

    @invariant()
    def postings_are_the_counters(self) -> None:
        rows = list(Appropriation.objects.all())
        sums = {ledger: balance(ledger) for ledger in Ledger}
        for account, name in COUNTER.items():
            assert sums[account] == sum(getattr(row, name) for row in rows), account
        assert sums[Ledger.AVAILABLE] == sum(row.available for row in rows)
        assert sum(sums.values()) == 0
        assert all(row.available >= 0 for row in rows)

    @invariant()
    def claims_agree_with_their_case(self) -> None:
        for claim in Claim.objects.select_related("case"):
            assert claim.state in ALLOWED[claim.case.state], (claim, claim.state, claim.case.state)


OPEN = {"claimed", "struck_off"}
ALLOWED = {
    "submitted": {"claimed"},
    "awaiting_correction": {"claimed"},
    "accepted": OPEN,
    "deciding": OPEN,
    "approved": {"claimed", "determined", "paid", "struck_off"},
    "closed": {"paid", "struck_off"},
    **{ended: {"dropped", "struck_off"} for ended in ENDED},
}


def pick(model: type, which: int, **only: object) -> object:
    """One of the rows there are, the same one for the same history."""
    rows = model.objects.filter(**only).order_by("pk")
    return rows[which % rows.count()]


def balance(ledger: str) -> Decimal:
    """What moved in less what moved out."""
    moved_in = sum(p.amount for p in Posting.objects.filter(target=ledger))
    return Decimal(moved_in - sum(p.amount for p in Posting.objects.filter(source=ledger)))


BOUNDED = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_whatever_people_do_everything_adds_up() -> None:
    run_state_machine_as_test(House, settings=BOUNDED)
