"""How long a worker holds what it took, and how a long job keeps hold of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from workflow_app.models import OutboxEntry

LEASE = timedelta(
    seconds=60
)  # longer than the longest job that does not prolong it; a killed worker's rows are free after it


def prolong(job: str, argument: int, *, at: datetime) -> None:
    """Somebody is at it still; a second worker would only do it twice."""
    held = OutboxEntry.objects.filter(job=job, argument=argument, state=OutboxEntry.State.NEW, lease__isnull=False)
    held.update(leased_until=at + LEASE)
