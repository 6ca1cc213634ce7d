"""催办: ask that one's case goes on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflow_app.commands.oversight.urge import urge as urge_case
from workflow_app.moment import now, today
from workflow_app.queries.scope import visible_case
from workflow_app.web.form_token import act_once
from workflow_app.web.who import SignedIn, for_applicants

LONGEST = 200


@require_POST
@for_applicants
def urge(request: SignedIn, number: str) -> HttpResponse:
    """The act; the page says beforehand when it is possible."""
    case, at = visible_case(number, request.user, today()), now()
    words = request.POST.get("words", "").strip()[:LONGEST]

    def do() -> dict[str, int]:
        return {"urge": urge_case(case.pk, words, by=request.user, at=at).pk}

    act_once(request, "urge", [number, words], do, at=at)
    messages.success(request, _("已催办，办理人员的页面上会看到。"))
    return redirect("case", number)
