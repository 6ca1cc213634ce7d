"""Bill the rent of a quarter, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from processes.housing.models import RentBill, Tenancy, TenancyState
from processes.housing.queries.held import held_tenancy
from processes.housing.queries.rent_owed import last_day, reckoned
from processes.housing.rent import MonthRent, quarter_of
from processes.housing.terms import RENT_ADVANCE
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow
from workflow_app.queries.law.published import newest_edition
from workflow_app.queries.scope import acting_desk

ONE_DAY = timedelta(days=1)


def bill_quarter(tenancy_id: int, day: date, *, by: Account, at: datetime) -> RentBill:
    """The bill of the quarter that day lies in, for the days the tenancy lasts in it, past its term up to today. Raises NotAllowed away from the rent
    desk, NotPossibleNow outside the tenancy, AlreadyDone for days billed before."""
    with transaction.atomic():
        tenancy = held_tenancy(tenancy_id)
        acting_desk(by, "rent", tenancy.case.unit_id, localtime(at).date())
        since, until = _span(tenancy, day, localtime(at).date())
        bill = _created(tenancy, since, until, at)
        body = {"quarter": bill.quarter, "yuan": str(bill.amount)}
        record(tenancy.stream, "bill_quarter", by=by, at=at, body=body)
        return bill


def bill_the_rest(tenancy: Tenancy, at: datetime) -> list[RentBill]:
    """A bill for every quarter in which days to the last one are not billed yet: what nobody billed before the keys came
    back would be owed and never payable. Within the caller's transaction, the tenancy held."""
    made, day, last = [], tenancy.starts_on, last_day(tenancy, localtime(at).date())
    while day <= last:
        since, until = _unbilled(tenancy, day, last)
        if since <= until:
            made.append(_created(tenancy, since, until, at))
        day = quarter_of(day)[1] + ONE_DAY
    return made


def _span(tenancy: Tenancy, day: date, today: date) -> tuple[date, date]:
    """The days of the quarter that are rented and not billed yet; refused when there is none."""
    (first, last), rented = quarter_of(day), last_day(tenancy, today)
    if tenancy.state != TenancyState.IN_FORCE or max(first, tenancy.starts_on) > min(last, rented):
        raise NotPossibleNow("这个季度不在租期内，不能出账。")
    since, until = _unbilled(tenancy, day, rented)
    if since > until:
        raise AlreadyDone(f"{first.year}年第{(first.month + 2) // 3}季度的租金已经出账。")
    return since, until


def _unbilled(tenancy: Tenancy, day: date, rented: date) -> tuple[date, date]:
    """The first and the last day of the quarter that are rented and not billed; the first after the last when none is."""
    first, last = quarter_of(day)
    billed = RentBill.objects.filter(tenancy=tenancy, since__gte=first, since__lte=last).aggregate(to=Max("until"))[
        "to"
    ]
    since, until = max(first, tenancy.starts_on), min(last, rented)
    return (billed + ONE_DAY if billed else since), until


def _created(tenancy: Tenancy, since: date, until: date, at: datetime) -> RentBill:
    edition = newest_edition(tenancy.case.item)
    advance = edition.on(since).days(RENT_ADVANCE)
    due = max(localtime(at).date(), since - timedelta(days=advance))
    quarter = f"{since.year}Q{(since.month + 2) // 3}"
    months = bill_columns(reckoned(tenancy, since, until, edition))
    return RentBill.objects.create(
        tenancy=tenancy, quarter=quarter, since=since, until=until, due_on=due, at=at, **months
    )


def bill_columns(months: Sequence[MonthRent]) -> dict[str, Any]:
    """The months of a bill as its row keeps them, and their sum."""
    told = [
        {
            "since": each.since.isoformat(),
            "until": each.until.isoformat(),
            "formula": each.formula,
            "fen": each.fen,
            "standing": each.standing.value,
        }
        for each in months
    ]
    return {"months": told, "amount": Decimal(yuan_text(sum(each.fen for each in months)))}
