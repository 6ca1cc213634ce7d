"""Situations by name: `case_on_notice()` is a claim before the public. Deterministic; every row is made by a command.

A school's claim begins with its class recorded on 2 March 2026 and is filed on 7 April; a trainee's own needs no class.
`serial` makes the people of one case different from those of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.played_with import played_with
from tests.remembered import remembered
from workflow_app.approval.stance import Stance
from workflow_app.bank.formats import write_answer
from workflow_app.bank.transfer import Answer
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.models import (
    AccountChange,
    Appropriation,
    Case,
    Draft,
    FundsRequest,
    Notice,
    OutboxEntry,
    PayeeAccount,
    PaymentBatch,
    Seat,
    Unit,
)
from workflow_app.policy.money import fen_of
from workflow_app.queries.finance.bank_profiles import profile_of
from workflow_app.queries.finance.doubts import CHECK_BEFORE_PAYMENT

ITEM = played_with()
CLASS_FILED = moment("2026-03-02 09:30")
CLASS_CHECKED = moment("2026-03-16 10:00")
FILED = moment("2026-04-07 09:30")
SIGNED = moment("2026-04-07 14:00")
NOTICED = moment("2026-04-08 09:00")
NOTICE_OVER = moment("2026-04-16 01:00")
DETERMINED = moment("2026-04-16 10:00")
REQUESTED = moment("2026-04-17 10:00")
FUNDS_CHECKED = moment("2026-04-20 10:00")
PAYMENT_APPROVED = moment("2026-04-20 10:30")
DRAFTED = moment("2026-04-20 11:00")
RELEASED = moment("2026-04-20 15:00")
WRITTEN = moment("2026-04-20 15:01")
ANSWERED = moment("2026-04-21 09:00")
ACCOUNT_ASKED = moment("2026-04-22 09:00")
ACCOUNT_CONFIRMED = moment("2026-04-22 11:00")
ACCOUNT_COOLED = moment("2026-04-28 00:30")  # three working days and a weekend later, just after the last of them
NEW_ACCOUNT = "999900000000000777"
LINE = Decimal("1000.00")  # 中式烹调师, level five, in 2026: one trainee's sum in yuan
BUDGET = Decimal("1000000.00")
TWO_DAYS = timedelta(days=2)


@remembered
def class_submitted(serial: int = 1, size: int = 10, username: str = cast.AGENT, at: datetime = CLASS_FILED) -> Case:
    """A school has filed for its class to be recorded."""
    casting = acting.casting_of(username, serial, at.date(), size=size)
    return acting.file(ITEM, "class_record", casting, by=who(username), at=at)


@remembered
def class_in_force(serial: int = 1, size: int = 10, checked: bool = True, username: str = cast.AGENT) -> Case:
    """A recorded class; two officers came to look unless `checked` is False."""
    record = acting.sign_until(class_submitted(serial, size, username), "", at=CLASS_FILED + timedelta(hours=3))
    if checked:
        acts.look_on_the_spot(record, CLASS_CHECKED)
    return record


@remembered
def claim_draft(serial: int = 1, size: int = 10, checked: bool = True, at: datetime = FILED) -> Draft:
    """A school's claim, filled in and not submitted."""
    record = class_in_force(serial, size, checked)
    casting = acting.casting_of(cast.AGENT, serial, at.date(), size=size, parent_number=record.number)
    return acting.fill(ITEM, "claim", casting, by=who(cast.AGENT), at=at)


@remembered
def case_submitted(serial: int = 1, size: int = 10, checked: bool = True, username: str = cast.AGENT) -> Case:
    """A school's claim for its class, before receipt. Unchecked classes leave one open point."""
    record = class_in_force(serial, size, checked, username)
    casting = acting.casting_of(username, serial, FILED.date(), size=size, parent_number=record.number)
    return acting.file(ITEM, "claim", casting, by=who(username), at=FILED)


@remembered
def own_claim_draft(serial: int = 901, username: str = cast.TRAINEE, at: datetime = FILED) -> Draft:
    """A trainee's own claim, filled in and not submitted."""
    return acting.fill(ITEM, "claim", acting.casting_of(username, serial, at.date()), by=who(username), at=at)


@remembered
def own_claim(serial: int = 901, username: str = cast.TRAINEE, at: datetime = FILED) -> Case:
    """A trainee claims for themself: one line, no class."""
    return acting.file(ITEM, "claim", acting.casting_of(username, serial, at.date()), by=who(username), at=at)


@remembered
def case_at(step: str, case: Case | None = None, at: datetime = SIGNED) -> Case:
    """A claim that everyone before `step` agreed to; a trainee's own unless another case is given."""
    return acting.sign_until(case or own_claim(), step, at=at)


@remembered
def awaiting_correction(case: Case | None = None, at: datetime = SIGNED) -> Case:
    """The intake desk named one defect."""
    seat = waiting_seat(case or own_claim())
    defects = (("own_certificate", "证书照片看不清编号，请重新拍照上传。"),)
    return give_opinion(seat.pk, Stance.RETURN, "材料需要补正。", defects=defects, by=who(cast.INTAKE), at=at)


@remembered
def endowed(yuan: Decimal = BUDGET) -> Appropriation:
    """Money for the item in 汤阴县."""
    acts.endow(Unit.objects.get(kind="hrss", region="410523"), ITEM, 2026, yuan, CLASS_FILED)
    return Appropriation.objects.get(region="410523")


