"""The supervisor's board: per unit what is open, what the clock says of it, what waits for its head, for an answer, for anybody at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from workflow_app.clock.card import Card
from workflow_app.models import Case, Deadline, Extension, Pause, Seat, Supervision, Unit, UnitName
from workflow_app.models.case import OPEN_STATES
from workflow_app.models.unit import in_force
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.oversight.empty_desks import waiting_at_nobody
from workflow_app.queries.oversight.overseers import overseen_units
from workflow_app.queries.workplace import Workplace

LISTED = 200  # of a list; the longest waiting first


def _card(colour: Card) -> Exists:
    return Exists(Supervision.objects.filter(case=OuterRef("pk"), ground=colour.value))


RED, YELLOW, WARNING = (_card(colour) for colour in (Card.RED, Card.YELLOW, Card.WARNING))
STANDS_STILL = Exists(Pause.objects.filter(case=OuterRef("pk"), until__isnull=True))
ASKS_FOR_LONGER = Exists(Extension.objects.filter(case=OuterRef("pk"), granted=None))
# A case counts under the worst card it has earned.
OF_CASES: dict[str, Q] = {
    "open": Q(),
    "warning": Q(WARNING) & ~Q(YELLOW) & ~Q(RED),
    "yellow": Q(YELLOW) & ~Q(RED),
    "red": Q(RED),
    "still": Q(STANDS_STILL),
    "longer": Q(ASKS_FOR_LONGER),
}
TITLES = {
    "open": "在办",
    "warning": "预警",
    "yellow": "黄牌",
    "red": "红牌",
    "still": "停止计时",
    "longer": "待批延期",
    "unanswered": "未答复",
    "nobody": "岗位无人",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: how many of each kind, and since when its oldest open case waits."""

    unit: int
    name: str
    counts: Mapping[str, int]
    oldest: date | None

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """(kind, title, how many) in the order of the columns."""
        return [(kind, title, self.counts[kind]) for kind, title in TITLES.items()]


def board(place: Workplace) -> list[Row]:
    """A row for every unit the person oversees at which anything is open or unanswered; as many statements, however many rows."""
    units = list(overseen_units(place))
    keys = [unit.pk for unit in units]
    names = {row.unit_id: row.short for row in UnitName.objects.filter(in_force(place.on), unit__in=keys)}
    counted = _cases(keys)
    asked = dict(_unanswered(keys).order_by().values_list("unit").annotate(n=Count("pk")))
    empty = dict(_empty(keys, place.on).order_by().values_list("desk__unit").annotate(n=Count("desk", distinct=True)))
    rows = [_row(unit, names, counted.get(unit.pk, {}), asked, empty) for unit in units]
    return [row for row in rows if any(row.counts.values())]


def unit_of(place: Workplace, unit_id: int) -> Unit:
    """A unit the person oversees; NotFound otherwise."""
    unit = overseen_units(place).filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("没有这个单位的督办看板，或者您无权查看。")
    return unit


def cases_behind(unit: Unit, kind: str) -> list[Case]:
    """The cases a number of the board counts, the longest waiting first; NotFound for a kind there is none of."""
    if kind not in OF_CASES:
        raise NotFound("看板上没有这一栏，请回到督办看板。")
    found = Case.objects.filter(OF_CASES[kind], unit=unit, state__in=OPEN_STATES)
    return list(found.select_related("applicant").order_by("filed_at", "pk")[:LISTED])


def unanswered_behind(unit: Unit) -> list[Supervision]:
    """What the unit still has to answer, what is due first on top."""
    rows = _unanswered([unit.pk]).select_related("case__applicant", "by").order_by("due_on", "pk")
    return list(rows[:LISTED])


def longer_behind(unit: Unit) -> list[Any]:
    """The requests for a longer limit that wait for the unit's head, each with `due_on`, the day its promised limit ends as it
    stands; what ends first on top, for once it is over nothing can be granted."""
    promised = Deadline.objects.filter(case=OuterRef("case"), kind=Deadline.Kind.PROMISED, state=Deadline.State.ARMED)
    rows = Extension.objects.filter(granted=None, case__unit=unit, case__state__in=OPEN_STATES)
    rows = rows.annotate(due_on=Subquery(promised.values("due_on")[:1])).select_related("case__applicant", "asked_by")
    return list(rows.order_by("due_on", "pk")[:LISTED])


def waiting_behind(unit: Unit, on: date) -> list[Seat]:
    """The seats that wait at the unit's desks where nobody sits."""
    rows = _empty([unit.pk], on).select_related("desk", "round__case__applicant").order_by("desk", "round__opened_at")
    return list(rows[:LISTED])


def _cases(units: list[int]) -> dict[int, dict[str, Any]]:
    flags = {f"is_{kind}": test for kind, test in (("red", RED), ("yellow", YELLOW), ("warning", WARNING))}
    found = Case.objects.filter(unit__in=units, state__in=OPEN_STATES).annotate(
        **flags, is_still=STANDS_STILL, is_longer=ASKS_FOR_LONGER
    )
    red, yellow, warning = Q(is_red=True), Q(is_yellow=True), Q(is_warning=True)
    counted = (
        found.order_by()
        .values("unit")
        .annotate(
            open=Count("pk"),
            red=Count("pk", filter=red),
            yellow=Count("pk", filter=yellow & ~red),
            warning=Count("pk", filter=warning & ~yellow & ~red),
            still=Count("pk", filter=Q(is_still=True)),
            longer=Count("pk", filter=Q(is_longer=True)),
            oldest=Min("filed_at"),
        )
    )
    return {row["unit"]: dict(row) for row in counted}


def _unanswered(units: list[int]) -> QuerySet[Supervision]:
    return Supervision.objects.filter(unit__in=units, answered_at=None, due_on__isnull=False)


def _empty(units: list[int], on: date) -> QuerySet[Seat]:
    return waiting_at_nobody(on, Seat.objects.filter(desk__unit__in=units))


def _row(
    unit: Unit,
    names: Mapping[int, str],
    counted: Mapping[str, Any],
    asked: Mapping[int, int],
    empty: Mapping[int, int],
) -> Row:
    counts = {kind: counted.get(kind, 0) for kind in OF_CASES}
    counts |= {"unanswered": asked.get(unit.pk, 0), "nobody": empty.get(unit.pk, 0)}
    oldest = counted.get("oldest")
    return Row(unit.pk, names.get(unit.pk, unit.code), counts, localtime(oldest).date() if oldest else None)
