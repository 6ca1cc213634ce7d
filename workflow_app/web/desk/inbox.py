"""待办, 已办 and the search over every case a person may see."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from forms.identity import mask_id
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.desk import inbox as waiting
from workflow_app.queries.desk.find_cases import find_cases, is_identity
from workflow_app.queries.desk.opinions import signed
from workflow_app.queries.desk.passed_on import copies as copies_of
from workflow_app.queries.desk.passed_on import to_look_into, unread
from workflow_app.queries.item_titles import procedures, steps
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.who import SignedIn, for_officers

FINANCE_ONLY = {"funds_check", "treasury_check", "batch_draft", "batch_release"}
MOST_SHOWN = waiting.MOST_COUNTED - 1


@require_safe
@for_officers
def inbox(request: SignedIn) -> HttpResponse:
    """The list; a finance officer's day begins with the payments instead."""
    place = place_of(request)
    if place.handles_money and not request.GET and not place.roles - FINANCE_ONLY:
        return redirect("finance")
    only = _filter(request)
    page = waiting.page(place, only, request.GET.get("after", ""))
    counts = waiting.counts(place)
    said = {
        "rows": page.rows,
        "next": _again(request, after=page.following) if page.following else "",
        "first": _again(request) if request.GET.get("after") else "",
        "counts": [("waiting", counts.waiting), ("today", counts.today), ("over", counts.over)],
        "most": MOST_SHOWN,
        "procedures": list(procedures(place.on)),
        "steps": steps(),
        "only": only,
        "narrowed": only != waiting.Filter(),
        "asked": to_look_into(request.user) if not request.GET.get("after") else [],
        "unread": unread(request.user),
    }
    return show(request, "desk/inbox.html", "desk", said)


@require_safe
@for_officers
def copies(request: SignedIn) -> HttpResponse:
    """抄送我的."""
    page = copies_of(request.user, first_row(request, "before", otherwise=0))
    return show(request, "desk/copies.html", "desk_copies", {"rows": page.rows, "following": page.following})


@require_safe
@for_officers
def done(request: SignedIn) -> HttpResponse:
    """What I have signed."""
    rows, following = signed(request.user, request.GET.get("before", ""))
    return show(request, "desk/done.html", "desk_done", {"rows": rows, "following": following})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def find(request: SignedIn) -> HttpResponse:
    """Any case I may see. An identity number is posted and answered at once, so that no address ever holds one."""
    text = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()
    personal = is_identity(text)
    if request.method == "POST" and not personal:
        return redirect(f"{reverse('desk_find')}?{urlencode({'q': text})}")
    if personal and request.method != "POST":
        raise NotUnderstood("证件号码不能写在网址里，请在搜索框里输入。")
    found = find_cases(text, request.user, place_of(request).on) if text else None
    said = {"text": "" if personal else text, "title": mask_id(text) if personal else text, "found": found}
    return show(request, "desk/find.html", "", said)


def _filter(request: SignedIn) -> waiting.Filter:
    item, _, procedure = request.GET.get("item", "").partition("/")
    return waiting.Filter(item, procedure, request.GET.get("step", ""))


def _again(request: SignedIn, **more: str) -> str:
    kept = {name: value for name in ("item", "step") if (value := request.GET.get(name))}
    return "?" + urlencode(kept | more)