@remembered
def on_notice(*cases: Case) -> Notice:
    """The public sees these cases, which waited for it."""
    return open_notice([case.pk for case in cases], by=who(cast.HANDLER), at=NOTICED)


@remembered
def case_on_notice(case: Case | None = None) -> Notice:
    """A claim before the public; the school's class of ten unless another case is given."""
    return on_notice(case_at("notice", case or case_submitted()))


@remembered
def case_to_confirm(case: Case | None = None) -> Case:
    """Nobody objected; the deputy head has the word."""
    notice = case_on_notice(case)
    end_notice(notice.pk, at=NOTICE_OVER)
    return Case.objects.get(claims__notice_lines__notice=notice, claims__ordinal=1)


@remembered
def case_determined(case: Case | None = None) -> Case:
    """核定, with money set aside; waits for the request of funds."""
    if not Appropriation.objects.exists():
        endowed()
    return acting.sign_until(case_to_confirm(case), "request_funds", at=DETERMINED)


@remembered
def funds_requested(case: Case | None = None) -> FundsRequest:
    """The bureau has asked finance; its letter and roster are made."""
    request = request_funds(notice_of(case_determined(case)).pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    acts.make_papers(request, REQUESTED)
    return request


@remembered
def funds_checked(case: Case | None = None) -> FundsRequest:
    """The business section found the request in order; the treasury section comes next."""
    request = funds_requested(case)
    return check_funds(
        request.pk, "指标、资料、总额相符。", looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED
    )


@remembered
def payment_approved(case: Case | None = None) -> FundsRequest:
    """The treasury section approved the payment; the payment centre may build the batch."""
    return approve_payment(funds_checked(case).pk, by=who(cast.TREASURY), at=PAYMENT_APPROVED)


def nothing_new_before_payment() -> None:
    """The worker has asked the registers about whatever waits to be paid, and found nothing new."""
    OutboxEntry.objects.filter(job=CHECK_BEFORE_PAYMENT).update(state=OutboxEntry.State.DONE, done_at=F("created_at"))


@remembered
def batch_drafted(case: Case | None = None) -> PaymentBatch:
    """A batch waits for the second person."""
    return draft_batch(payment_approved(case).pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)


@remembered
def batch_released(case: Case | None = None) -> PaymentBatch:
    """The second person let the money go."""
    batch = batch_drafted(case)
    return release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=RELEASED)


@remembered
def batch_written(case: Case | None = None) -> PaymentBatch:
    """The bank has its file."""
    batch = batch_released(case)
    write_bank_file(batch.pk, at=WRITTEN)
    return PaymentBatch.objects.get(pk=batch.pk)


@remembered
def batch_settled(case: Case | None = None, returned: tuple[int, ...] = ()) -> PaymentBatch:
    """The bank paid every line but the `returned` ones."""
    batch = batch_written(case)
    return read_return(batch.pk, return_file(batch, returned), by=who(cast.BATCH_DRAFT), at=ANSWERED)


@remembered
def account_asked(case: Case, account: str = NEW_ACCOUNT, username: str = cast.LEGAL_REP) -> AccountChange:
    """Another account of the same holder is asked for, at one's own wish unless a transfer came back."""
    holder = case.payee_accounts.latest("pk").payee
    told = holder, account, "示例银行城关支行", "原来的账户已经注销。"
    return ask_change(case.pk, *told, by=who(username), at=ACCOUNT_ASKED)


@remembered
def account_confirmed(case: Case, account: str = NEW_ACCOUNT, username: str = cast.LEGAL_REP) -> AccountChange:
    """The second person asked back and said yes; it cools."""
    change = account_asked(case, account, username)
    return confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=ACCOUNT_CONFIRMED)


@remembered
def account_in_force(case: Case, account: str = NEW_ACCOUNT, username: str = cast.LEGAL_REP) -> PayeeAccount:
    """Its days are over; money goes there from now on."""
    change = account_confirmed(case, account, username)
    assert bring_into_force(change.pk, at=ACCOUNT_COOLED)
    return case.payee_accounts.latest("pk")


def return_file(batch: PaymentBatch, returned: tuple[int, ...] = ()) -> bytes:
    """What the bank would send back, in the batch's own format: all paid but the `returned` ordinals."""
    return file_of(batch, answers(batch, returned))


def file_of(batch: PaymentBatch, said: Sequence[Answer], number: str = "") -> bytes:
    """A return file of these answers, of another batch if a number is given."""
    return write_answer(profile_of(batch), number or batch.number, said)


def answers(batch: PaymentBatch, returned: tuple[int, ...] = ()) -> list[Answer]:
    """The bank's word on each line."""
    return [
        Answer(n.ordinal, n.account, fen_of(n.amount), n.ordinal not in returned, "户名不符" * (n.ordinal in returned))
        for n in batch.lines.order_by("ordinal")
    ]


def notice_of(case: Case) -> Notice:
    """The notice a case stood on last."""
    return Notice.objects.filter(lines__claim__case=case).latest("id")


def waiting_seat(case: Case, username: str = "") -> Seat:
    """The seat whose turn it is; that of one person where several are asked at once."""
    waiting = Seat.objects.filter(round__case=case, waiting=True)
    return waiting.get(desk__holdings__account__username=username) if username else waiting.get()


def seat_at(case: Case, step: str) -> Seat:
    """The only seat of the case's last round at a step, waiting or not."""
    return Seat.objects.filter(round__case=case, round__step=step).latest("id")
