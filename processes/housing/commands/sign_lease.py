"""Sign the lease of a chosen home (签订租赁合同): the tenancy begins, the contract is printed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from processes.housing.models import Choice, EntryState, Tenancy
from processes.housing.queries.held import held_choice
from processes.housing.queries.lease_paper import LEASE, lease_paper
from processes.housing.terms import LEASE_MAX
from workflow_app.clock.months import add_months
from workflow_app.clock.spoken import spoken
from workflow_app.commands.issue import issue
from workflow_app.commands.record import open_stream, record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.published import newest_edition
from workflow_app.queries.scope import acting_desk

ONE_DAY = timedelta(days=1)
STARTS_AHEAD = timedelta(days=90)  # a bound of the house, no rule of law: it catches a slipped year


def sign_lease(choice_id: int, starts_on: date, ends_on: date, *, by: Account, at: datetime) -> Tenancy:
    """Both days included. Raises NotAllowed away from the rent desk, NotUnderstood for a term that begins at no sensible
    time or lasts longer than policy allows, AlreadyDone for a second lease, NotPossibleNow for who may not sign any more."""
    with transaction.atomic():
        choice = _held(choice_id)
        case = choice.interest.entry.case
        acting_desk(by, "rent", case.unit_id, localtime(at).date())
        _begins_near(starts_on, localtime(choice.at).date(), localtime(at).date())
        term_is_lawful(case.item, starts_on, ends_on)
        tenancy = _created(choice, starts_on, ends_on, by, at)
        choice.home.let()
        choice.home.save(update_fields=["state"])
        choice.interest.entry.house()
        choice.interest.entry.save(update_fields=["state"])
        body = {"home": choice.home_id, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
        record(tenancy.stream, "sign_lease", by=by, at=at, body=body)
        issue(LEASE, case=case, data=lease_paper(tenancy, newest_edition(case.item), at), at=at)
        return tenancy


def _begins_near(starts_on: date, chosen_on: date, today: date) -> None:
    """Nobody rents a home before choosing it, or years after signing for it."""
    last = today + STARTS_AHEAD
    if not chosen_on <= starts_on <= last:
        raise NotUnderstood(f"起租日应当在选房当天{spoken(chosen_on)}至{spoken(last)}之间，请核对。")


def term_is_lawful(item: str, starts_on: date, ends_on: date) -> None:
    """Refuse a term policy does not allow: longer than five years (公共租赁住房管理办法第十八条)."""
    if ends_on <= starts_on:
        raise NotUnderstood("租期届满日应当晚于起租日，请核对两个日期。")
    months = newest_edition(item).on(starts_on).whole(LEASE_MAX)
    last = add_months(starts_on, months) - ONE_DAY
    if ends_on > last:
        raise NotUnderstood(f"租赁期限最长{months // 12}年，{spoken(starts_on)}起租最晚到{spoken(last)}，请改短租期。")


def _held(choice_id: int) -> Choice:
    choice = held_choice(choice_id)
    if choice.given_up_at:
        raise NotPossibleNow("这次选定已经取消，不能签订合同。")
    if Tenancy.objects.filter(choice=choice).exists():
        raise AlreadyDone("这套房的租赁合同已经签订。")
    if choice.interest.entry.state != EntryState.WAITING:
        raise NotPossibleNow("这户家庭已经不在轮候中，不能签订合同。")
    return choice


def _created(choice: Choice, starts_on: date, ends_on: date, by: Account, at: datetime) -> Tenancy:
    entry = choice.interest.entry
    made: dict[str, Any] = {"case": entry.case, "home": choice.home, "choice": choice, "area": choice.home.area}
    try:
        with transaction.atomic():
            return Tenancy.objects.create(
                **made,
                entitled=entry.entitled,
                relief=entry.relief,
                starts_on=starts_on,
                ends_on=ends_on,
                signed_at=at,
                by=by,
                stream=open_stream(f"tenancy:{entry.number}"),
            )
    except IntegrityError:
        raise AlreadyDone("这套房或者这户家庭已经有在履行的租赁合同，请核对。") from None
