"""退回: the request goes back to the bureau with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.finance import payments
from workflow_app.web.finance.requests import LONGEST, asked_page
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_POST
@for_officers
def send_back(request: SignedIn, request_id: int) -> HttpResponse:
    """Once, with a reason and the box ticked."""
    payments.request_of(place_of(request), request_id)
    back_to(request, lambda refusal: asked_page(request, request_id, refusal))
    reason, at = request.POST.get("reason", "").strip()[:LONGEST], now()
    if not request.POST.get("sure"):
        raise NotUnderstood("退回后申请函和花名册作废。请勾选确认后再退回。")

    def do() -> dict[str, int]:
        return {"request": return_funds_request(request_id, reason, by=request.user, at=at).pk}

    act_once(request, "return_funds_request", [request_id, reason], do, at=at)
    messages.success(request, _("已退回人社部门，对方的“提请拨付”里会看到原因，可以重新提请。"))
    return redirect("finance_request", request_id)
