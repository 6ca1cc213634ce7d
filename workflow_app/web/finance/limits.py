"""限额: how much each person may draft and release, and who sets it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.set_limit import set_limit
from workflow_app.moment import now
from workflow_app.policy.money import fen_of, read_yuan
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.policy.spending import Limit
from workflow_app.queries.finance.limits import limits_page
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

UNREADABLE = "限额读不懂，请用半角数字填写，最多两位小数，例如 5000000.00。没有改动。"


@require_safe
@for_officers
def limits(request: SignedIn) -> HttpResponse:
    """Everybody at the desks of payment."""
    return _page(request)


@require_POST
@for_officers
def set_one(request: SignedIn) -> HttpResponse:
    """One person's limit at one desk."""
    place = place_of(request)
    key = number_in(request.POST.get("holding", ""))
    back_to(request, lambda refusal: _page(request, refusal))
    sits = next((each.holding for each in limits_page(place) if each.holding.pk == key), None)
    if sits is None:
        raise NotFound("没有找到这位同事的岗位，请刷新页面。")
    limit = Limit(*(fen_of(read_yuan(request.POST.get(name, ""), UNREADABLE)) for name in ("per_batch", "per_day")))
    at = now()

    def do() -> dict[str, int]:
        return {"limit": set_limit(sits.desk, sits.account, limit, by=request.user, at=at).pk}

    act_once(request, "set_limit", [key, limit.per_batch, limit.per_day], do, at=at)
    messages.success(request, _("%(name)s的限额已核定，从现在起执行。") % {"name": sits.account.name})
    return redirect("finance_limits")


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    place = place_of(request)
    rows = limits_page(place) if place.handles_money else []
    said = {"rows": rows, "may_set": any(each.may_set for each in rows), "refusal": refusal, "kept": request.POST}
    return show(request, "finance/limits.html", "finance_limits", said)
