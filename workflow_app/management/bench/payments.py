"""A batch as large as a city's year: built, released, written and settled, a few transfers coming back; pages asked meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from subprocess import PIPE, Popen
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command

from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.read_return import read_return
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.set_limit import Limit, set_limit
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.management.bench import stage
from workflow_app.models import Account, FundsRequest, LineState, PaymentBatch, PaymentLine, Unit
from workflow_app.policy.money import fen_of
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.simulated_bank import simulated_answer

LATER = stage.OVER + timedelta(days=1)
CLASS = 50  # trainees of each class the claims come from: as many as one head signs without a meeting
RETURNED_IN = 33  # one transfer of so many comes back: three of a hundred
# A page asked twice a second until it is told to stop.
READER = """
import os, sys, time
import django
django.setup()
from django.conf import settings
from django.test import Client
from workflow_app.management import acting
client = Client(headers={"host": next(iter(settings.ALLOWED_HOSTS), "localhost").lstrip(".*") or "localhost"})
client.force_login(acting.account("tangyin.check"))
while True:
    begun = time.perf_counter()
    assert client.get(f"/finance/requests/{sys.argv[1]}/").status_code == 200
    print(time.perf_counter() - begun, flush=True)
    time.sleep(0.5)
"""


def measure(rounds: int) -> dict[str, Any]:
    """`rounds` claims, made by commands as any claim is; the seconds of each act on their batch."""
    acting.found_city(stage.BEGIN)
    unit = Unit.objects.get(kind="hrss", region=stage.COUNTY)
    acts.endow(unit, stage.item().slug, stage.BEGIN.year, stage.PLENTY, stage.BEGIN)
    for username in ("tangyin.draft", "tangyin.release"):
        _unlimited(acting.account(username))
    begun = perf_counter()
    request = _asked_for(rounds)
    told: dict[str, Any] = {"claims": request.count, "made in seconds": round(perf_counter() - begun, 1)}
    with _asking(request) as looked:
        for name, seconds in _paid(request):
            told[name] = seconds
    told["in all"] = round(
        sum(seconds for seconds in told.values() if isinstance(seconds, float)) - told["made in seconds"], 1
    )
    told["a page meanwhile"] = _pages(looked)
    states = PaymentLine.objects.filter(batch__request=request)
    told["came back"] = states.filter(state=LineState.RETURNED).count()
    return told | {"verify": list(breaks())}


def _unlimited(account: Account) -> None:
    """A year's claims in one batch are above any sample of a limit."""
    fen = fen_of(stage.PLENTY)
    set_limit(account.holdings.get().desk, account, Limit(fen, fen), by=None, at=stage.BEGIN)


def _asked_for(claims: int) -> FundsRequest:
    """So many determined claims on one notice, asked for and checked."""
    cases = []
    for serial in range(1, -(-claims // CLASS) + 1):
        cases.append(stage.claim(serial, "notice", size=CLASS))
        _said(f"{serial * CLASS} of {claims} claims filed and examined")
    notice = stage.noticed(*cases)
    for case in cases:
        acting.sign_until_system(case, at=stage.OVER)
    _said("determined")
    request = acts.ask_finance(notice, LATER)
    _said("asked for, printed and checked")
    return request


def _paid(request: FundsRequest) -> Iterator[tuple[str, float]]:
    """(act, seconds) of the four acts, told as they are done."""
    batch: PaymentBatch | None = None

    def build() -> None:
        nonlocal batch
        batch = draft_batch(request.pk, by=acting.account("tangyin.draft"), at=LATER)

    def release() -> None:
        assert batch is not None
        release_batch(batch.pk, batch.total, by=acting.account("tangyin.release"), at=LATER)

    def written() -> None:
        assert batch is not None
        write_bank_file(batch.pk, at=LATER)

    yield "built", _timed("built", build)
    yield "released", _timed("released", release)
    yield "written", _timed("written", written)
    assert batch is not None
    key, said = batch.pk, simulated_answer(PaymentBatch.objects.get(pk=batch.pk), lambda n: n % RETURNED_IN == 0)
    by = acting.account("tangyin.draft")
    yield "settled", _timed("settled", lambda: read_return(key, said, by=by, at=LATER))


@contextmanager
def _asking(request: FundsRequest) -> Iterator[list[float]]:
    """Somebody in a process of their own reads the request's page all the while; the seconds each took, once it is over."""
    call_command("collectstatic", interactive=False, verbosity=0)
    looked: list[float] = []
    reader = Popen([sys.executable, "-c", READER, str(request.pk)], cwd=settings.ROOT, stdout=PIPE, text=True)
    assert reader.stdout is not None, "asked for"
    reader.stdout.readline()  # the first look loads the program and is left out
    try:
        yield looked
    finally:
        reader.terminate()  # not SIGINT, which whatever runs in the background may have been told to ignore
        said, _none = reader.communicate(timeout=60)
        looked += [float(line) for line in said.split()]


def _timed(name: str, act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    seconds = round(perf_counter() - begun, 1)
    _said(f"{name}: {seconds} s")
    return seconds


def _said(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _pages(looked: list[float]) -> dict[str, int]:
    """Nothing where the whole took less time than a look."""
    return {"asked": len(looked), "median ms": _ms(median(looked)), "slowest ms": _ms(max(looked))} if looked else {}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
