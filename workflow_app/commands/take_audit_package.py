"""Somebody takes a finished audit package out of the house: whole numbers leave with it, so it is recorded each time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.commands.held import held_batch
from workflow_app.commands.pack_for_audit import may_have
from workflow_app.commands.record import record
from workflow_app.models import Account, PackageState, StoredFile
from workflow_app.policy.refusals import NotFound, NotPossibleNow


def take_audit_package(batch_id: int, package_id: int, *, by: Account, at: datetime) -> StoredFile:
    """The file to hand out. Raises NotFound, NotAllowed off the desks of the paying bureau, NotPossibleNow before it is ready."""
    with transaction.atomic():
        batch = held_batch(batch_id)
        may_have(batch, by, at)
        package = batch.audit_packages.select_related("file").filter(pk=package_id).first()
        if package is None:
            raise NotFound("没有找到这份迎审包，请刷新批次页面。")
        if package.state != PackageState.READY or package.file is None:
            raise NotPossibleNow(f"这份迎审包{package.get_state_display()}，现在不能下载。请刷新批次页面看它做到哪里。")
        record(batch.stream, "take_audit_package", by=by, at=at, body={"package": package.pk})
        return package.file
