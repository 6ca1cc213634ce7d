"""Nobody drafts or releases more than their limit."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localtime

from workflow_app.models import Account, Desk, PaymentLimit
from workflow_app.policy.refusals import NotAllowed
from workflow_app.queries.finance.limits import over_limit


def keep_to_limit(by: Account, desk: Desk, total: Decimal, *, at: datetime, but: int | None = None) -> None:
    """NotAllowed naming the limit, the sum and who may, where a batch of so much is above the person's limit of a batch or of the
    day. The limits of the desk stay held until the transaction ends, so that two batches at once share one day; cases are held
    before."""
    limits = PaymentLimit.objects.select_for_update().filter(unit=desk.unit_id, role=desk.role)
    list(limits.order_by("pk").values_list("pk", flat=True))
    if why := over_limit(by, desk, total, localtime(at).date(), but):
        raise NotAllowed(why)
