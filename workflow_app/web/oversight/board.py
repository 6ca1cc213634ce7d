"""督办看板: how the units stand, and the list behind each number."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from workflow_app.policy.refusals import NotAllowed
from workflow_app.queries.item_titles import title_of
from workflow_app.queries.names import name_on
from workflow_app.queries.oversight import board as counted
from workflow_app.queries.oversight.overseers import may_oversee
from workflow_app.queries.remaining import remaining
from workflow_app.queries.workplace import Workplace
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def board(request: SignedIn) -> HttpResponse:
    """A row a unit; every number opens its list."""
    place = _overseer(request)
    said = {"rows": counted.board(place), "titles": counted.TITLES}
    return show(request, "oversight/board.html", "oversight", said)


@require_safe
@for_officers
def behind(request: SignedIn, unit_id: int, kind: str) -> HttpResponse:
    """The list behind one number."""
    place = _overseer(request)
    unit = counted.unit_of(place, unit_id)
    said: dict[str, Any] = {"unit": name_on(unit, place.on).short, "kind": kind, "most": counted.LISTED}
    if kind == "unanswered":
        asked = counted.unanswered_behind(unit)
        said |= {"asked": [(row, remaining(row.due_on, place.on, named=row.by is not None)) for row in asked]}
    elif kind == "longer":
        said |= {"longer": [(row, remaining(row.due_on, place.on)) for row in counted.longer_behind(unit)]}
    elif kind == "nobody":
        said |= {"seats": counted.waiting_behind(unit, place.on)}
    else:
        cases = counted.cases_behind(unit, kind)
        said |= {"cases": [(case, *title_of(case.item, case.procedure, place.on)) for case in cases]}
    said["title"] = counted.TITLES[kind]
    return show(request, "oversight/behind.html", "oversight", said)


def _overseer(request: SignedIn) -> Workplace:
    place = place_of(request)
    if not may_oversee(place):
        raise NotAllowed("督办看板由单位负责人和上级单位查看，您不在这些岗位上。")
    return place
