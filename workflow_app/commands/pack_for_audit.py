"""一键迎审包: hand out everything that proves a batch, whole numbers included: a recorded act with a reason."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.held import held_batch
from workflow_app.commands.record import record
from workflow_app.commands.reveal import LEAST_REASON, LONGEST_REASON
from workflow_app.models import Account
from workflow_app.models.payment import BatchState
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.audit_package import packed
from workflow_app.queries.scope import desks_of

DESKS = ("funds_check", "batch_release", "budget")  # who answers to auditors at finance; a drafter asks one of them
GONE_OUT = (BatchState.WRITTEN, BatchState.SETTLED)


def pack_for_audit(batch_id: int, reason: str, *, by: Account, at: datetime) -> bytes:
    """The archive of a batch whose money went out; who took it, why and its digest are recorded in the batch's chain.

    Raises NotFound, NotAllowed off the desks of the paying bureau, NotPossibleNow before the bank has its file, NotUnderstood
    without a reason.
    """
    with transaction.atomic():
        batch = held_batch(batch_id)
        if not desks_of(by, localtime(at).date()).filter(unit=batch.finance_id, role__in=DESKS).exists():
            raise NotAllowed("迎审包由本批次财政部门的资金审核、放款或者指标岗位导出，您不在这些岗位上。")
        if batch.state not in GONE_OUT:
            raise NotPossibleNow(f"批次 {batch.number} 现在是“{batch.get_state_display()}”，送银行以后才有迎审资料。")
        reason = reason.strip()
        if not LEAST_REASON <= len(reason) <= LONGEST_REASON:
            raise NotUnderstood(f"请写明用途（{LEAST_REASON}至{LONGEST_REASON}个字），例如“市审计局就业资金审计”。")
        data = packed(batch)
        body = {"sha256": hashlib.sha256(data).hexdigest()}
        record(batch.stream, "pack_for_audit", by=by, at=at, body=body, personal=reason)
        return data
