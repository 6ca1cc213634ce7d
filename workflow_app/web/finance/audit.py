"""迎审包: what an auditor asks for, in one file."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from workflow_app.commands.pack_for_audit import pack_for_audit
from workflow_app.moment import now
from workflow_app.queries.finance import payments
from workflow_app.web.download import bytes_answer
from workflow_app.web.finance.batches import batch_page
from workflow_app.web.place import place_of
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers


@require_POST
@for_officers
def audit(request: SignedIn, batch_id: int) -> HttpResponse:
    """The archive, once a reason is given."""
    batch = payments.batch_of(place_of(request), batch_id)
    back_to(request, lambda refusal: batch_page(request, batch_id, refusal))
    data = pack_for_audit(batch_id, request.POST.get("reason", ""), by=request.user, at=now())
    return bytes_answer(data, "zip", f"迎审包{batch.number}.zip", save=True)
