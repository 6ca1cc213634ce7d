"""Put work that was given up back into the queue, once its cause is mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from workflow_app.commands.enqueue import enqueue, nudge
from workflow_app.commands.held import held_stream
from workflow_app.commands.issue import PRESS
from workflow_app.commands.record import record
from workflow_app.models import Account, IssuedDocument, OutboxEntry, PaperState
from workflow_app.policy.refusals import NotFound, NotUnderstood
from workflow_app.queries.audit.parked import JOB, PAPER

State = OutboxEntry.State


def requeue(keys: Sequence[str], *, by: Account | None, at: datetime) -> int:
    """Put back what `queries.parked` names (job:12, paper:7), all or nothing; answers how many. `by` None is an operator.

    Raises NotUnderstood for a key of another form, NotFound for one that is not parked (any more).
    """
    wanted = {kind: sorted({_number(key) for key in keys if key.startswith(f"{kind}:")}) for kind in (JOB, PAPER)}
    if unknown := [key for key in keys if key.partition(":")[0] not in wanted]:
        raise NotUnderstood(f"“{unknown[0]}”不是任务或文书的代号，应写成 job:12 或 paper:7。")
    with transaction.atomic():
        stream = held_stream()
        _jobs(wanted[JOB], at)
        _papers(wanted[PAPER], stream.length, at)
        if any(wanted.values()):
            record(stream, "requeue", by=by, at=at, body=wanted)
            transaction.on_commit(nudge, robust=True)
        return sum(map(len, wanted.values()))


def _jobs(wanted: Sequence[int], at: datetime) -> None:
    parked = OutboxEntry.objects.filter(pk__in=wanted, state=State.PARKED)
    _all_there(JOB, wanted, set(parked.values_list("pk", flat=True)))
    parked.update(state=State.NEW, attempts=0, not_before=at, lease=None, leased_until=None, failure="")


def _papers(wanted: Sequence[int], occasion: int, at: datetime) -> None:
    parked = IssuedDocument.objects.filter(pk__in=wanted, state=PaperState.PARKED)
    _all_there(PAPER, wanted, set(parked.values_list("pk", flat=True)))
    enqueue(PRESS, wanted, at=at, occasion=f"requeue {occasion}")


def _all_there(kind: str, wanted: Sequence[int], there: set[int]) -> None:
    if gone := [number for number in wanted if number not in there]:
        raise NotFound(f"{kind}:{gone[0]} 现在没有搁置，可能已经做完；没有重新排队。请重新查看列表。")


def _number(key: str) -> int:
    number = key.partition(":")[2]
    if not number.isdecimal():
        raise NotUnderstood(f"“{key}”不是任务或文书的代号，应写成 job:12 或 paper:7。")
    return int(number)
