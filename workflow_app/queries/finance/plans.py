"""用款计划 as finance and the planning unit read it: by indicator, by month, row by row with whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from workflow_app.models import Account, Appropriation, FundsRequest, PlanState, SpendingPlan
from workflow_app.models.spending_plan import UNDER_WAY
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import NotFound
from workflow_app.policy.spending_plan import MONTHS, ZERO, Room, month_reached
from workflow_app.queries.finance.set_aside import indicators_of
from workflow_app.queries.finance.spending import by_month, rooms, spendable, taken_by_request
from workflow_app.queries.workplace import FINANCE, HRSS, Workplace

PLANNER = "bureau_finance"
TURN = {PlanState.DRAFTED: "funds_check", PlanState.AGREED: "treasury_check"}  # whose word it waits for
MOST = 200
WAITING = Count("plans", filter=Q(plans__state__in=UNDER_WAY))


@dataclass(frozen=True, slots=True)
class Planned:
    """An indicator beside its plan: what it can pay, planned for the year, planned and taken to this month, rows that wait."""

    row: Appropriation
    item: str
    spendable: Decimal
    of_year: Decimal
    room: Room
    waiting: int
    standing: str  # sample, where some of it was planned by nobody


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a plan: approved, drafted and not yet answered, and the approved of all months to it. `counts` once it has come."""

    number: int
    approved: Decimal
    waiting: Decimal
    together: Decimal
    counts: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of a plan and what this person may do about it: `agree`, `approve` or nothing, and why not."""

    plan: SpendingPlan
    act: str
    why_not: str


def may_plan(place: Workplace) -> bool:
    """Whether this person drafts plans."""
    return any(desk.role == PLANNER and desk.unit.kind == HRSS for desk in place.desks)


def sees_plans(place: Workplace) -> bool:
    """Whether plans are this person's business: at finance, or where they are drafted."""
    return place.handles_money or may_plan(place)


def indicators_with_plans(place: Workplace) -> QuerySet[Appropriation]:
    """The indicators of the person's finance bureaus, and of the regions where they plan."""
    regions = [desk.unit.region for desk in place.desks if desk.role == PLANNER]
    return Appropriation.objects.filter(Q(unit__in=place.units_of(FINANCE)) | Q(region__in=regions))


def planned(place: Workplace, year: int) -> list[Planned]:
    """Every indicator of a year, those with waiting rows first; in four statements."""
    found = indicators_with_plans(place).filter(year=year).order_by("item", "pk")
    rows = list(found.annotate(waiting=WAITING, standing=Max("plans__standing")))
    room, sums = rooms(rows, place.on), by_month([row.pk for row in rows])
    lines = [_planned(row, room[row.pk], _sum(sums, row.pk), place.on) for row in rows]
    return sorted(lines, key=lambda each: not each.waiting)


def years(place: Workplace) -> list[int]:
    """The years there are indicators of, the newest first."""
    known = indicators_with_plans(place).order_by().values_list("year", flat=True).distinct()
    return sorted({*known, place.on.year}, reverse=True)


def planned_of(place: Workplace, key: int) -> Planned:
    """One of them; NotFound for another's."""
    found = indicators_with_plans(place).select_related("unit").filter(pk=key)
    row = found.annotate(waiting=WAITING, standing=Max("plans__standing")).first()
    if row is None:
        raise NotFound("没有找到这个指标，或者不归您所在的单位办理。")
    return _planned(row, rooms([row], place.on)[key], _sum(by_month([key]), key), place.on)


def months_of(row: Appropriation, on: date) -> Iterator[Month]:
    """Its twelve months, in two statements."""
    approved, waiting = by_month([row.pk]), by_month([row.pk], UNDER_WAY)
    reached, together = month_reached(row.year, on), ZERO
    for month in range(1, MONTHS + 1):
        sum_of = approved.get((row.pk, month), ZERO)
        together += sum_of
        yield Month(month, sum_of, waiting.get((row.pk, month), ZERO), together, month <= reached)


def rows_of(place: Workplace, row: Appropriation) -> list[Turn]:
    """The rows of its plan, the newest first, with what this person may do."""
    related = "by", "agreed_by", "approved_by", "returned_by", "paper"
    return [_turn(plan, place) for plan in row.plans.select_related("appropriation", *related).order_by("-pk")[:MOST]]


def requests_of(row: Appropriation) -> list[tuple[FundsRequest, Decimal]]:
    """The requests that took of it, the newest first, each with its part: together they are what is taken."""
    took = taken_by_request(row.pk)
    found = FundsRequest.objects.filter(pk__in=took).select_related("notice", "by").order_by("-pk")
    return [(request, took[request.pk]) for request in found]


def plan_of(place: Workplace, plan_id: int) -> SpendingPlan:
    """One row; NotFound for another's."""
    found = SpendingPlan.objects.filter(appropriation__in=indicators_with_plans(place), pk=plan_id)
    plan = found.select_related("appropriation").first()
    if plan is None:
        raise NotFound("没有找到这笔用款计划，或者不归您所在的单位办理。")
    return plan


def waiting_plans(place: Workplace) -> Sequence[Turn]:
    """The rows whose turn is at a desk this person holds, the oldest first."""
    turns = Q(pk__in=())
    for state, role in TURN.items():
        turns |= Q(state=state, appropriation__unit__in=place.units(role))
    found = SpendingPlan.objects.filter(turns).select_related("appropriation", "by", "agreed_by").order_by("pk")
    return [_turn(plan, place) for plan in found[:MOST]]


def open_months(row: Appropriation, on: date) -> list[int]:
    """The months that may still be planned."""
    if row.closed_on is not None or row.year < on.year:
        return []
    return list(range(on.month if row.year == on.year else 1, MONTHS + 1))


def rooms_of(request: FundsRequest, on: date) -> list[tuple[Appropriation, Room]]:
    """Plan and taken of every indicator a request is paid from."""
    rows = list(indicators_of(request.lines.values("claim")).filter(closed_on=None))
    found = rooms(rows, on)
    return [(row, found[row.pk]) for row in rows]


def _planned(row: Any, room: Room, of_year: Decimal, on: date) -> Planned:
    item = catalogue.item(row.item).title_on(on)
    return Planned(row, item, spendable(row), of_year, room, row.waiting, row.standing or "")


def _sum(sums: Mapping[tuple[int, int], Decimal], key: int) -> Decimal:
    return sum((total for (of, _), total in sums.items() if of == key), ZERO)


def _turn(plan: SpendingPlan, place: Workplace) -> Turn:
    role = TURN.get(PlanState(plan.state))
    if role is None or plan.appropriation.unit_id not in place.units(role):
        return Turn(plan, "", "")
    before: tuple[Account | None, ...] = (plan.by, plan.agreed_by)
    why_not = "您已经办理过这笔计划的一个环节，请由另一位同事办理。" if place.account in before else ""
    return Turn(plan, "agree" if plan.state == PlanState.DRAFTED else "approve", why_not)
