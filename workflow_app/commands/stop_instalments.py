"""What of a claim has fallen due already is paid, the rest of its instalments is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workflow_app.models import Claim, ClaimState, Instalment, LineState, PaymentLine


def stop_instalments(claims: Sequence[Claim], *, at: datetime) -> set[int]:
    """Of held cases: stop what is left to pay of those claims of which a part was paid; they are paid claims from now on. Answers which."""
    begun = PaymentLine.objects.filter(claim__in=claims, state=LineState.PAID).values_list("claim", flat=True)
    stopped = set(begun)
    rows = Instalment.objects.filter(claim__in=stopped, stopped_at=None).exclude(payment_lines__state=LineState.PAID)
    rows.update(stopped_at=at)
    Claim.objects.filter(pk__in=stopped).update(state=ClaimState.PAID)
    return stopped
