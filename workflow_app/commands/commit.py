"""Take a duty on cases, unless something the same person did there excludes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from workflow_app.approval.duties import Duty, conflict
from workflow_app.models import Account, Case, Commitment, Desk
from workflow_app.policy.refusals import SeparationOfDuties


def commit_to(case: Case, account: Account, duty: Duty, desk: Desk | None = None) -> None:
    """Write the duty down on one case. See `commit_all`."""
    commit_all([case], account, duty, desk)


def commit_all(cases: Sequence[Case], account: Account, duty: Duty, desk: Desk | None = None) -> None:
    """Write the duty down on every case, in two statements however many there are.

    Raises SeparationOfDuties naming the first case that excludes it; the same duty again is nothing new.
    """
    held: dict[int, set[Duty]] = defaultdict(set)
    done = Commitment.objects.filter(case__in=[case.pk for case in cases], account=account)
    for case_id, earlier in done.values_list("case", "duty"):
        held[case_id].add(Duty(earlier))
    for case in cases:
        if other := conflict(duty, frozenset(held[case.pk])):
            raise SeparationOfDuties(
                f"您已对办件 {case.number} 做过“{other.label}”，按不相容职责分离的要求不能再做“{duty.label}”，请由本岗位其他人员办理。"
            )
    fresh = [
        Commitment(case=case, account=account, duty=duty.value, desk=desk)
        for case in cases
        if duty not in held[case.pk]
    ]
    Commitment.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
