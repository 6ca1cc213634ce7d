"""公示: choose what goes before the public, see first what will be shown, follow what stands there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.open_notice import open_notice
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.desk import notices as noticed
from workflow_app.queries.item_titles import title_of, title_of_notice
from workflow_app.queries.newest import newest
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import LONGEST, first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def to_notice(request: SignedIn) -> HttpResponse:
    """Cases that wait for their notice, with boxes to choose them."""
    return _waiting(request)


@require_safe
@for_officers
def confirm(request: SignedIn) -> HttpResponse:
    """What would be public, whose, and until when."""
    back_to(request, lambda refusal: _waiting(request, refusal))
    keys = _keys(request.GET.getlist("case"))
    place = place_of(request)
    preview = noticed.preview(place, keys)
    item, _procedure = title_of(preview.cases[0].item, preview.cases[0].procedure, place.on)
    return show(request, "desk/confirm_notice.html", "desk_to_notice", {"preview": preview, "item": item})


@require_POST
@for_officers
def publish(request: SignedIn) -> HttpResponse:
    """Open it; there is no taking back but line by line."""
    back_to(request, lambda refusal: _waiting(request, refusal))
    keys, at = sorted(_keys(request.POST.getlist("case"))), now()

    def do() -> dict[str, int]:
        noticed.preview(place_of(request), keys)  # another unit's case is nothing this person can see
        return {"notice": open_notice(keys, by=request.user, at=at).pk}

    done = act_once(request, "open_notice", keys, do, at=at)
    messages.success(request, _("公示已发布。"))
    return redirect("desk_notice", done["notice"])


@require_safe
@for_officers
def notices(request: SignedIn) -> HttpResponse:
    """The notices of the unit, newest first."""
    before = first_row(request, "before", otherwise=0)
    found, following = newest(noticed.notices(place_of(request)), before)
    rows = [(each, title_of_notice(each.item, each.opened_on)) for each in found]
    said = {"rows": rows, "following": following, "paged": before}
    return show(request, "desk/notices.html", "desk_notices", said)


@require_safe
@for_officers
def notice(request: SignedIn, notice_id: int) -> HttpResponse:
    """One notice with its lines, page by page."""
    place = place_of(request)
    found = noticed.notice_of(place, notice_id)
    lines = noticed.lines_of(found, first_row(request))
    said = {
        "notice": found,
        "item": title_of_notice(found.item, found.opened_on),
        "lines": [(line, *line.shown.split("|")) for line in lines[: noticed.LINES]],
        "following": lines[-1].ordinal if len(lines) > noticed.LINES else 0,
        "papers": noticed.papers_of(place, found),
        "requests": found.funds_requests.select_related("by", "returned_by").order_by("pk"),
    }
    return show(request, "desk/notice.html", "desk_notices", said)


def _waiting(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    place = place_of(request)
    cases = list(noticed.waiting_for_notice(place))
    rows = [(case, *title_of(case.item, case.procedure, place.on)) for case in cases]
    chosen = {*request.GET.getlist("case"), *request.POST.getlist("case")}
    most = noticed.MOST_WAITING
    said = {"rows": rows, "chosen": chosen, "refusal": refusal, "most": most}
    return show(request, "desk/to_notice.html", "desk_to_notice", said)


def _keys(said: list[str]) -> set[int]:
    if not all(each.isascii() and each.isdigit() and len(each) <= LONGEST for each in said):
        raise NotUnderstood("没有读到所选的办件，请在待公示列表里重新勾选。")
    return {int(each) for each in said}
