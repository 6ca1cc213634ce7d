"""Papers a signer puts beside an opinion: kept with it, shown with it, never taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from forms.intake.receive import Received
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.record import record
from workflow_app.flow import door
from workflow_app.models import Account, Opinion, StoredFile
from workflow_app.policy.refusals import NotAllowed, NotUnderstood

MOST = 5  # files beside one opinion; the house's own bound


def put_beside(seat_id: int, files: Sequence[Received], *, by: Account, at: datetime) -> list[StoredFile]:
    """Keep received files with the opinion just given from a seat, in the transaction that gave it.

    Raises NotFound, NotAllowed for another's opinion, NotUnderstood for more than five.
    """
    if len(files) > MOST:
        raise NotUnderstood(f"一条意见最多附{MOST}份材料，请合并后再上传。")
    with transaction.atomic():
        case = door.hold_by_seat(seat_id)
        word = Opinion.objects.filter(seat=seat_id, by=by).first()
        if word is None:
            raise NotAllowed("附件只能随自己的意见一起提交。")
        rows = [keep_file(each.kind, each.content, each.name, by=by, at=at, pages=each.pages) for each in files]
        StoredFile.objects.filter(pk__in=[row.pk for row in rows]).update(case=case, opinion=word)
        body = {"seat": seat_id, "files": [row.sha256 for row in rows]}
        record(case.stream, "put_beside", by=by, at=at, body=body)
        return rows
