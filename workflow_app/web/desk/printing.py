"""批量打印: choose papers of one's office, see how many, have them made into volumes or a zip, come back and take them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.printing.order_run import order_run
from workflow_app.commands.printing.take_volume import take_volume
from workflow_app.commands.printing.throw_away import cancel_run
from workflow_app.models import PrintRunForm, vault
from workflow_app.models.print_run import KEPT
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.desk.print_choice import MOST, Choice, Waiting, batches_of, found, in_words, titles_of
from workflow_app.queries.desk.print_runs import progress_of, run_of, runs_of, under_way
from workflow_app.queries.names import name_on
from workflow_app.queries.workplace import ISSUERS
from workflow_app.web.download import long_answer
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

TAB = "desk_printing"
YEARS = range(2000, 2100)
FIELDS = ("unit", "title", "since", "until", "batch", "waiting")


@require_safe
@for_officers
def printing(request: SignedIn) -> HttpResponse:
    """The choice, what it finds where it was asked, and what the office ordered lately."""
    if "look" not in request.GET:
        return _page(request, request.GET)
    back_to(request, lambda refusal: _page(request, request.GET, refusal))
    choice = _choice(request, request.GET)
    papers = found(choice, place_of(request))
    looked = {"choice": choice, "papers": papers, "words": in_words(choice), "under_way": under_way(choice.unit)}
    return _page(request, request.GET, looked=looked)


@require_POST
@for_officers
def order(request: SignedIn) -> HttpResponse:
    """Have it made."""
    back_to(request, lambda refusal: _page(request, request.POST, refusal))
    choice, form, at = _choice(request, request.POST), request.POST.get("form", ""), now()

    def do() -> dict[str, int]:
        return {"run": order_run(choice, form, by=request.user, at=at).pk}

    posted = [form, *(request.POST.get(name, "") for name in FIELDS)]
    done = act_once(request, "order_print_run", posted, do, at=at)
    return redirect("desk_print_run", done["run"])


@require_safe
@for_officers
def run(request: SignedIn, run_id: int) -> HttpResponse:
    """How far it is, what it gave, what it left out and why."""
    return _run_page(request, run_id)


@require_POST
@for_officers
def cancel(request: SignedIn, run_id: int) -> HttpResponse:
    """No more of it."""
    run_of(run_id, place_of(request))
    back_to(request, lambda refusal: _run_page(request, run_id, refusal))
    at = now()
    act_once(
        request,
        "cancel_print_run",
        [run_id],
        lambda: {"run": cancel_run(run_id, by=request.user, at=at).pk},
        at=at,
    )
    messages.success(request, _("已取消。印好的文书不受影响。"))
    return redirect("desk_print_run", run_id)


@require_POST
@for_officers
def take(request: SignedIn, run_id: int, ordinal: int) -> StreamingHttpResponse:
    """One volume, part by part; whoever takes it is recorded."""
    run_of(run_id, place_of(request))
    back_to(request, lambda refusal: _run_page(request, run_id, refusal))
    file = take_volume(run_id, ordinal, by=request.user, at=now())
    return long_answer(vault.parts(file.sha256), file.size, file.name)


def _page(
    request: SignedIn, said: Mapping[str, str], refusal: Refusal | None = None, looked: dict[str, Any] | None = None
) -> HttpResponse:
    place = place_of(request)
    offices = {desk.unit_id: desk.unit for desk in place.desks if desk.role in ISSUERS}
    screen = {
        "offices": [(str(key), name_on(unit, place.on).name) for key, unit in sorted(offices.items())],
        "titles": titles_of(sorted(offices)),
        "batches": [(str(each.pk), each) for each in batches_of(sorted(offices))],
        "waitings": [(each.value, each.label) for each in Waiting],
        "said": {name: said.get(name, "") for name in FIELDS},
        "forms": PrintRunForm.choices,
        "runs": runs_of(place),
        "most": MOST,
        "days": KEPT.days,
        "refusal": refusal,
    }
    return show(request, "desk/printing.html", TAB, screen | (looked or {}))


def _run_page(request: SignedIn, run_id: int, refusal: Refusal | None = None) -> HttpResponse:
    found_run = run_of(run_id, place_of(request))
    screen = {"progress": progress_of(found_run), "run": found_run, "days": KEPT.days, "refusal": refusal}
    return show(request, "desk/print_run.html", TAB, screen)


def _choice(request: SignedIn, said: Mapping[str, str]) -> Choice:
    """What was chosen; one's only office needs no choosing."""
    offices = place_of(request).units(*ISSUERS)
    unit = number_in(said.get("unit", "")) if said.get("unit") else (offices[0] if len(offices) == 1 else None)
    if unit not in offices or unit is None:
        raise NotUnderstood(_("请选择您所在的、出具文书的单位。"))
    batch = number_in(said.get("batch", "")) if said.get("batch") else None
    if said.get("batch") and batch not in {each.pk for each in batches_of([unit])}:
        raise NotUnderstood(_("没有找到这个支付批次，或者它不是付给本单位办件的，请重新选择。"))
    if said.get("waiting", "") not in list(Waiting):
        raise NotUnderstood(_("没有读到“送达”一栏，请重新选择。"))
    days = _day(said, "since", _("起始日期")), _day(said, "until", _("截止日期"))
    return Choice(unit, said.get("title", "")[:120], *days, batch, Waiting(said.get("waiting", "")))


def _day(said: Mapping[str, str], name: str, label: str) -> date | None:
    if not said.get(name):
        return None
    try:
        day = date.fromisoformat(said[name])
        if day.year in YEARS:
            return day
    except ValueError:
        pass
    raise NotUnderstood(_("%(label)s读不懂，请按“2026-03-16”的样子填写，或者留空。") % {"label": label})
