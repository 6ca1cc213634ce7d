"""The making of a print run: begun, its volumes kept one by one, ended. Printing and binding themselves write no rows here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO

from django.db import transaction

from workflow_app.commands.held import held_stream
from workflow_app.commands.printing.throw_away import throw_away_files
from workflow_app.commands.record import record
from workflow_app.models import PrintRun, PrintRunPaper, PrintRunState, PrintRunVolume, StoredFile, vault
from workflow_app.models.print_run import OPEN_RUNS

NOTHING_LEFT = "选中的文书都已作废或者没有印成，没有可以装入的。逐份的原因见下面。"


@dataclass(frozen=True, slots=True)
class Bound:
    """What goes into a volume: rows of the run's papers by key, and those found unfit meanwhile, by reason."""

    papers: Sequence[int]
    void: Sequence[int] = ()
    unprinted: Sequence[int] = ()


def begin_run(run_id: int, *, at: datetime) -> PrintRun | None:
    """Take it up, also where a worker died over it: what it kept stays. None when it has ended."""
    with transaction.atomic():
        run = _held(run_id)
        if not run.is_open:
            return None
        run.state, run.begun_at = PrintRunState.MAKING, at
        run.save(update_fields=["state", "begun_at"])
        return run


def leave_out(run_id: int, bound: Bound) -> None:
    """Note what does not go in, where no volume comes of it."""
    with transaction.atomic():
        if _held(run_id).is_open:
            _note(bound)


def keep_volume(run_id: int, ordinal: int, name: str, kind: str, data: BinaryIO, bound: Bound, *, at: datetime) -> bool:
    """Seal one volume and note what lies in it; False where the run was cancelled or another worker was faster."""
    with transaction.atomic():
        run = _held(run_id)
        if run.state != PrintRunState.MAKING or run.volumes.filter(ordinal=ordinal).exists():
            return False
        rows = PrintRunPaper.objects.filter(pk__in=bound.papers, volume=None, left_out="")
        if rows.count() != len(bound.papers):
            return False
        digest, size = vault.put_long(data), data.tell()
        transaction.on_commit(
            partial(vault.put_long, data)
        )  # an older run of the same papers may be thrown away meanwhile
        file = StoredFile.objects.create(account=None, kind=kind, name=name, sha256=digest, size=size, at=at)
        volume = PrintRunVolume.objects.create(run=run, ordinal=ordinal, file=file)
        rows.update(volume=volume)
        _note(bound)
        return True


def end_run(run_id: int, *, at: datetime) -> bool:
    """Every paper is in a volume or left out; False when it has ended already. Where nothing went in, it has failed."""
    with transaction.atomic():
        run = _held(run_id)
        if run.state != PrintRunState.MAKING:
            return False
        digests = list(run.volumes.order_by("ordinal").values_list("file__sha256", flat=True))
        if not digests:
            return _failed(run, NOTHING_LEFT, at)
        run.state, run.ended_at = PrintRunState.READY, at
        run.save(update_fields=["state", "ended_at"])
        record(held_stream(), "keep_print_run", by=None, at=at, body={"run": run.pk, "sha256": digests})
        return True


def fail_run(run_id: int, why: str, *, at: datetime) -> None:
    """It was not made; `why` is a sentence for whoever asked. What was kept of it is thrown away."""
    with transaction.atomic():
        run = _held(run_id)
        if run.state in OPEN_RUNS:
            _failed(run, why, at)


def _failed(run: PrintRun, why: str, at: datetime) -> bool:
    run.state, run.failure, run.ended_at = PrintRunState.FAILED, why[:300], at
    run.save(update_fields=["state", "failure", "ended_at"])
    throw_away_files(run)
    record(held_stream(), "fail_print_run", by=None, at=at, body={"run": run.pk})
    return False


def _note(bound: Bound) -> None:
    left = PrintRunPaper.LeftOut
    PrintRunPaper.objects.filter(pk__in=bound.void).update(left_out=left.VOID)
    PrintRunPaper.objects.filter(pk__in=bound.unprinted).update(left_out=left.UNPRINTED)


def _held(run_id: int) -> PrintRun:
    return PrintRun.objects.select_for_update().get(pk=run_id)
