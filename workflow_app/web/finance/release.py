"""放款: the second person's act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflow_app.commands.release_batch import release_batch
from workflow_app.moment import now
from workflow_app.policy.money import read_yuan
from workflow_app.queries.finance import payments
from workflow_app.web.finance.batches import batch_page
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

UNREADABLE = "输入的金额读不懂，请照批次总额用半角数字输入，例如 24000.00。没有放款。"


@require_POST
@for_officers
def release(request: SignedIn, batch_id: int) -> HttpResponse:
    """Let the money go, once the sum was typed."""
    payments.batch_of(place_of(request), batch_id)
    back_to(request, lambda refusal: batch_page(request, batch_id, refusal))
    typed, at = read_yuan(request.POST.get("typed", ""), UNREADABLE), now()

    def do() -> dict[str, int]:
        return {"batch": release_batch(batch_id, typed, by=request.user, at=at).pk}

    act_once(request, "release_batch", [batch_id, str(typed)], do, at=at)
    messages.success(request, _("已放款，银行文件正在生成，一般几秒钟就好。"))
    return redirect("finance_batch", batch_id)
