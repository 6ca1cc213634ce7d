"""The services one act recorded together."""

from __future__ import annotations

from collections.abc import Sequence

from workflow_app.models import Service


def recorded_together(service: Service) -> list[Service]:
    """Every service of the act by which this one was recorded: the papers of one letter, or on one proof; by key."""
    rows = Service.objects.filter(paper__case=service.paper.case_id)
    if service.tracking:
        rows = rows.filter(tracking=service.tracking, at=service.at)
    elif service.with_whom_id:
        rows = rows.filter(with_whom=service.with_whom_id, by=service.by_id, at=service.at)
    elif service.proof_id:
        rows = rows.filter(proof=service.proof_id)
    else:
        rows = rows.filter(pk=service.pk)
    return list(rows.select_related("paper__unit", "proof", "by", "settled_by", "with_whom").order_by("pk"))


def said_of(rows: Sequence[Service]) -> dict[str, object]:
    """As the acts about a record name what was recorded: papers, way and day."""
    one = rows[0]
    on = one.served_on or one.returned_on or one.sent_on
    assert on is not None, "a constraint of each state"
    return {
        "services": [row.pk for row in rows],
        "papers": [row.paper.number for row in rows],
        "method": one.method,
        "on": on.isoformat(),
    }
