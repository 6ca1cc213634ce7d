"""Desks a route asks for: that somebody can hold each, and that none does two things that must be kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations

from workflow_app.approval.duties import DUTY_OF_ROLE, INCOMPATIBLE
from workflow_app.approval.fault import Fault
from workflow_app.approval.quorum import SeatSpec
from workflow_app.approval.route import Route

COMPETENT = "competent"
PlannedDesk = tuple[str, str, str]  # (kind of unit, its tier, role): what the plan of the city has


def faults(route: Route, planned: Collection[PlannedDesk]) -> Iterator[Fault]:
    """Seats nobody could ever sit on, and desks with incompatible duties."""
    seats = [(name, seat) for name, seat in _seats(route) if not seat.applicant]
    for name, seat in seats:
        yield from _without_holder(name, seat, planned)
    yield from _no_unit_decides(seats, planned)
    yield from _two_duties([(name, seat) for name, seat in seats if seat.duty or seat.desk in DUTY_OF_ROLE], planned)


def _seats(route: Route) -> Iterator[tuple[str, SeatSpec]]:
    for step in route.steps.values():
        for _, seat in step.quorum.seats() if step.quorum else ():
            yield step.name, seat


def _without_holder(name: str, seat: SeatSpec, planned: Collection[PlannedDesk]) -> Iterator[Fault]:
    if not seat.duty and seat.desk not in DUTY_OF_ROLE:
        yield Fault(name, f"岗位 {seat.desk} 没有职责", "在 approval/duties.py 写明它的职责，或用 duty= 为席位写明")
    if not any(_fits(seat, desk) for desk in planned):
        where = "任何单位" if seat.unit == COMPETENT else f"{seat.unit}{f'（{seat.tier}）' if seat.tier else ''}"
        yield Fault(
            name,
            f"{where}都没有岗位 {seat.desk}，席位“{seat.title or seat.desk}”没有人能坐",
            "在 city/anyang.yaml 设这个岗位，或改成已有的岗位",
        )


def _no_unit_decides(seats: list[tuple[str, SeatSpec]], planned: Collection[PlannedDesk]) -> Iterator[Fault]:
    """One unit decides the case, so all its own seats must be desks of one kind of unit."""
    roles = {seat.desk for _, seat in seats if seat.unit == COMPETENT}
    if not _deciding_kinds(seats, planned) and roles <= {role for _, _, role in planned}:
        yield Fault(
            "",
            f"没有一种单位同时设有 {'、'.join(sorted(roles))} 这些岗位，谁来决定都缺席位",
            "把别的单位的席位写上 unit=",
        )


def _two_duties(seats: list[tuple[str, SeatSpec]], planned: Collection[PlannedDesk]) -> Iterator[Fault]:
    deciding = _deciding_kinds(seats, planned)
    for (first, one), (second, other) in combinations(seats, 2):
        if frozenset({one.done, other.done}) in INCOMPATIBLE and _same_desk(one, other, deciding):
            yield Fault(
                second,
                f"岗位 {other.desk} 在这里做“{other.done.label}”，在环节 {first} 做“{one.done.label}”，两者不相容",
                "由另一个岗位办理其中一处，或改正 duty=",
            )


def _deciding_kinds(seats: list[tuple[str, SeatSpec]], planned: Collection[PlannedDesk]) -> frozenset[str]:
    """The kinds of units that have every desk of their own the route asks for, in every tier where a case can begin."""
    own = [seat.desk for _, seat in seats if seat.unit == COMPETENT]
    at: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, tier, role in planned:
        at[kind, tier].add(role)
    begins = {place: there for place, there in at.items() if not own or own[0] in there}
    lacking = {kind for (kind, _), there in begins.items() if not set(own) <= there}
    return frozenset(kind for kind, _ in begins) - lacking


def _fits(seat: SeatSpec, desk: PlannedDesk) -> bool:
    kind, tier, role = desk
    return role == seat.desk and seat.unit in (COMPETENT, kind) and seat.tier in ("", tier)


def _same_desk(one: SeatSpec, other: SeatSpec, deciding: frozenset[str]) -> bool:
    """Whether both may be the same desk of the same unit; the competent unit may be any kind that could decide."""
    if one.desk != other.desk or (one.tier and other.tier and one.tier != other.tier):
        return False
    named = {one.unit, other.unit}
    return len(named) == 1 or (COMPETENT in named and bool((named - {COMPETENT}) & deciding))
