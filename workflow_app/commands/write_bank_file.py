"""Write the bank's file of a released batch, several where its format caps the rows; the same batch gives the same bytes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from workflow_app.bank.formats import write
from workflow_app.bank.profile import Profile
from workflow_app.bank.transfer import Part
from workflow_app.commands.held import held_batch
from workflow_app.commands.issue import issue
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.record import record
from workflow_app.models import BankFile, BatchState, PaymentBatch, StoredFile
from workflow_app.policy.money import yuan_text
from workflow_app.policy.paper import PaperKind
from workflow_app.queries.finance.bank_profiles import order_of, profile_of
from workflow_app.queries.papers.funds import release

# The paper of every batch, whatever its item.
RELEASE = PaperKind("release", "放款审批单", "case_paper", "放", "papers/release.html", internal=True)


def write_bank_file(batch_id: int, *, at: datetime) -> bool:
    """Store the file and its digest, issue the release paper that names both persons; False when it was written before."""
    with transaction.atomic():
        batch = held_batch(batch_id)
        if batch.state != BatchState.RELEASED:
            return False
        profile, parts = profile_of(batch), bank_files(batch)
        kept = [keep_file(profile.extension, part.data, part.name, by=None, at=at) for part in parts]
        BankFile.objects.bulk_create(_row(batch, part, row.sha256) for part, row in zip(parts, kept, strict=True))
        batch.write()
        batch.file_sha256 = kept[0].sha256
        batch.save(update_fields=["state", "file_sha256"])
        paper = issue(
            "release",
            paper=RELEASE,
            unit=batch.finance,
            notice=batch.request.notice,
            funds_request=batch.request,
            data=release(batch, _told(profile, kept), at),
            at=at,
        )
        files = {"files": [row.sha256 for row in kept]} if len(kept) > 1 else {}
        body = {"sha256": batch.file_sha256, "paper": paper.number} | files
        record(batch.stream, "write_bank_file", by=None, at=at, body=body)
        return True


def bank_files(batch: PaymentBatch) -> list[Part]:
    """The files with their bytes, from the frozen lines."""
    return write(profile_of(batch), order_of(batch, batch.lines.order_by("ordinal")))


def _row(batch: PaymentBatch, part: Part, sha256: str) -> BankFile:
    return BankFile(
        batch=batch,
        number=part.number,
        name=part.name,
        first=part.first,
        last=part.last,
        count=part.count,
        total=Decimal(yuan_text(part.fen)),
        sha256=sha256,
    )


def _told(profile: Profile, kept: list[StoredFile]) -> dict[str, Any]:
    """What the release paper says of the files."""
    first, *more = [{"name": row.name, "sha256": row.sha256, "bytes": row.size} for row in kept]
    return first | {"encoding": profile.coding} | ({"more": more} if more else {})
