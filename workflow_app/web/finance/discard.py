"""作废: a drafted batch is taken back before any money went."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflow_app.commands.discard_batch import discard_batch
from workflow_app.moment import now
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.finance import payments
from workflow_app.web.finance.batches import batch_page
from workflow_app.web.finance.requests import LONGEST
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_POST
@for_officers
def discard(request: SignedIn, batch_id: int) -> HttpResponse:
    """Once, with a reason and the box ticked."""
    payments.batch_of(place_of(request), batch_id)
    back_to(request, lambda refusal: batch_page(request, batch_id, refusal))
    reason, at = request.POST.get("reason", "").strip()[:LONGEST], now()
    if not request.POST.get("sure"):
        raise NotUnderstood("作废后批次不能恢复。请勾选确认后再作废。")

    def do() -> dict[str, int]:
        return {"batch": discard_batch(batch_id, reason, by=request.user, at=at).pk}

    act_once(request, "discard_batch", [batch_id, reason], do, at=at)
    messages.success(request, _("批次已作废，明细可以重新编制。"))
    return redirect("finance_batch", batch_id)
