"""一键迎审包: ask for everything that proves a batch, whole numbers included: a recorded act with a reason. A job makes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.commands.enqueue import enqueue
from workflow_app.commands.held import held_batch
from workflow_app.commands.record import record
from workflow_app.commands.reveal import LEAST_REASON, LONGEST_REASON
from workflow_app.models import Account, AuditPackage, PaymentBatch
from workflow_app.models.audit_package import OPEN_PACKAGES
from workflow_app.models.payment import BatchState
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.finance.audit_packages import DESKS
from workflow_app.queries.scope import desks_of

PACK_FOR_AUDIT = "pack_for_audit"
GONE_OUT = (BatchState.WRITTEN, BatchState.SETTLED)


def pack_for_audit(batch_id: int, reason: str, *, by: Account, at: datetime) -> AuditPackage:
    """Ask for the package of a batch whose money went out; while one is under way whoever asks gets that one.

    Raises NotFound, NotAllowed off the desks of the paying bureau, NotPossibleNow before the bank has its file, NotUnderstood
    without a reason.
    """
    with transaction.atomic():
        batch = held_batch(batch_id)
        may_have(batch, by, at)
        if batch.state not in GONE_OUT:
            raise NotPossibleNow(f"批次 {batch.number} 现在是“{batch.get_state_display()}”，送银行以后才有迎审资料。")
        reason = reason.strip()
        if not LEAST_REASON <= len(reason) <= LONGEST_REASON:
            raise NotUnderstood(f"请写明用途（{LEAST_REASON}至{LONGEST_REASON}个字），例如“市审计局就业资金审计”。")
        if under_way := batch.audit_packages.filter(state__in=OPEN_PACKAGES).first():
            return under_way
        package = AuditPackage.objects.create(batch=batch, asked_by=by, asked_at=at, reason=reason)
        record(batch.stream, "pack_for_audit", by=by, at=at, body={"package": package.pk}, personal=reason)
        enqueue(PACK_FOR_AUDIT, [package.pk], at=at)
        return package


def may_have(batch: PaymentBatch, by: Account, at: datetime) -> None:
    """NotAllowed for everybody but those of the paying bureau who answer to auditors."""
    if not desks_of(by, localtime(at).date()).filter(unit=batch.finance_id, role__in=DESKS).exists():
        raise NotAllowed("迎审包由本批次财政部门的资金审核、放款或者指标岗位导出，您不在这些岗位上。")
