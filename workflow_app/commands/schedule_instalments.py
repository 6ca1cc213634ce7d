"""Lay down in which parts what was determined is paid, and from which days on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.models import Claim, Instalment
from workflow_app.policy.instalments import Part, schedule


def schedule_instalments(claims: Sequence[Claim], parts: Sequence[Part], *, at: datetime) -> list[Instalment]:
    """One row for each part of each claim just determined; in the determining transaction, so that nothing is owed without a day."""
    today = localtime(at).date()
    return Instalment.objects.bulk_create(
        (
            Instalment(claim=claim, ordinal=ordinal, amount=amount, due_on=due_on)
            for claim in claims
            for ordinal, (amount, due_on) in enumerate(schedule(claim.amount, today, parts), start=1)
        ),
        batch_size=500,
    )
