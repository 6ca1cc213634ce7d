"""Write the bank's file of a released batch; the same batch gives the same bytes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.bank import gb18030_csv
from workflow_app.bank.transfer import Transfer
from workflow_app.commands.held import held_batch
from workflow_app.commands.issue import issue
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.record import record
from workflow_app.models import BatchState, PaymentBatch
from workflow_app.policy.money import fen_of
from workflow_app.policy.paper import PaperKind
from workflow_app.queries.papers.funds import release

# The paper of every batch, whatever its item.
RELEASE = PaperKind("release", "放款审批单", "case_paper", "放", "papers/release.html", internal=True)


def write_bank_file(batch_id: int, *, at: datetime) -> bool:
    """Store the file and its digest, issue the release paper that names both persons; False when it was written before."""
    with transaction.atomic():
        batch = held_batch(batch_id)
        if batch.state != BatchState.RELEASED:
            return False
        data = bank_file(batch)
        row = keep_file("csv", data, f"{batch.number}.csv", by=None, at=at)
        batch.write()
        batch.file_sha256 = row.sha256
        batch.save(update_fields=["state", "file_sha256"])
        told = {"name": row.name, "sha256": row.sha256, "bytes": row.size, "encoding": "GB18030"}
        paper = issue(
            "release",
            paper=RELEASE,
            unit=batch.finance,
            notice=batch.request.notice,
            funds_request=batch.request,
            data=release(batch, told, at),
            at=at,
        )
        record(batch.stream, "write_bank_file", by=None, at=at, body={"sha256": row.sha256, "paper": paper.number})
        return True


def bank_file(batch: PaymentBatch) -> bytes:
    """The bytes, from the frozen lines."""
    transfers = [
        Transfer(line.ordinal, line.payee, line.account, line.bank, fen_of(line.amount), str(batch.request.notice))
        for line in batch.lines.order_by("ordinal")
    ]
    return gb18030_csv.write(batch.number, transfers)
