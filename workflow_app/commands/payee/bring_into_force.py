"""A confirmed account counts once its days of cooling are over; the house itself appends it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localtime

from workflow_app.clock.cooling import RULE
from workflow_app.commands.check_before_payment import check_later
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import AccountChange, Case, CaseState, ChangeState, PayeeAccount
from workflow_app.models.account_change import OPEN_CHANGES
from workflow_app.queries.finance.offsets import open_debt, to_be_paid


def due_changes(on: date) -> list[int]:
    """Confirmed ones whose last day of cooling is over, and those whose case needs no account any more."""
    over = Q(state=ChangeState.CONFIRMED, cools_until__lt=on)
    idle = Q(state__in=OPEN_CHANGES) & ~Q(case__state=CaseState.APPROVED)
    return list(AccountChange.objects.filter(over | idle).order_by("cools_until", "pk").values_list("pk", flat=True))


def bring_into_force(change_id: int, *, at: datetime) -> bool:
    """Let it count, or lapse where its case ended meanwhile; False when it is not due, or something else became of it."""
    case_id = AccountChange.objects.filter(pk=change_id).values_list("case", flat=True).get()
    with door.held(case_id) as case:
        change = AccountChange.objects.get(pk=change_id)
        if change.state not in OPEN_CHANGES:
            return False
        if case.state != CaseState.APPROVED:
            _lapse(case, change, at)
            return True
        if not is_due(change, at):
            return False
        count_or_lapse(case, change, at=at)
        return True


def is_due(change: AccountChange, at: datetime) -> bool:
    """Whether a second person confirmed it and its cooling is over."""
    return change.state == ChangeState.CONFIRMED and change.cools_until < localtime(at).date()


def count_or_lapse(case: Case, change: AccountChange, *, at: datetime) -> None:
    """Of a held case, once it is due: let it count, or lapse where the debt it was to meet is gone or grew too small meanwhile, or there
    is more to be paid than was agreed to."""
    if change.towards is not None and to_be_paid(case) > min(open_debt(change.towards), change.agreed or 0):
        _lapse(case, change, at)
    else:
        _into_force(case, change, at=at)


def _into_force(case: Case, change: AccountChange, *, at: datetime) -> PayeeAccount:
    """Of a held case: append the account, in the system's name."""
    row = PayeeAccount.objects.create(
        case=case,
        payee=change.payee,
        account=change.account,
        account_index=change.account_index,
        masked=change.masked,
        bank=change.bank,
        towards_id=change.towards_id,
        agreed=change.agreed,
        by_id=change.asked_by_id,
        at=at,
    )
    change.state, change.became, change.ended_at = ChangeState.IN_FORCE, row, at
    change.save(update_fields=["state", "became", "ended_at"])
    body = {"change": change.pk, "account": row.pk, "basis": RULE}
    record(case.stream, "change_account", by=None, at=at, body=body, personal=named(change))
    check_later([case], at=at, occasion=f"account {row.pk}")  # whether it pays others already is asked before it pays
    return row


def named(change: AccountChange) -> list[str]:
    """What the chain keeps of an account that counts from now on: the holder too where it is not the payee of before."""
    return [change.account, change.bank, *([change.payee] if change.towards_id else [])]


def _lapse(case: Case, change: AccountChange, at: datetime) -> None:
    change.state, change.ended_at = ChangeState.LAPSED, at
    change.save(update_fields=["state", "ended_at"])
    record(case.stream, "lapse_account_change", by=None, at=at, body={"change": change.pk, "state": case.state})
