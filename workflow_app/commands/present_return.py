"""Look at a bank's return file before it is posted: it is kept and held against its batch, nothing is paid or returned."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_batch
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.read_return import may_be_read
from workflow_app.commands.record import record
from workflow_app.models import Account, PresentedReturn
from workflow_app.queries.finance.bank_profiles import profile_of
from workflow_app.queries.finance.returned_files import by_ordinal, look
from workflow_app.queries.scope import acting_desk


def present_return(batch_id: int, data: bytes, *, by: Account, at: datetime) -> PresentedReturn:
    """Keep the file as it came, whether it matches or not; the same file again is the same row.

    Raises AlreadyDone for a file posted before, NotPossibleNow for a batch that waits for none, NotUnderstood for a file that
    cannot be read as a whole: such a file is not kept.
    """
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        batch = held_batch(batch_id)
        acting_desk(by, "batch_draft", batch.finance_id, localtime(at).date())
        may_be_read(batch, digest)
        matching = look(batch, data, by_ordinal(batch).values())
        before = PresentedReturn.objects.filter(batch=batch, sha256=digest).first()
        if before is not None:
            return before
        extension = profile_of(batch).extension
        file = keep_file(extension, data, f"回盘{batch.number}.{extension}", by=by, at=at)
        shown = PresentedReturn.objects.create(batch=batch, file=file, sha256=digest, by=by, at=at)
        record(batch.stream, "present_return", by=by, at=at, body={"sha256": digest, "whole": matching.whole})
        return shown
