"""A tenancy goes on (续租)."""

from __future__ import annotations

from datetime import date, datetime

from processes.housing.commands.sign_lease import ONE_DAY, term_is_lawful
from processes.housing.models import TenancyState
from processes.housing.queries.held import held_tenancy_under
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import NotPossibleNow


def renew(case_id: int, until: date, *, by_id: int | None, at: datetime) -> None:
    """Another term to `until`, in the transaction that approves the renewal `case_id`. Raises NotPossibleNow when the home
    was given back, NotUnderstood for a term policy does not allow."""
    tenancy = held_tenancy_under(case_id)
    if tenancy.state != TenancyState.IN_FORCE:
        raise NotPossibleNow("租赁已经结束，不能续租。")
    term_is_lawful(tenancy.case.item, tenancy.ends_on + ONE_DAY, until)
    before, tenancy.ends_on = tenancy.ends_on, until
    tenancy.save(update_fields=["ends_on"])
    by = Account.objects.get(pk=by_id) if by_id else None
    body = {"before": before.isoformat(), "until": until.isoformat()}
    record(tenancy.stream, "renew", by=by, at=at, body=body)
