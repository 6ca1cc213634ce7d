"""Hold a recovery with its case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workflow_app.flow import door
from workflow_app.models import Case, Recovery
from workflow_app.policy.refusals import NotFound


@contextmanager
def held_recovery(recovery_id: int) -> Iterator[tuple[Recovery, Case]]:
    """The recovery and its case, locked. Raises NotFound for none."""
    case_id = Recovery.objects.filter(pk=recovery_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotFound("没有这次追回，请刷新页面。")
    with door.held(case_id) as case:
        yield Recovery.objects.get(pk=recovery_id), case
