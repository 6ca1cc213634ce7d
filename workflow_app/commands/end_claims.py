"""What a case granted without money is in force no longer: a place in a household, a tenancy."""

from __future__ import annotations

from workflow_app.models import Claim, ClaimState


def end_claims(case_id: int, reason: str) -> int:
    """End what the case granted, in the caller's transaction, which records the act in a chain of its own; answers how many.

    Money that was determined or paid never ends so: it is voided or recovered.
    """
    granted = Claim.objects.filter(case=case_id, state=ClaimState.DETERMINED, amount=0)
    return granted.update(state=ClaimState.ENDED, reason=reason)
