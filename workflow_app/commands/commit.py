"""Take a duty on cases, unless something the same person did there excludes it."""

from __future__ import annotations

from collections.abc import Sequence

from workflow_app.approval.duties import Duty, conflict, excluded
from workflow_app.models import Account, Case, Commitment, Desk
from workflow_app.policy.refusals import SeparationOfDuties
from workflow_app.queries.law.duties import duties_held


def commit_to(case: Case, account: Account, duty: Duty, desk: Desk | None = None) -> None:
    """Write the duty down on one case. See `commit_all`."""
    commit_all([case], account, duty, desk)


def commit_all(cases: Sequence[Case], account: Account, duty: Duty, desk: Desk | None = None) -> None:
    """Write the duty down on every case, in two statements however many there are.

    Raises SeparationOfDuties naming the first case that excludes it; the same duty again is nothing new.
    """
    held = duties_held([case.pk for case in cases], account)
    for case in cases:
        if other := conflict(duty, held.get(case.pk, frozenset())):
            raise SeparationOfDuties(excluded(f"办件 {case.number} ", other, duty))
    fresh = [
        Commitment(case=case, account=account, duty=duty.value, desk=desk)
        for case in cases
        if duty not in held.get(case.pk, ())
    ]
    Commitment.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
