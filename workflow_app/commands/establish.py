"""Set up units and desks, appoint people to desks, say who may act for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from workflow_app.city.plan import PlannedUnit
from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.models import Account, Desk, Holding, Party, Representation, Unit, UnitName
from workflow_app.models.keyring import person_index
from workflow_app.policy.refusals import NotFound


def establish(units: Iterable[PlannedUnit], *, at: datetime) -> int:
    """Create the units that are not there yet; answers how many. A unit that is there stays as it is, but for desks of the plan it
    does not have yet."""
    made = desks = 0
    with transaction.atomic():
        stream = held_stream()
        there = {unit.code: unit for unit in Unit.objects.prefetch_related("desks")}
        for planned in units:
            if (unit := there.get(planned.code)) is not None:
                desks += _add_desks(unit, planned)
            else:
                _establish(planned)
                made += 1
        if made or desks:
            body = {"units": made} | ({"desks": desks} if desks else {})
            record(stream, "establish", by=None, at=at, body=body)
    return made


def appoint(account: Account, role: str, kind: str, region: str, *, since: date, at: datetime) -> Holding:
    """Put a person at a desk from a day on. Raises NotFound when the unit has no such desk."""
    with transaction.atomic():
        desk = Desk.objects.filter(role=role, unit__kind=kind, unit__region=region).first()
        if desk is None:
            raise NotFound(f"区划 {region} 的 {kind} 没有“{role}”这个岗位，请核对。")
        holding, new = Holding.objects.get_or_create(desk=desk, account=account, since=since)
        if new:
            record(held_stream(), "appoint", by=None, at=at, body={"desk": desk.pk, "account": account.pk})
        return holding


def register_party(kind: str, name: str, number: str, region: str) -> Party:
    """A person or organisation, once per number."""
    party, _ = Party.objects.get_or_create(
        number_index=person_index(number), defaults={"kind": kind, "name": name, "number": number, "region": region}
    )
    return party


def represent(account: Account, party: Party, capacity: str, *, since: date, at: datetime) -> Representation:
    """Let an account act for a party."""
    with transaction.atomic():
        row, new = Representation.objects.get_or_create(
            account=account, party=party, defaults={"capacity": capacity, "since": since}
        )
        if new:
            body = {"account": account.pk, "party": party.pk, "capacity": capacity}
            record(held_stream(), "represent", by=None, at=at, body=body)
        return row


def _add_desks(unit: Unit, planned: PlannedUnit) -> int:
    lacking = planned.desks.keys() - {desk.role for desk in unit.desks.all()}
    added = [Desk(unit=unit, role=role, title=title) for role, title in planned.desks.items() if role in lacking]
    return len(Desk.objects.bulk_create(added)) if added else 0


def _establish(planned: PlannedUnit) -> None:
    parent = (
        None
        if planned.tier == Unit.Tier.CITY
        else Unit.objects.filter(code=f"{planned.kind}@{planned.region[:4]}00").first()
    )
    unit = Unit.objects.create(
        code=planned.code,
        kind=planned.kind,
        tier=planned.tier,
        region=planned.region,
        parent=parent,
        phone=planned.phone,
        address=planned.address,
    )
    UnitName.objects.create(unit=unit, name=planned.name, short=planned.short, mark=planned.mark, since=planned.since)
    Desk.objects.bulk_create(Desk(unit=unit, role=role, title=title) for role, title in planned.desks.items())
