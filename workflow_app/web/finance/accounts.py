"""更换账户: what applicants asked for, and the second person's word on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.clock.cooling import COOLING
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.refuse_change import refuse_change
from workflow_app.moment import now
from workflow_app.policy.refusals import Refusal
from workflow_app.policy.standing import Standing
from workflow_app.queries.finance import account_changes
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 300


@require_safe
@for_officers
def changes(request: SignedIn) -> HttpResponse:
    """Those under way first, then a page of those that ended."""
    return _page(request)


@require_POST
@for_officers
def confirm(request: SignedIn, change_id: int) -> HttpResponse:
    """The second person's yes."""
    account_changes.change_here(place_of(request), change_id)
    back_to(request, lambda refusal: _page(request, refusal, change_id))
    asked_back, at = bool(request.POST.get("asked_back")), now()

    def do() -> dict[str, int]:
        return {"change": confirm_change(change_id, asked_back, by=request.user, at=at).pk}

    act_once(request, "confirm_account_change", [change_id, asked_back], do, at=at)
    messages.success(request, _("已确认，冷静期满后新账户生效。"))
    return redirect("finance_accounts")


@require_POST
@for_officers
def refuse(request: SignedIn, change_id: int) -> HttpResponse:
    """The second person's no."""
    account_changes.change_here(place_of(request), change_id)
    back_to(request, lambda refusal: _page(request, refusal, change_id))
    words, at = request.POST.get("words", "").strip()[:LONGEST], now()

    def do() -> dict[str, int]:
        return {"change": refuse_change(change_id, words, by=request.user, at=at).pk}

    act_once(request, "refuse_account_change", [change_id, words], do, at=at)
    messages.success(request, _("没有更换，申请人会看到理由；收款账户不变。"))
    return redirect("finance_accounts")


def _page(request: SignedIn, refusal: Refusal | None = None, about: int = 0) -> HttpResponse:
    place, before = place_of(request), first_row(request, "before", otherwise=0)
    ended, following = account_changes.ended_changes(place, before)
    said = {
        "waiting": [] if before else account_changes.open_changes(place),
        "most": account_changes.MOST,
        "ended": ended,
        "following": following,
        "paged": before,
        "cooling": COOLING,
        "sample": Standing.SAMPLE,
        "refusal": refusal,
        "about": about,
        "kept": request.POST,
    }
    return show(request, "finance/accounts.html", "finance_accounts", said)
