"""批量同意: tick, look at what would become of each, sign by a job that shows how far it is and can be stopped."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.bulk_sign import MOST, bounded, start_bulk, stop_bulk
from workflow_app.moment import now
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.desk.bulk import preview, progress_of, seats_matching
from workflow_app.queries.desk.inbox import Filter
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 500
PAGE = 100  # rows of a preview on a page


@require_POST
@for_officers
def choose(request: SignedIn) -> HttpResponse:
    """The chosen rows, each with what would become of it, page by page. Changes nothing."""
    return _page(request)


@require_POST
@for_officers
def start(request: SignedIn) -> HttpResponse:
    """Have the chosen rows signed; scope and every rule are asked again for each."""
    seats, words = _seats(request, "ready"), request.POST.get("words", "").strip()[:LONGEST]
    back_to(request, lambda refusal: _page(request, refusal))
    at = now()

    def do() -> dict[str, int]:
        return {"signing": start_bulk(seats, words, matching=_matching(request), by=request.user, at=at).pk}

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


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    chosen = bounded(_seats(request, "seats"), _matching(request))
    rows = preview(place_of(request), chosen)
    pages = max(-(-len(rows) // PAGE), 1)
    page = min(max(number_in(request.POST.get("page", "")) or 1, 1), pages)
    ready = [row.seat for row in rows if not row.why_not]
    said = {
        "rows": rows[(page - 1) * PAGE : page * PAGE],
        "all": len(rows),
        "ready": len(ready),
        "posted": {"seats": _joined(chosen), "ready": _joined(ready)},
        "kept": request.POST,
        "page": page,
        "pages": pages,
        "before": page - 1,
        "following": page + 1 if page < pages else 0,
        "refusal": refusal,
    }
    return show(request, "desk/bulk_preview.html", "desk", said)


def _seats(request: SignedIn, name: str) -> list[int]:
    """What the preview before showed, in one field; else everything the filter finds, where that was asked for, or what was ticked."""
    said, matching = request.POST.get(name), _matching(request)
    if said is None and matching is not None:
        return seats_matching(place_of(request), matching, MOST)
    keys = [number_in(each) for each in (request.POST.getlist("seat") if said is None else said.split(","))]
    return [key for key in keys if key is not None]


def _matching(request: SignedIn) -> Filter | None:
    """The filter whose every row was asked for; None where rows were ticked."""
    if not request.POST.get("all"):
        return None
    item, _, procedure = request.POST.get("item", "").partition("/")
    return Filter(item, procedure, request.POST.get("step", ""))


def _joined(seats: Sequence[int]) -> str:
    return ",".join(map(str, seats))
