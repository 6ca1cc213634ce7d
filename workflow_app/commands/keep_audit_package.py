"""The making of an audit package: begun, kept under its digest, or failed with a sentence. The packing itself writes no rows."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from workflow_app.commands.held import held_batch
from workflow_app.commands.record import record
from workflow_app.models import AuditPackage, PackageState, PaymentBatch, StoredFile, vault
from workflow_app.models.audit_package import OPEN_PACKAGES


def begin_package(package_id: int, *, at: datetime) -> AuditPackage | None:
    """Take it up, also where a worker died over it; None when it has ended."""
    with transaction.atomic():
        package, _ = _held(package_id)
        if package.state not in OPEN_PACKAGES:
            return None
        package.state, package.begun_at, package.entries = PackageState.MAKING, at, 0
        package.save(update_fields=["state", "begun_at", "entries"])
        return package


def keep_package(package_id: int, archive: BinaryIO, head: str, *, at: datetime) -> bool:
    """Seal the archive and tell that it is ready; False where the batch's chain has moved on from `head` since its rows were read
    (pack it again), or another worker was faster."""
    with transaction.atomic():
        package, batch = _held(package_id)
        if package.state != PackageState.MAKING or batch.stream.head != head:
            return False
        digest, size = vault.put_long(archive), archive.tell()
        package.file = StoredFile.objects.create(
            account=None, kind="zip", name=f"迎审包{batch.number}.zip", sha256=digest, size=size, at=at
        )
        package.state, package.ended_at = PackageState.READY, at
        package.save(update_fields=["state", "ended_at", "file"])
        record(batch.stream, "keep_audit_package", by=None, at=at, body={"package": package.pk, "sha256": digest})
        return True


def fail_package(package_id: int, why: str, *, at: datetime) -> None:
    """It was not made; `why` is a sentence for whoever asked. It may be asked for again."""
    with transaction.atomic():
        package, batch = _held(package_id)
        if package.state in OPEN_PACKAGES:
            package.state, package.failure, package.ended_at = PackageState.FAILED, why[:300], at
            package.save(update_fields=["state", "failure", "ended_at"])
            record(batch.stream, "fail_audit_package", by=None, at=at, body={"package": package.pk})


def _held(package_id: int) -> tuple[AuditPackage, PaymentBatch]:
    """The batch is locked first, then its package."""
    batch = held_batch(AuditPackage.objects.values_list("batch", flat=True).get(pk=package_id))
    return AuditPackage.objects.select_for_update().get(pk=package_id), batch
