"""A household's own page: its place on the list, the plan and its interest, its turn to choose, its home and its rent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from processes.housing.commands.choose_home import choose_home
from processes.housing.commands.pass_on import pass_on
from processes.housing.commands.state_interest import state_interest
from processes.housing.queries.my_housing import my_housing
from workflow_app.moment import now, today
from workflow_app.policy.refusals import Refusal
from workflow_app.web.form_token import act_once
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_applicants


@require_safe
@for_applicants
def mine(request: SignedIn) -> HttpResponse:
    """Everything, the newest application first."""
    return _page(request)


@require_POST
@for_applicants
def interest(request: SignedIn, plan_id: int) -> HttpResponse:
    """意向登记."""
    return _act(request, "housing_interest", [plan_id], state_interest, "意向已登记，复审结果会显示在这里。")


@require_POST
@for_applicants
def choose(request: SignedIn, plan_id: int, home_id: int) -> HttpResponse:
    """选房."""
    return _act(request, "housing_choose", [plan_id, home_id], choose_home, "已选定。请等候通知签订租赁合同。")


@require_POST
@for_applicants
def give_up(request: SignedIn, plan_id: int) -> HttpResponse:
    """放弃选房."""
    return _act(request, "housing_pass", [plan_id], pass_on, "已放弃这次选房，轮候资格保留。")


def _act(request: SignedIn, name: str, keys: list[int], command: Callable[..., Any], done: str) -> HttpResponse:
    back_to(request, lambda refusal: _page(request, refusal))
    at = now()

    def do() -> dict[str, int]:
        return {"row": command(*keys, by=request.user, at=at).pk}

    act_once(request, name, keys, do, at=at)
    messages.success(request, done)
    return redirect("housing_mine")


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    said = {"households": my_housing(request.user, today()), "today": today(), "refusal": refusal}
    return render(request, "housing/mine.html", said)
