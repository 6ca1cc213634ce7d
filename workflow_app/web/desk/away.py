"""代理与交接: who sits in while somebody is away, and who takes over when somebody leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.appoint_to import appoint_to
from workflow_app.commands.stand_in import end_substitution, hand_over, substitute
from workflow_app.models import Account, Desk
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.queries.desk.away import Away
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def away(request: SignedIn) -> HttpResponse:
    """The page."""
    return _page(request)


@require_POST
@for_officers
def arrange(request: SignedIn, verb: str) -> HttpResponse:
    """Do what was posted; the page shows what follows."""
    if verb not in ACTS:
        raise NotFound("没有这个办理动作，请刷新页面。")
    back_to(request, lambda refusal: _page(request, refusal))
    act, said = ACTS[verb]
    body = [verb, sorted((k, v) for k, v in request.POST.lists() if k not in ("csrfmiddlewaretoken", "form_token"))]

    def do() -> dict[str, Any]:
        act(request)
        return {"verb": verb}

    act_once(request, f"away_{verb}", body, do, at=now())
    messages.success(request, said)
    return redirect("desk_away")


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    away = Away(place_of(request))
    said = {"away": away, "lendable": list(_ticked(request, away)), "refusal": refusal, "kept": request.POST}
    return show(request, "desk/away.html", "", said)


def _ticked(request: SignedIn, away: Away) -> Iterator[tuple[Account, list[tuple[Desk, bool]]]]:
    """Whose absence may be arranged, with each desk and whether it is ticked: all of them until somebody said otherwise."""
    sent = request.POST.get("absent")
    for person, desks in away.lendable:
        said = request.POST.getlist(f"desk-{person.pk}") if sent == str(person.pk) else [str(desk.pk) for desk in desks]
        yield person, [(desk, str(desk.pk) in said) for desk in desks]


def _substitute(request: SignedIn) -> object:
    absent, stand_in = _person(request, "absent", "谁离开"), _person(request, "to", "谁代理")
    keys = [number_in(said) for said in request.POST.getlist(f"desk-{absent.pk}")]
    desks = list(Desk.objects.filter(pk__in=[key for key in keys if key is not None]).order_by("pk"))
    since, until = _day(request, "since"), _day(request, "until")
    return substitute(absent, stand_in, desks, since, until, by=request.user, at=now())


def _hand_over(request: SignedIn) -> object:
    to = _person(request, "to", "谁接任") if request.POST.get("to") else None
    return hand_over(_person(request, "leaver", "谁离岗"), to, _day(request, "last_day"), by=request.user, at=now())


def _appoint(request: SignedIn) -> object:
    key = number_in(request.POST.get("desk", ""))
    desk = Desk.objects.select_related("unit").filter(pk=key).first() if key is not None else None
    if desk is None:
        raise NotUnderstood("请选择岗位。")
    return appoint_to(desk, _person(request, "to", "谁到岗"), _day(request, "since"), by=request.user, at=now())


def _end(request: SignedIn) -> object:
    return end_substitution(number_in(request.POST.get("holding", "")) or 0, by=request.user, at=now())


def _person(request: SignedIn, name: str, what: str) -> Account:
    key = number_in(request.POST.get(name, ""))
    found = Account.objects.filter(pk=key, is_officer=True).first() if key is not None else None
    if found is None:
        raise NotUnderstood(f"请选择{what}。")
    return found


def _day(request: SignedIn, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, "").strip())
    except ValueError:
        raise NotUnderstood("日期读不懂，请按“2026-03-16”的样子填写。") from None


ACTS: dict[str, tuple[Callable[[SignedIn], object], Any]] = {
    "substitute": (_substitute, later("已安排代理，到期自动结束。")),
    "end": (_end, later("代理已结束。")),
    "appoint": (_appoint, later("已安排到岗。")),
    "hand-over": (_hand_over, later("已办理交接，名下的待办已退回岗位。")),
}
