"""One plan at the desk: re-checks, the freeze, the draw, the call to choose, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from processes.housing.commands.call_up import call_up
from processes.housing.commands.end_plan import end_plan
from processes.housing.commands.freeze_list import freeze_list
from processes.housing.commands.give_up_choice import give_up_choice
from processes.housing.commands.name_another_result import name_another_result
from processes.housing.commands.recheck_interest import recheck_interest
from processes.housing.commands.run_draw import run_draw
from processes.housing.commands.withdraw_plan import withdraw_plan
from processes.housing.queries.published_draw import published_draw
from processes.housing.queries.stock import interests_of, plan_of
from processes.housing.web import posted
from processes.housing.web.homes import TAB, units_of
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

Do = Callable[[SignedIn, int, datetime], Any]


@require_safe
@for_officers
def plan(request: SignedIn, plan_id: int) -> HttpResponse:
    """Where it stands, and what can be done now."""
    return _page(request, plan_id)


@require_POST
@for_officers
def act(request: SignedIn, plan_id: int, verb: str) -> HttpResponse:
    """One of the acts of the page."""
    plan_of(units_of(request), plan_id)
    back_to(request, lambda refusal: _page(request, plan_id, refusal))
    if verb not in ACTS:
        raise NotUnderstood("没有这个操作，请刷新页面。")
    do, done = ACTS[verb]
    body, at = [plan_id, verb, sorted((k, v) for k, v in request.POST.items() if k not in NO_WORDS)], now()

    def once() -> dict[str, bool]:
        do(request, plan_id, at)
        return {"done": True}

    act_once(request, f"housing_{verb}", body, once, at=at)
    messages.success(request, done)
    return redirect("desk_housing_plan", plan_id)


def _recheck(request: SignedIn, plan_id: int, at: datetime) -> None:
    passed, key = posted.text(request, "passed") == "yes", posted.whole(request, "interest", "意向")
    recheck_interest(key, passed, posted.text(request, "words"), by=request.user, at=at)


def _freeze(request: SignedIn, plan_id: int, at: datetime) -> None:
    freeze_list(plan_id, by=request.user, at=at)


def _draw(request: SignedIn, plan_id: int, at: datetime) -> None:
    run_draw(plan_id, posted.text(request, "public_result"), by=request.user, at=at)


def _call(request: SignedIn, plan_id: int, at: datetime) -> None:
    call_up(plan_id, posted.whole(request, "up_to", "选房序号"), by=request.user, at=at)


def _give_up(request: SignedIn, plan_id: int, at: datetime) -> None:
    key, reason = posted.whole(request, "choice", "选房记录"), posted.text(request, "reason")
    give_up_choice(plan_id, key, reason, by=request.user, at=at)


def _end(request: SignedIn, plan_id: int, at: datetime) -> None:
    end_plan(plan_id, by=request.user, at=at)


def _withdraw(request: SignedIn, plan_id: int, at: datetime) -> None:
    withdraw_plan(plan_id, posted.text(request, "reason"), by=request.user, at=at)


def _another(request: SignedIn, plan_id: int, at: datetime) -> None:
    named, due = posted.text(request, "named"), posted.moment(request, "due", "公开结果产生时间")
    name_another_result(plan_id, named, due, posted.text(request, "reason"), by=request.user, at=at)


NO_WORDS = frozenset({"csrfmiddlewaretoken", "form_token"})
ACTS: dict[str, tuple[Do, str]] = {
    "recheck": (_recheck, "复审结论已记录。"),
    "freeze": (_freeze, "名单已冻结，摘要已公布。"),
    "draw": (_draw, "已摇号，结果已公布。"),
    "call": (_call, "已叫号。"),
    "giveup": (_give_up, "选定已取消，住房可以另行选择。"),
    "end": (_end, "选房已结束，剩余房源已退回空置。"),
    "withdraw": (_withdraw, "方案已撤回，房源已退回空置。"),
    "another": (_another, "已另行指定公开结果。"),
}


def _page(request: SignedIn, plan_id: int, refusal: Refusal | None = None) -> HttpResponse:
    found = plan_of(units_of(request), plan_id)
    roles = place_of(request).roles
    said = {
        "plan": found,
        "told": published_draw(found),
        "interests": interests_of(found),
        "allocates": "allocation" in roles,
        "reviews": "review" in roles,
        "overdue": found.state in ("published", "frozen") and now() >= found.result_due,
        "kept": request.POST,
        "refusal": refusal,
    }
    return show(request, "housing/plan_desk.html", TAB, said)
