"""How long a worker holds what it took, and how a long job keeps hold of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection

from workflow_app.models import OutboxEntry

log = logging.getLogger("huimin.jobs")

LEASE = timedelta(seconds=60)  # a killed worker's rows are free after it; a living one prolongs it
BEAT = LEASE / 6
LONGEST = timedelta(hours=1)  # whatever still runs then hangs: another worker may try


def prolong(job: str, argument: int, *, at: datetime) -> None:
    """Somebody is at it still; a second worker would only do it twice."""
    held = OutboxEntry.objects.filter(job=job, argument=argument, state=OutboxEntry.State.NEW, lease__isnull=False)
    held.update(leased_until=at + LEASE)


@contextmanager
def kept(entry: OutboxEntry, now: Callable[[], datetime], beat: timedelta = BEAT) -> Iterator[None]:
    """While the block runs, the lease of this entry and of those that wait behind it is prolonged every `beat`, for an hour at most. A
    roster of 25,000 rows is ten minutes under the press. A process that dies stops beating, and its rows are free after one lease."""
    over = Event()
    beating = Thread(target=_beat, args=(entry, now, beat, over), name=f"lease {entry.key}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


def _beat(entry: OutboxEntry, now: Callable[[], datetime], beat: timedelta, over: Event) -> None:
    mine = OutboxEntry.objects.filter(lease=entry.lease, state=OutboxEntry.State.NEW)
    for _ in range(LONGEST // beat):
        if over.wait(beat.total_seconds()):
            return
        try:
            mine.update(leased_until=now() + LEASE)
        except DatabaseError as away:  # the database may be gone for a moment; the job itself finds out
            log.warning("lease of %s not prolonged: %s", entry.key, type(away).__name__)
        finally:
            connection.close()
