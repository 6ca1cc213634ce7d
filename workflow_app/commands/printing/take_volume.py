"""Somebody takes a volume out of the house: many people's data leave with it, so it is recorded each time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_stream
from workflow_app.commands.printing.order_run import may_print
from workflow_app.commands.record import record
from workflow_app.models import Account, PrintRun, PrintRunState, StoredFile
from workflow_app.policy.refusals import NotFound, NotPossibleNow
from workflow_app.queries.workplace import workplace


def take_volume(run_id: int, ordinal: int, *, by: Account, at: datetime) -> StoredFile:
    """The file to hand out. Raises NotFound, NotAllowed for whoever is not of the office's desks now, NotPossibleNow before it is ready
    and after its days."""
    with transaction.atomic():
        run = PrintRun.objects.select_for_update().filter(pk=run_id).first()
        if run is None:
            raise NotFound("没有找到这次批量打印，请刷新页面。")
        may_print(run.unit_id, workplace(by, localtime(at).date()))
        if run.state != PrintRunState.READY:
            raise NotPossibleNow(f"这次批量打印{run.get_state_display()}，现在没有可以下载的文件。")
        volume = run.volumes.select_related("file").filter(ordinal=ordinal).first()
        if volume is None:
            raise NotFound("没有这一册，请刷新页面。")
        body = {"run": run.pk, "volume": ordinal, "sha256": volume.file.sha256}
        record(held_stream(), "take_print_volume", by=by, at=at, body=body)
        return volume.file
