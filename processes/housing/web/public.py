"""What everybody may see: the plans, and of each draw all that is needed to reckon it again."""

from __future__ import annotations

import inspect

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from processes.housing import recompute
from processes.housing.models import AllocationPlan
from processes.housing.queries.published_draw import published_draw
from workflow_app.policy.refusals import NotFound

SHOWN = 50


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan, the newest first."""
    rows = AllocationPlan.objects.select_related("unit").prefetch_related("unit__names").order_by("-pk")[:SHOWN]
    return render(request, "housing/plans.html", {"plans": rows})


@require_safe
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One plan and its draw, step by step."""
    found = _plan(plan_id)
    told = published_draw(found)
    homes = found.homes.order_by("address")
    said = {"plan": found, "told": told, "homes": homes, "keeps": _keeps(request, found)}
    return render(request, "housing/plan.html", said)


@require_safe
def draw_json(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The same for a program."""
    return JsonResponse(published_draw(_plan(plan_id)), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """The program that recomputes a draw, to be taken home."""
    answer = HttpResponse(inspect.getsource(recompute), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recompute.py"'
    return answer


def _plan(plan_id: int) -> AllocationPlan:
    found = AllocationPlan.objects.filter(pk=plan_id).select_related("unit").first()
    if found is None:
        raise NotFound("没有这个配租方案，请核对地址。")
    return found


def _keeps(request: HttpRequest, plan: AllocationPlan) -> bool:
    return request.user.is_authenticated and plan.values.filter(keeper=request.user.pk).exists()
