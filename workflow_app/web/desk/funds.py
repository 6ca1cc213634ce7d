"""提请拨付: the bureau's finance section asks finance for what was determined on a notice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_app.commands.request_funds import request_funds
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.queries.desk import notices as noticed
from workflow_app.queries.finance.payments import requested, sent_back, subtotals_of_notice
from workflow_app.queries.finance.spending import rooms
from workflow_app.queries.item_titles import title_of_notice
from workflow_app.queries.newest import newest
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_safe
@for_officers
def ready(request: SignedIn) -> HttpResponse:
    """Notices with money to ask for, and what was asked before."""
    place = place_of(request)
    rows = [(each, title_of_notice(each.item, each.opened_on)) for each in noticed.ready_for_funds(place)]
    before = first_row(request, "before", otherwise=0)
    asked, following = newest(requested(place.units("bureau_finance")), before)
    said = {"rows": rows, "requested": asked, "following": following, "paged": before}
    return show(request, "desk/funds.html", "desk_funds", said)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def request_page(request: SignedIn, notice_id: int) -> HttpResponse:
    """Totals and indicator to confirm, and the act."""
    if request.method != "POST":
        return _page(request, notice_id)
    back_to(request, lambda refusal: _page(request, notice_id, refusal))
    at = now()

    def do() -> dict[str, int]:
        return {"request": request_funds(notice_id, by=request.user, at=at).pk}

    act_once(request, "request_funds", [notice_id], do, at=at)
    messages.success(request, _("已向财政部门提请拨付，申请函和花名册正在制作。"))
    return redirect("desk_funds")


def _page(request: SignedIn, notice_id: int, refusal: Refusal | None = None) -> HttpResponse:
    place = place_of(request)
    found = noticed.ready_for_funds(place).filter(pk=notice_id).first()
    if found is None:
        raise refusal or NotFound("这批公示没有可以提请拨付的明细，请回到列表刷新。")
    rows = list(noticed.indicators(found).filter(closed_on=None))
    room = rooms(rows, place.on)
    said = {
        "notice": found,
        "item": title_of_notice(found.item, found.opened_on),
        "subtotals": subtotals_of_notice(found),
        "indicators": rows,
        "rooms": [(row, room[row.pk]) for row in rows],
        "returned": sent_back(found),
        "refusal": refusal,
    }
    return show(request, "desk/request_funds.html", "desk_funds", said)
