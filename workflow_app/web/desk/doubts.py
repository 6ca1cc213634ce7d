"""待核实的支付: what was found before payment, and the word of whoever looked into it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.models import PaymentDoubt
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, NotUnderstood
from workflow_app.queries.desk.case_doubts import doubted_cases
from workflow_app.queries.item_titles import title_of
from workflow_app.web.desk.case import opened, page
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 300
MOST = 100


@require_safe
@for_officers
def doubts(request: SignedIn) -> HttpResponse:
    """The cases that wait for their office's word, the oldest first."""
    place = place_of(request)
    rows = [(case, title_of(case.item, case.procedure, place.on)[0]) for case in doubted_cases(place)[:MOST]]
    return show(request, "desk/doubts.html", "desk_doubts", {"rows": rows, "most": MOST})


@require_POST
@for_officers
def settle(request: SignedIn, number: str) -> HttpResponse:
    """Pay in spite of it, or stop: one word for the lines that were ticked."""
    file = opened(request, number)
    known = {row.pk: row.claim.ordinal for each in file.doubts for row in each.rows}
    said = request.POST.getlist("doubt")
    outcome, words = request.POST.get("outcome", ""), request.POST.get("words", "").strip()[:LONGEST]
    kept = {"point": f"doubt/{request.POST.get('first', '')}", "point_words": words}
    back_to(request, lambda refusal: page(request, opened(request, number), refusal, kept))
    keys = [int(each) for each in said if each.isascii() and each.isdigit() and len(each) < 18]
    if not keys:
        raise NotUnderstood("请勾选要处理的行。")
    if not set(keys) <= set(known):
        raise NotFound("没有读到要处理的疑点，请刷新页面后再办理。")
    at = now()

    def do() -> dict[str, int]:
        for key in keys:
            settle_doubt(key, outcome, words, by=request.user, at=at)
        return {"doubts": len(keys)}

    act_once(request, "settle_doubt", [number, keys, outcome, words], do, at=at)
    told = {"lines": "、".join(str(known[key]) for key in keys), "outcome": PaymentDoubt.Outcome(outcome).label}
    messages.success(request, _("第%(lines)s行已处理：%(outcome)s。") % told)
    return redirect("desk_case", number)
