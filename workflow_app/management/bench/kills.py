"""A real worker is killed again and again in the middle of its jobs: nothing is lost, nothing done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from itertools import count
from time import perf_counter, sleep
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from workflow_app.management import acting
from workflow_app.management.bench import prefill, stage
from workflow_app.models import IssuedDocument, OutboxEntry, PaperState, Service, StoredFile
from workflow_app.queries.audit.verify import breaks

JOBS, KILLS = 600, 20
WORKER = ("-m", "celery", "--quiet", "--app", "workflow_app", "worker", "--beat", "--concurrency", "2")
LONGEST = timedelta(minutes=15)


def measure(rounds: int) -> dict[str, Any]:
    """Papers to make, a worker killed (SIGKILL to its whole group) each time another share of them is done."""
    acting.found_city(stage.BEGIN)
    for serial in count(prefill.SERIAL):
        if OutboxEntry.objects.count() >= JOBS:
            break
        stage.record(serial, "handle")  # a receipt and an acceptance
    jobs = OutboxEntry.objects.count()
    begun = perf_counter()
    kills = _work_and_kill(jobs, begun)
    return {"jobs": jobs, "kills": kills, "seconds": round(perf_counter() - begun, 1)} | _judged()


def _work_and_kill(jobs: int, begun: float) -> int:
    kills, worker = 0, _start()
    try:
        while (left := _left()) and perf_counter() - begun < LONGEST.total_seconds():
            if kills < KILLS and left < jobs - kills * jobs // (KILLS + 4):
                _kill(worker)
                kills, worker = kills + 1, _start()
            sleep(0.2)
    finally:
        _kill(worker)
    return kills


def _left() -> int:
    return OutboxEntry.objects.filter(state=OutboxEntry.State.NEW).count()


def _start() -> subprocess.Popen[bytes]:
    """The worker of script/server, with the broker of files, in a process group of its own."""
    for folder in ("broker", "broker-control"):
        (settings.VAR / folder).mkdir(exist_ok=True)
    there = os.environ | {"HUIMIN_BROKER": "filesystem://localhost"}
    with (settings.VAR / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *WORKER], cwd=settings.ROOT, env=there, stdout=log, stderr=log, start_new_session=True
        )


def _kill(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _judged() -> dict[str, Any]:
    papers = IssuedDocument.objects.exclude(state=PaperState.VOID)
    files = Counter(StoredFile.objects.filter(kind="pdf", account=None).values_list("name", flat=True))
    served = Service.objects.values("paper").annotate(times=Count("pk")).filter(times__gt=1)
    return {
        "lost": papers.exclude(state=PaperState.STORED).count() + _left(),
        "doubled": sum(n - 1 for n in files.values()) + served.count(),
        "parked": OutboxEntry.objects.filter(state=OutboxEntry.State.PARKED).count(),
        "late": OutboxEntry.objects.filter(leased_until__gt=timezone.now(), state=OutboxEntry.State.NEW).count(),
        "verify": list(breaks()),
    }
