"""Take a duty on a case, unless something the same person did there excludes it."""

from __future__ import annotations

from workflow_app.approval.duties import Duty, conflict
from workflow_app.models import Account, Case, Commitment, Desk
from workflow_app.policy.refusals import SeparationOfDuties


def commit_to(case: Case, account: Account, duty: Duty, desk: Desk | None = None) -> None:
    """Write the duty down. Raises SeparationOfDuties with the reason; the same duty again is nothing new."""
    held = frozenset(
        Duty(d) for d in Commitment.objects.filter(case=case, account=account).values_list("duty", flat=True)
    )
    if other := conflict(duty, held):
        raise SeparationOfDuties(
            f"您已对办件 {case.number} 做过“{other.label}”，按不相容职责分离的要求不能再做“{duty.label}”，请由本岗位其他人员办理。"
        )
    if duty not in held:
        Commitment.objects.bulk_create(
            [Commitment(case=case, account=account, duty=duty.value, desk=desk)], ignore_conflicts=True
        )
