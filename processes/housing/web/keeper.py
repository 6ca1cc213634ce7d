"""The page of who keeps a value of the draw: its digest before the freeze, the value itself after it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from processes.housing.commands.commit_value import commit_value, value_kept_by
from processes.housing.commands.reveal_value import reveal_value
from processes.housing.models import AllocationPlan, DrawValue
from processes.housing.queries.published_draw import ROLE_NAMES
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.web.form_token import act_once
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn

LONGEST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def value(request: SignedIn, plan_id: int) -> HttpResponse:
    """Commit while the plan is published, reveal once the list is frozen."""
    plan = AllocationPlan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("没有这个配租方案，请核对地址。")
    kept = value_kept_by(plan, request.user)
    if request.method != "POST":
        return _page(request, plan, kept)
    back_to(request, lambda refusal: _page(request, plan, kept, refusal))
    said, at = request.POST.get("said", "")[:LONGEST], now()

    def do() -> dict[str, str]:
        act = reveal_value if kept.commitment else commit_value
        done = act(plan.pk, said if kept.commitment else said.strip(), by=request.user, at=at)
        return {"role": done.role}

    act_once(request, "housing_value", [plan_id, said], do, at=at)
    messages.success(request, "随机值已公开。" if kept.commitment else "摘要已公布。")
    return redirect("housing_plan", plan_id)


def _page(request: SignedIn, plan: AllocationPlan, kept: DrawValue, refusal: Refusal | None = None) -> HttpResponse:
    said = {"plan": plan, "kept": kept, "called": ROLE_NAMES[kept.role], "refusal": refusal}
    return render(request, "housing/value.html", said)
