"""Work the outbox: claim a chunk under a lease, do each entry, mark it done.

A job takes its effect in a transaction of its own with a guard (a state that moves on once), so that a worker killed
between the effect and the mark does no harm: the job runs again, finds its effect, and is marked."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Q

from workflow_app.commands.archive_case import ARCHIVE_CASE, archive_case
from workflow_app.commands.ask_registers import ASK_REGISTERS, ask_registers
from workflow_app.commands.bulk_sign import BULK_SIGN, bulk_sign
from workflow_app.commands.check_before_payment import check_before_payment
from workflow_app.commands.close_case import CLOSE_CASE, close_case
from workflow_app.commands.issue import PRESS
from workflow_app.commands.pack_for_audit import PACK_FOR_AUDIT
from workflow_app.commands.printing.order_run import MAKE_PRINT_RUN
from workflow_app.commands.reassess import REASSESS_BEHIND, reassess_behind
from workflow_app.commands.release_batch import WRITE_BANK_FILE
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.jobs.lease import LEASE, kept
from workflow_app.jobs.pack import pack_package
from workflow_app.jobs.press import Clock, press
from workflow_app.jobs.print_run import make_print_run
from workflow_app.jobs.room import is_full
from workflow_app.models import OutboxEntry
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.audit.readiness import NO_ROOM
from workflow_app.queries.finance.doubts import CHECK_BEFORE_PAYMENT

log = logging.getLogger("huimin.jobs")

CHUNK = 20
TRIES = 5
UNTIL_THERE_IS_ROOM = timedelta(minutes=5)  # between two tries on a full disk
WAITS = (timedelta(seconds=2), timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))

# job → what does it, with the clock of whoever runs it. Each is safe to do again: it looks first whether it was done, and says False then.
JOBS: dict[str, Callable[[int, Clock], object]] = {
    PRESS: press,
    WRITE_BANK_FILE: lambda batch, now: write_bank_file(batch, at=now()),
    CLOSE_CASE: lambda case, now: close_case(case, at=now()),
    ARCHIVE_CASE: lambda case, now: archive_case(case, at=now()),
    REASSESS_BEHIND: lambda case, now: reassess_behind(case, at=now()),
    BULK_SIGN: lambda signing, now: bulk_sign(signing, at=now()),
    ASK_REGISTERS: lambda case, now: ask_registers(case, at=now()),
    CHECK_BEFORE_PAYMENT: lambda case, now: check_before_payment(case, at=now()),
    PACK_FOR_AUDIT: pack_package,
    MAKE_PRINT_RUN: make_print_run,
}

State = OutboxEntry.State


def work(now: Callable[[], datetime], leaving: Collection[str] = ()) -> int:
    """Do everything that is due but the jobs left to somebody else; answers how many entries were done or parked."""
    done = 0
    while entries := claim(now(), leaving):
        for entry in entries:
            done += run(entry, now)
    return done


def claim(at: datetime, leaving: Collection[str] = ()) -> list[OutboxEntry]:
    """Take a chunk under a fresh lease; two workers never take the same entry."""
    lease = uuid4()
    free = Q(state=State.NEW, not_before__lte=at) & (Q(leased_until__isnull=True) | Q(leased_until__lt=at))
    with transaction.atomic():
        ready = OutboxEntry.objects.filter(free).exclude(job__in=leaving).order_by("not_before", "id")
        if connection.features.has_select_for_update_skip_locked:
            ready = ready.select_for_update(skip_locked=True)
        mine = list(ready.values_list("pk", flat=True)[:CHUNK])
        OutboxEntry.objects.filter(free, pk__in=mine).update(lease=lease, leased_until=at + LEASE)
    return list(OutboxEntry.objects.filter(lease=lease, state=State.NEW).order_by("not_before", "id"))


def renew(entry: OutboxEntry, at: datetime) -> bool:
    """A fresh lease for this entry and those that wait behind it; False when another worker has taken it meanwhile.

    A job that takes longer than its lease keeps it alive (`jobs/lease.py`).
    """
    mine = OutboxEntry.objects.filter(lease=entry.lease, state=State.NEW)
    mine.update(leased_until=at + LEASE)
    return mine.filter(pk=entry.pk).exists()


def run(entry: OutboxEntry, now: Callable[[], datetime]) -> bool:
    """Do one entry. A failure waits longer each time; after the last try it is parked for a person."""
    if not renew(entry, now()):
        return False
    try:
        with kept(entry, now):
            JOBS[entry.job](entry.argument, now)
    except Refusal as refused:
        return _park(entry, refused.sentence)
    except Exception as broken:  # a job must never take the others down with it
        if is_full(broken):
            return _wait(entry, NO_ROOM, now() + UNTIL_THERE_IS_ROOM)
        return _wait_or_park(entry, _told(entry, broken), now())
    own = OutboxEntry.objects.filter(pk=entry.pk, lease=entry.lease, state=State.NEW)
    return bool(own.update(state=State.DONE, done_at=now(), leased_until=None))


def _told(entry: OutboxEntry, broken: Exception) -> str:
    """What an operator reads: the kind of error and a code that is the same for the same place in the program. The error's
    own words stay out of row and log, for they may carry a person's data."""
    place = traceback.extract_tb(broken.__traceback__)[-1]
    code = hashlib.sha256(f"{Path(place.filename).name}:{place.name}:{place.line}".encode()).hexdigest()[:6]
    kind = type(broken).__name__
    log.error("job %s failed: %s %s\n%s", entry.key, kind, code, "".join(traceback.format_tb(broken.__traceback__)))
    return f"{kind} {code}：任务没有做成，请技术人员按代号在日志里查原因，处理后重新排队。"


def _wait_or_park(entry: OutboxEntry, why: str, at: datetime) -> bool:
    if entry.attempts + 1 >= TRIES:
        return _park(entry, why)
    OutboxEntry.objects.filter(pk=entry.pk, lease=entry.lease).update(attempts=entry.attempts + 1)
    return _wait(entry, why, at + WAITS[min(entry.attempts, len(WAITS) - 1)])


def _wait(entry: OutboxEntry, why: str, until: datetime) -> bool:
    """Free again, and due then. A full disk costs no try: it is as long full as nobody cleans it."""
    OutboxEntry.objects.filter(pk=entry.pk, lease=entry.lease).update(
        not_before=until, leased_until=None, lease=None, failure=why[:300]
    )
    return False


def _park(entry: OutboxEntry, why: str) -> bool:
    OutboxEntry.objects.filter(pk=entry.pk, lease=entry.lease).update(
        state=State.PARKED, attempts=entry.attempts + 1, leased_until=None, failure=why[:300]
    )
    return True
