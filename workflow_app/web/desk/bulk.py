"""批量同意: tick, look at what would become of each, sign by a job that shows how far it is and can be stopped."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.bulk_sign import MOST, MOST_CHOSEN, start_bulk, stop_bulk
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.desk.bulk import preview, progress_of, seats_matching
from workflow_app.queries.desk.inbox import Filter
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 500


@require_POST
@for_officers
def choose(request: SignedIn) -> HttpResponse:
    """The chosen rows, each with what would become of it. Changes nothing."""
    return _page(request, _chosen(request))


@require_POST
@for_officers
def start(request: SignedIn) -> HttpResponse:
    """Have the chosen rows signed; scope and every rule are asked again for each."""
    seats, words = _chosen(request), request.POST.get("words", "").strip()[:LONGEST]
    back_to(request, lambda refusal: _page(request, seats, refusal))
    at = now()

    def do() -> dict[str, int]:
        return {"signing": start_bulk(seats, words, by=request.user, at=at).pk}

    done = act_once(request, "start_bulk", [seats, words], do, at=at)
    return redirect("desk_bulk", done["signing"])


@require_safe
@for_officers
def bulk(request: SignedIn, signing_id: int) -> HttpResponse:
    """How far it is."""
    return show(request, "desk/bulk.html", "desk", {"progress": progress_of(signing_id, request.user, now())})


@require_POST
@for_officers
def stop(request: SignedIn, signing_id: int) -> HttpResponse:
    """No more of it."""
    at = now()
    act_once(
        request, "stop_bulk", [signing_id], lambda: {"at": str(stop_bulk(signing_id, by=request.user, at=at).pk)}, at=at
    )
    return redirect("desk_bulk", signing_id)


def _page(request: SignedIn, seats: list[int], refusal: Refusal | None = None) -> HttpResponse:
    rows = preview(place_of(request), seats)
    ready = [row for row in rows if not row.why_not]
    said = {"rows": rows, "ready": ready, "refusal": refusal, "words": request.POST.get("words", "")}
    return show(request, "desk/bulk_preview.html", "desk", said)


def _chosen(request: SignedIn) -> list[int]:
    """The ticked seats, at most 500; or everything the filter finds, where that was asked for."""
    if request.POST.get("all"):
        item, _, procedure = request.POST.get("item", "").partition("/")
        found = seats_matching(place_of(request), Filter(item, procedure, request.POST.get("step", "")), MOST)
        if len(found) > MOST:
            raise NotUnderstood(f"符合筛选的待办超过{MOST}件，请先按事项或环节缩小范围。")
        return found
    keys = [number_in(said) for said in request.POST.getlist("seat")]
    seats = [key for key in dict.fromkeys(keys) if key is not None]
    if len(seats) > MOST_CHOSEN:
        raise NotUnderstood(f"一次最多勾选{MOST_CHOSEN}件；更多的请用“全部符合筛选的”，由后台办理。")
    if not seats:
        raise NotUnderstood("请先在待办里勾选要一并同意的件。")
    return seats
