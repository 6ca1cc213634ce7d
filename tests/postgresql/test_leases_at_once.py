"""A job that outlasts its lease is not taken by a second worker while the first is alive."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

import pytest

from tests.conftest import moment
from workflow_app.commands.enqueue import enqueue
from workflow_app.jobs.lease import LEASE, kept
from workflow_app.jobs.runner import claim
from workflow_app.models import OutboxEntry

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
AT, PATIENCE = moment("2026-04-01 09:00"), 10.0


def until(entry: OutboxEntry, end: object) -> bool:
    """Whether the lease comes to run until then while somebody looks on."""
    begun = monotonic()
    while monotonic() - begun < PATIENCE:
        if OutboxEntry.objects.get(pk=entry.pk).leased_until == end:
            return True
    return False


def test_a_living_job_keeps_its_entry_and_a_dead_one_does_not() -> None:
    enqueue("press", [1], at=AT)
    (entry,) = claim(AT)
    later = AT + LEASE + timedelta(seconds=1)
    with kept(entry, lambda: later, timedelta(milliseconds=10)):
        assert until(entry, later + LEASE)
        assert claim(later) == []
    assert claim(later) == []
    assert [each.pk for each in claim(later + LEASE + timedelta(seconds=1))] == [entry.pk]
