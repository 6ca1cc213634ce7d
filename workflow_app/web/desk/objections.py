"""异议: what was said against a line on notice, and the section's answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_app.commands.object_to import answer_objection
from workflow_app.models import Objection
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.desk import notices as noticed
from workflow_app.queries.newest import newest
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 1000


@require_safe
@for_officers
def objections(request: SignedIn) -> HttpResponse:
    """Open ones first, oldest on top; then the answered ones, newest first."""
    place, before = place_of(request), first_row(request, "before", otherwise=0)
    found = noticed.objections(place)
    answered, following = newest(found.exclude(state=Objection.State.OPEN).order_by("-pk"), before)
    waiting = [] if before else found.filter(state=Objection.State.OPEN)[: noticed.MOST_WAITING]
    said = {
        "open": waiting,
        "answered": answered,
        "following": following,
        "paged": before,
        "most": noticed.MOST_WAITING,
    }
    return show(request, "desk/objections.html", "desk_objections", said)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def objection(request: SignedIn, objection_id: int) -> HttpResponse:
    """One objection with the form that answers it."""
    noticed.objection_of(place_of(request), objection_id)
    if request.method != "POST":
        return _page(request, objection_id)
    back_to(request, lambda refusal: _page(request, objection_id, refusal))
    upheld, answer = request.POST.get("upheld", ""), request.POST.get("answer", "").strip()[:LONGEST]
    if upheld not in ("yes", "no"):
        raise NotUnderstood("请选择异议成立还是不成立。")
    at = now()

    def do() -> dict[str, int]:
        return {"objection": answer_objection(objection_id, upheld == "yes", answer, by=request.user, at=at).pk}

    act_once(request, "answer_objection", [objection_id, upheld, answer], do, at=at)
    messages.success(request, _("已答复。"))
    return redirect("desk_objections")


def _page(request: SignedIn, objection_id: int, refusal: Refusal | None = None) -> HttpResponse:
    found = noticed.objection_of(place_of(request), objection_id)
    said = {"objection": found, "shown": found.line.shown.split("|"), "kept": request.POST, "refusal": refusal}
    return show(request, "desk/objection.html", "desk_objections", said)
