"""迎审包: what an auditor asks for, in one file. A job makes it; the batch's page shows how far it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflow_app.commands.pack_for_audit import pack_for_audit
from workflow_app.commands.take_audit_package import take_audit_package
from workflow_app.models import vault
from workflow_app.moment import now
from workflow_app.queries.finance import payments
from workflow_app.web.download import long_answer
from workflow_app.web.finance.batches import batch_page
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_POST
@for_officers
def audit(request: SignedIn, batch_id: int) -> HttpResponse:
    """Ask for it, with a reason."""
    payments.batch_of(place_of(request), batch_id)
    back_to(request, lambda refusal: batch_page(request, batch_id, refusal))
    reason, at = request.POST.get("reason", ""), now()

    def do() -> dict[str, int]:
        return {"package": pack_for_audit(batch_id, reason, by=request.user, at=at).pk}

    act_once(request, "pack_for_audit", [batch_id, reason], do, at=at)
    messages.success(request, _("迎审包正在制作，做好以后在本页“迎审包”里下载。"))
    return redirect(f"{reverse('finance_batch', args=[batch_id])}#audit")


@require_POST
@for_officers
def take(request: SignedIn, batch_id: int, package_id: int) -> StreamingHttpResponse:
    """The file, part by part; whoever takes it is recorded."""
    payments.batch_of(place_of(request), batch_id)
    back_to(request, lambda refusal: batch_page(request, batch_id, refusal))
    file = take_audit_package(batch_id, package_id, by=request.user, at=now())
    return long_answer(vault.parts(file.sha256), file.size, file.name)
