"""Days that the law counts from service move to where the recorded service puts them; nobody's days get shorter. Where a service is taken
back they begin with the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from workflow_app.clock.enforcing import DEMANDED_FOR, PAID_WITHIN
from workflow_app.clock.hearing import HEARD_WITHIN
from workflow_app.models import Case, IssuedDocument, PaperState, Recovery, RecoveryState, Revocation, ServiceState
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy.paper import REMEDIED
from workflow_app.queries.law.papers_of_hearings import DEMAND, HEARINGS, ORDER, hearing_of, recovery_under


def run_from_service(case: Case, paper: IssuedDocument, served_on: date) -> dict[str, Any]:
    """What the act of serving says of it: `moved`, every day that moved. The case is held."""
    if paper.kind in HEARINGS:
        moved = list(_heard_from(case, HEARINGS[paper.kind], served_on))
    elif paper.kind == DEMAND:
        moved = list(_demanded_from(case, served_on))
    elif paper.kind == ORDER:
        moved = list(_paid_from(case, paper, served_on))
    else:
        moved = []
    return {"moved": moved} if moved else {}


def run_anew(case: Case, paper: IssuedDocument) -> dict[str, Any]:
    """What the act that takes a service back says of it: `anew`, every limit that runs from the next service, with the day the party
    was told, which stays its last where the next service would end it sooner ('' for a limit of which no day was told). None where the paper is served by another: its days run from that one. The case is held.
    """
    if paper.state == PaperState.VOID or paper.services.filter(state=ServiceState.SERVED).exists():
        return {}
    told = []
    if paper.kind in HEARINGS and (row := hearing_of(case, paper)) is not None and row.decided_at is None:
        row.told_on = localtime(row.noticed_at).date()
        row.save(update_fields=["told_on"])
        told.append({"kind": "hearing", "until": row.heard_until.isoformat()})
    if paper.kind == DEMAND and (owing := recovery_under(case, paper)) is not None and owing.demand_until is not None:
        told.append({"kind": "demand", "until": owing.demand_until.isoformat()})
    if paper.kind in REMEDIED:
        told.append({"kind": "remedies", "until": ""})
    if paper.kind == ORDER and (owed := recovery_under(case, paper)) is not None and owed.pay_by is not None:
        told += [{"kind": "payment", "until": owed.pay_by.isoformat()}, {"kind": "court", "until": ""}]
    return {"anew": told} if told else {}


def _heard_from(case: Case, rows: type[Revocation] | type[Recovery], served_on: date) -> Iterator[dict[str, str]]:
    row = rows.objects.filter(case=case, decided_at=None, told_on__lt=served_on).first()
    if row is None:
        return
    before, after = row.heard_until, calendar_in_force().add(served_on, HEARD_WITHIN)
    row.told_on, row.heard_until = served_on, max(before, after)
    row.save(update_fields=["told_on", "heard_until"])
    if after > before:
        yield _moved("hearing", before, after)


def _demanded_from(case: Case, served_on: date) -> Iterator[dict[str, str]]:
    row = Recovery.objects.filter(case=case, state=RecoveryState.DEMANDED).first()
    if row is None or row.demand_until is None or row.demand_until >= served_on + DEMANDED_FOR:
        return
    before, row.demand_until = row.demand_until, served_on + DEMANDED_FOR
    row.save(update_fields=["demand_until"])
    yield _moved("demand", before, row.demand_until)


def _paid_from(case: Case, paper: IssuedDocument, served_on: date) -> Iterator[dict[str, str]]:
    """An order that comes late leaves as many days to pay as a head has to leave."""
    row, after = recovery_under(case, paper), calendar_in_force().add(served_on, PAID_WITHIN)
    if row is None or row.state != RecoveryState.ORDERED or row.pay_by is None or row.pay_by >= after:
        return
    before, row.pay_by = row.pay_by, after
    row.save(update_fields=["pay_by"])
    yield _moved("payment", before, after)


def _moved(kind: str, before: date, after: date) -> dict[str, str]:
    return {"kind": kind, "before": before.isoformat(), "after": after.isoformat()}
