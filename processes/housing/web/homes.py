"""The allocation desk: homes, plans, and a new plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from processes.housing.commands.publish_plan import Announcement, publish_plan
from processes.housing.commands.register_home import register_home
from processes.housing.draw import ROLES
from processes.housing.models import AllocationPlan, Home
from processes.housing.queries.published_draw import ROLE_NAMES
from processes.housing.queries.stock import homes_of, plans_of, vacant_homes, waiting_of
from processes.housing.web import posted
from workflow_app.moment import now
from workflow_app.policy.refusals import NotAllowed, Refusal
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

TAB = "desk_housing"
HOUSING = "housing"


@require_safe
@for_officers
def homes(request: SignedIn) -> HttpResponse:
    """Plans on top, the stock below."""
    return _page(request)


@require_POST
@for_officers
def register(request: SignedIn) -> HttpResponse:
    """A home joins the stock."""
    back_to(request, lambda refusal: _page(request, refusal))
    (unit, *_), at = units_of(request), now()
    address, layout = posted.words(request, "address", Home), posted.words(request, "layout", Home)
    area = posted.figure(request, "area", "建筑面积")

    def do() -> dict[str, int]:
        return {"home": register_home(unit, address, layout, area, by=request.user, at=at).pk}

    act_once(request, "housing_home", [address, layout, str(area)], do, at=at)
    messages.success(request, "房源已登记。")
    return redirect(TAB)


@require_POST
@for_officers
def publish(request: SignedIn) -> HttpResponse:
    """A plan is published with its announcement."""
    back_to(request, lambda refusal: _page(request, refusal))
    (unit, *_), at = units_of(request), now()
    chosen = posted.wholes(request, "home", "房源")
    told = Announcement(
        title=posted.words(request, "title", AllocationPlan),
        interest_until=posted.day(request, "interest_until", "意向登记截止日"),
        result_named=posted.words(request, "result_named", AllocationPlan),
        result_due=posted.moment(request, "result_due", "公开结果产生时间"),
        keepers={role: posted.account(request, role, ROLE_NAMES[role]) for role in ROLES},
    )

    def do() -> dict[str, int]:
        return {"plan": publish_plan(unit, chosen, told, by=request.user, at=at).pk}

    done = act_once(request, "housing_publish", [chosen, told.title, str(told.result_due)], do, at=at)
    messages.success(request, "配租方案已公布。")
    return redirect("desk_housing_plan", done["plan"])


def units_of(request: SignedIn) -> list[int]:
    """The housing bureaus where the officer sits; NotAllowed for anybody else."""
    units = place_of(request).units_of(HOUSING)
    if not units:
        raise NotAllowed("这是住房保障部门的页面，您不在住房保障部门的岗位上。")
    return units


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    units = units_of(request)
    said = {
        "plans": plans_of(units),
        "homes": homes_of(units),
        "vacant": vacant_homes(units),
        "waiting": waiting_of(units),
        "allocates": bool(place_of(request).units("allocation")),
        "roles": [(role, ROLE_NAMES[role], request.POST.get(role, "")) for role in ROLES],
        "kept": request.POST,
        "refusal": refusal,
    }
    return show(request, "housing/homes.html", TAB, said)
