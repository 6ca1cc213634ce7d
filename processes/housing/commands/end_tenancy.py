"""A tenancy ends (腾退): the last rent is reckoned and billed by days, the home is vacant again, the household leaves the list."""

from __future__ import annotations

from datetime import date, datetime

from processes.housing.commands.bill_quarter import bill_columns, bill_the_rest
from processes.housing.models import RentBill, Tenancy, TenancyState, WaitingEntry
from processes.housing.queries.held import held_tenancy_under
from processes.housing.queries.rent_owed import reckoned
from workflow_app.commands.close_case import CLOSE_CASE
from workflow_app.commands.end_claims import end_claims
from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood
from workflow_app.queries.law.published import newest_edition


def end_tenancy(case_id: int, left_on: date, *, by_id: int | None, at: datetime) -> None:
    """The keys came back on `left_on`, the last day of rent; in the transaction that approves the exit `case_id`. Raises
    NotPossibleNow when it ended before, NotUnderstood for a day before it began."""
    tenancy = held_tenancy_under(case_id)
    if tenancy.state != TenancyState.IN_FORCE:
        raise NotPossibleNow("租赁已经结束，不能再次腾退。")
    if left_on < tenancy.starts_on:
        raise NotUnderstood("腾退日早于起租日，请核对。")
    tenancy.left_on = left_on
    tenancy.end()
    tenancy.save(update_fields=["left_on", "state"])
    changed = [_shorten(tenancy, bill) for bill in tenancy.bills.filter(until__gt=left_on).order_by("since")]
    added = [{"quarter": bill.quarter, "after": str(bill.amount)} for bill in bill_the_rest(tenancy, at)]
    tenancy.home.plan = None
    tenancy.home.give_back()
    tenancy.home.save(update_fields=["state", "plan"])
    entry = WaitingEntry.objects.select_for_update().get(case=tenancy.case_id)
    entry.leave()
    entry.save(update_fields=["state"])
    end_claims(tenancy.case_id, "租赁已终止，住房已腾退。")
    enqueue(CLOSE_CASE, [tenancy.case_id], at=at)
    by, body = _who(by_id), {"left_on": left_on.isoformat(), "bills": changed + added}
    record(tenancy.stream, "end_tenancy", by=by, at=at, body=body)


def _shorten(tenancy: Tenancy, bill: RentBill) -> dict[str, str]:
    """A bill for days nobody lived there owes nothing for them: what it said before stays in the chain."""
    assert tenancy.left_on is not None
    before = str(bill.amount)
    until = min(bill.until, tenancy.left_on)
    months = reckoned(tenancy, bill.since, until, newest_edition(tenancy.case.item)) if bill.since <= until else ()
    columns = bill_columns(months)
    bill.until, bill.months, bill.amount = max(until, bill.since), columns["months"], columns["amount"]
    bill.save(update_fields=["until", "months", "amount"])
    return {"quarter": bill.quarter, "before": before, "after": str(bill.amount)}


def _who(by_id: int | None) -> Account | None:
    return Account.objects.get(pk=by_id) if by_id else None
