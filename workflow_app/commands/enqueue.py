"""Write down work for after the commit, and tell a worker that there is some."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from workflow_app.celery import app
from workflow_app.models import OutboxEntry

NUDGE = "workflow_app.jobs.tasks.work"


def enqueue(job: str, arguments: Iterable[int], *, at: datetime, occasion: str = "") -> None:
    """One outbox row per argument (a row's id), in the caller's transaction. The same work on one occasion is one row."""
    rows = [
        OutboxEntry(job=job, key=f"{job}:{argument}:{occasion}", argument=argument, created_at=at, not_before=at)
        for argument in arguments
    ]
    OutboxEntry.objects.bulk_create(rows, ignore_conflicts=True)
    transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """ "There is work." A lost nudge costs seconds: the worker also looks by itself."""
    app.send_task(NUDGE)
