"""用款计划: what is planned, requested and left by indicator and month; drafting, agreeing, approving, sending back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.treasury.agree_plan import agree_plan
from workflow_app.commands.treasury.approve_plan import approve_plan
from workflow_app.commands.treasury.draft_plan import draft_plan
from workflow_app.commands.treasury.return_plan import return_plan
from workflow_app.models import Account, vault
from workflow_app.moment import now
from workflow_app.policy.money import read_yuan
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.queries.finance import plans as found
from workflow_app.queries.workplace import Workplace
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 300
UNREADABLE = "金额读不懂，请用半角数字填写，例如 24000.00；调减的前面写负号，例如 -2000.00。"
Do = Callable[[int, str, Account, datetime], Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """An answer to a row of a plan: what is said afterwards, and the act with the words that were posted."""

    done: str | Promise
    do: Do


DEEDS = {
    "agree": Deed(gettext_lazy("已审核通过，等国库科批复。"), lambda key, words, by, at: agree_plan(key, by=by, at=at)),
    "approve": Deed(gettext_lazy("已批复。"), lambda key, words, by, at: approve_plan(key, words, by=by, at=at)),
    "return": Deed(gettext_lazy("已退回用款单位。"), lambda key, words, by, at: return_plan(key, words, by=by, at=at)),
}


def plans_place(request: SignedIn) -> Workplace:
    """Where somebody sits whose business plans are; NotFound for anybody else."""
    place = place_of(request)
    if not found.sees_plans(place):
        raise NotFound("没有这个页面，或者您不在财政部门或者用款单位的财务岗位上。")
    return place


@require_safe
@for_officers
def plans(request: SignedIn) -> HttpResponse:
    """What waits for this person, then every indicator of a year."""
    return plans_page(request)


@require_safe
@for_officers
def plan(request: SignedIn, key: int) -> HttpResponse:
    """The plan of one indicator."""
    return _page(request, key)


@without_page_policy
@require_safe
@for_officers
def paper(request: SignedIn, plan_id: int) -> HttpResponse:
    """The 用款计划表 of an approved row."""
    made = found.plan_of(plans_place(request), plan_id).paper
    if made is None or not made.sha256:
        raise NotFound("没有这份用款计划表，或者还在制作，请稍后再打开。")
    return bytes_answer(vault.get(made.sha256), "pdf", f"{made.title} {made.number}.pdf")


@require_POST
@for_officers
def draft(request: SignedIn, key: int) -> HttpResponse:
    """Append a row."""
    found.planned_of(plans_place(request), key)
    back_to(request, lambda refusal: _page(request, key, refusal))
    said = {name: request.POST.get(name, "").strip()[:LONGEST] for name in ("month", "yuan", "words")}
    at = now()

    def do() -> dict[str, int]:
        month, yuan = number_in(said["month"], 2) or 0, _signed(said["yuan"])
        return {"plan": draft_plan(key, month, yuan, said["words"], by=request.user, at=at).pk}

    act_once(request, "draft_plan", [key, said], do, at=at)
    messages.success(request, _("已编报，等财政业务科室审核。"))
    return redirect("finance_plan", key)


@require_POST
@for_officers
def answer(request: SignedIn, plan_id: int, verb: str) -> HttpResponse:
    """Agree, approve or send back."""
    if verb not in DEEDS:
        raise NotFound("没有这个办理动作，请刷新页面。")
    row = found.plan_of(plans_place(request), plan_id)
    back_to(request, lambda refusal: _page(request, row.appropriation_id, refusal))
    words, at = request.POST.get("words", "").strip()[:LONGEST], now()

    def do() -> dict[str, str]:
        DEEDS[verb].do(plan_id, words, request.user, at)
        return {"verb": verb}

    act_once(request, f"{verb}_plan", [plan_id, words], do, at=at)
    messages.success(request, str(DEEDS[verb].done))
    return redirect("finance_plan", row.appropriation_id)


def plans_page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    """The list, after a refusal with its sentence on top."""
    place = plans_place(request)
    year = number_in(request.GET.get("year", ""), 4) or place.on.year
    told = {
        "year": year,
        "years": found.years(place),
        "rows": found.planned(place, year),
        "waiting": found.waiting_plans(place),
        "may_plan": found.may_plan(place),
        "refusal": refusal,
    }
    return show(request, "finance/plans.html", "finance_plans", told)


def _page(request: SignedIn, key: int, refusal: Refusal | None = None) -> HttpResponse:
    place = plans_place(request)
    one = found.planned_of(place, key)
    told = {
        "one": one,
        "months": list(found.months_of(one.row, place.on)),
        "rows": found.rows_of(place, one.row),
        "requests": found.requests_of(one.row),
        "open_months": found.open_months(one.row, place.on) if found.may_plan(place) else [],
        "refusal": refusal,
        "kept": request.POST,
    }
    return show(request, "finance/plan.html", "finance_plans", told)


def _signed(text: str) -> Decimal:
    """A sum as people type it, with a minus sign in front for less."""
    plain = text.replace("－", "-").replace("−", "-")
    if plain.startswith("-"):
        return -read_yuan(plain[1:], UNREADABLE)
    if not plain:
        raise NotUnderstood("请填写金额。")
    return read_yuan(plain, UNREADABLE)
