"""Make a print run: print what waits with all cores, then bind volume by volume, each kept as soon as it is bound.

A worker that dies leaves the papers it stored and the volumes it kept; the next one goes on behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from tempfile import TemporaryFile
from time import monotonic
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError
from django.utils.timezone import localtime

from workflow_app.commands.printing.make_run import Bound, begin_run, end_run, fail_run, keep_volume, leave_out
from workflow_app.jobs.bundle import bind_papers, zip_papers
from workflow_app.jobs.press import UNPRINTED, Clock, press_many
from workflow_app.jobs.room import is_full
from workflow_app.models import IssuedDocument, PaperState, PrintRun, PrintRunForm, PrintRunState
from workflow_app.queries.desk.print_choice import MOST

VOLUME = 200  # papers to a volume, about what a printer's trays hold
VOLUME_BYTES = 60 * 1024 * 1024  # a volume lies in memory while it is bound; a long roster may fill one alone
LOOKED_EVERY = 2.0  # seconds between two looks whether the run was cancelled
GONE = "有一份文书的文件在库里找不到，或者被改动过，没有做成。请系统管理员运行 verify 查明，处理后重新打印。"
BROKEN = "没有做成，是系统的原因。请系统管理员看日志（任务 make_print_run），处理后重新打印。"


class _Cancelled(Exception):
    """Somebody cancelled it while it was made."""


def make_print_run(run_id: int, clock: Clock) -> bool:
    """False when it has ended already or was cancelled. What is no fault of the run, a full disk or a database that is away, leaves it
    as it is for the next try; any other trouble is told on it, then to the runner."""
    run = begin_run(run_id, at=clock())
    if run is None:
        return False
    try:
        _print(run, clock)
        while _volume(run, clock):
            pass
        return end_run(run_id, at=clock())
    except _Cancelled:
        return False
    except Exception as broken:
        if not is_full(broken) and not isinstance(broken, DatabaseError):
            fail_run(run_id, GONE if isinstance(broken, FileNotFoundError | InvalidTag) else BROKEN, at=clock())
        raise


def _print(run: PrintRun, clock: Clock) -> None:
    """What waits for the press, parked papers once more; then what a dying process of the press left, for that says nothing of a paper."""
    looked = monotonic()

    def told(done: int, papers: int) -> None:
        nonlocal looked
        if monotonic() - looked > LOOKED_EVERY:
            looked = monotonic()
            _go_on(run)

    waiting = run.papers.filter(left_out="", volume=None).order_by("paper")
    for states in (UNPRINTED, (PaperState.NUMBERED,)):
        _go_on(run)
        if ids := list(waiting.filter(paper__state__in=states).values_list("paper", flat=True)):
            press_many(ids, clock, told)


def _go_on(run: PrintRun) -> None:
    if not PrintRun.objects.filter(pk=run.pk, state=PrintRunState.MAKING).exists():
        raise _Cancelled


def _volume(run: PrintRun, clock: Clock) -> bool:
    """Bind and keep the next volume; False when no paper is left."""
    whole, ordinal = run.form == PrintRunForm.ZIP, run.volumes.count() + 1
    rows = list(
        run.papers.filter(left_out="", volume=None)
        .order_by("paper")
        .values("pk", "paper", "paper__state", "paper__file__size")[: MOST if whole else VOLUME]
    )
    if not rows:
        return False
    bound, papers = _divided(rows, whole)
    if not papers:
        leave_out(run.pk, bound)
        return True
    settings.FILES.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=settings.FILES) as made:  # unsealed, so it has no name and is gone with its process
        (zip_papers if whole else bind_papers)(papers, made)
        if IssuedDocument.objects.filter(pk__in=papers).exclude(state=PaperState.STORED).exists():
            return True  # one was voided while it was bound: bound anew without it
        name, kind = _name(run, ordinal, whole), "zip" if whole else "pdf"
        if not keep_volume(run.pk, ordinal, name, kind, made, bound, at=clock()):
            _go_on(run)  # another worker was faster: behind what it kept
    return True


def _divided(rows: Sequence[Mapping[str, Any]], whole: bool) -> tuple[Bound, list[int]]:
    """(what goes in and what is unfit, the papers that go in), as many as fit into a volume."""
    good: list[Mapping[str, Any]] = []
    void: list[int] = []
    unprinted: list[int] = []
    size = 0
    for row in rows:
        if row["paper__state"] == PaperState.VOID:
            void.append(row["pk"])
        elif row["paper__state"] != PaperState.STORED:
            unprinted.append(row["pk"])
        elif whole or not good or size + row["paper__file__size"] <= VOLUME_BYTES:
            good.append(row)
            size += row["paper__file__size"]
        else:
            break
    return Bound([row["pk"] for row in good], void, unprinted), [row["paper"] for row in good]


def _name(run: PrintRun, ordinal: int, whole: bool) -> str:
    day = f"{localtime(run.asked_at):%Y%m%d}"
    return f"批量打印{day}-{run.pk}.zip" if whole else f"批量打印{day}-{run.pk}-第{ordinal}册.pdf"
