"""Which desk a declared seat means for a case."""

from __future__ import annotations

from django.db.models import Q

from workflow_app.approval.desks import COMPETENT
from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.models import Case, Desk, Unit
from workflow_app.policy.refusals import NotPossibleNow

NEARNESS = {Unit.Tier.CITY: 0, Unit.Tier.COUNTY: 1, Unit.Tier.STREET: 2}


def desks_for(case: Case, quorum: Quorum) -> dict[str, Desk | None]:
    """{place: desk}; None for the applicant's own seat.

    A seat names the competent unit (the one that decides the case) or a kind of unit of the same place: the street's, the
    county's or the city's, the nearest there is unless the seat fixes a tier. Raises NotPossibleNow when nobody could ever
    sit there.
    """
    seats = dict(quorum.seats())
    wanted = [seat for seat in seats.values() if not seat.applicant]
    found = list(Desk.objects.filter(_any_of(case, wanted)).select_related("unit")) if wanted else []
    return {place: None if seat.applicant else _desk(case, seat, found) for place, seat in seats.items()}


def _any_of(case: Case, wanted: list[SeatSpec]) -> Q:
    regions = {case.place, case.unit.region, case.unit.region[:4] + "00"}
    query = Q()
    for seat in wanted:
        here = Q(unit=case.unit_id) if seat.unit == COMPETENT else Q(unit__kind=seat.unit, unit__region__in=regions)
        query |= Q(role=seat.desk) & here & (Q(unit__tier=seat.tier) if seat.tier else Q())
    return query


def _desk(case: Case, seat: SeatSpec, found: list[Desk]) -> Desk:
    fitting = [
        desk
        for desk in found
        if desk.role == seat.desk
        and (desk.unit_id == case.unit_id if seat.unit == COMPETENT else desk.unit.kind == seat.unit)
        and seat.tier in ("", desk.unit.tier)
    ]
    if not fitting:
        raise NotPossibleNow(
            f"下一环节需要“{seat.title or seat.desk}”，但没有设置这个岗位；请先由系统管理员设置，再提交意见。"
        )
    return max(fitting, key=lambda desk: NEARNESS[Unit.Tier(desk.unit.tier)])
