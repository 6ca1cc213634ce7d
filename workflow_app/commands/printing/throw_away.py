"""What a print run gave is thrown away: when it was cancelled, was not made, or its days are over. The papers stay where they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.drop_files import drop_files, is_named
from workflow_app.commands.held import held_stream
from workflow_app.commands.printing.order_run import may_print
from workflow_app.commands.record import record
from workflow_app.models import Account, Action, PrintRun, PrintRunState, StoredFile, vault
from workflow_app.models.print_run import KEPT
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.workplace import workplace

LOOKED_BACK = timedelta(days=30)


def cancel_run(run_id: int, *, by: Account, at: datetime) -> PrintRun:
    """Nothing more is made of it, what was made is dropped; papers printed meanwhile stay printed.

    Raises NotFound, NotAllowed outside the office, NotPossibleNow when it has ended.
    """
    with transaction.atomic():
        run = PrintRun.objects.select_for_update().filter(pk=run_id).first()
        if run is None:
            raise NotFound("没有找到这次批量打印，请刷新页面。")
        may_print(run.unit_id, workplace(by, localtime(at).date()))
        if not run.is_open:
            raise NotPossibleNow(f"这次批量打印{run.get_state_display()}，没有可取消的。")
        run.state, run.ended_at = PrintRunState.CANCELLED, at
        run.save(update_fields=["state", "ended_at"])
        throw_away_files(run)
        record(held_stream(), "cancel_print_run", by=by, at=at, body={"run": run.pk})
        return run


def expire_runs(*, at: datetime) -> int:
    """Throw away what was ready for longer than it is kept; answers how many runs. What a process that died between the rows and the bytes
    left of those of the last month is thrown away once more."""
    _drop_again(at)
    old = PrintRun.objects.filter(state=PrintRunState.READY, ended_at__lte=at - KEPT).order_by("pk")
    return sum(_expire(run_id, at) for run_id in old.values_list("pk", flat=True))


def _drop_again(at: datetime) -> None:
    expired = PrintRun.objects.filter(state=PrintRunState.EXPIRED, ended_at__gt=at - KEPT - LOOKED_BACK)
    acts = Action.objects.filter(verb="keep_print_run", at__gt=at - KEPT - LOOKED_BACK).values_list("body", flat=True)
    ended = set(expired.values_list("pk", flat=True))
    for digest in {digest for body in acts if body["run"] in ended for digest in body["sha256"]}:
        if not is_named(digest):
            vault.drop_unless(digest, partial(is_named, digest))


def _expire(run_id: int, at: datetime) -> bool:
    with transaction.atomic():
        run = PrintRun.objects.select_for_update().get(pk=run_id)
        if run.state != PrintRunState.READY:
            return False
        run.state = PrintRunState.EXPIRED
        run.save(update_fields=["state"])
        throw_away_files(run)
        record(held_stream(), "expire_print_run", by=None, at=at, body={"run": run.pk})
        return True


def throw_away_files(run: PrintRun) -> None:
    """Rows now, bytes once this is committed. The run is held by the caller's transaction."""
    files = list(run.volumes.values_list("file", flat=True))
    run.volumes.all().delete()
    drop_files(StoredFile.objects.filter(pk__in=files))
