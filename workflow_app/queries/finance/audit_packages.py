"""The audit packages of a batch, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from workflow_app.models import AuditPackage, PaymentBatch
from workflow_app.models.audit_package import OPEN_PACKAGES

DESKS = ("funds_check", "batch_release", "budget")  # who answers to auditors at finance; a drafter asks one of them
MOST = 5


@dataclass(frozen=True, slots=True)
class Packages:
    """The newest first; whether one is under way, so that nobody is offered another."""

    rows: list[AuditPackage]
    under_way: bool


def packages_of(batch: PaymentBatch) -> Packages:
    """What was asked for lately."""
    rows = list(batch.audit_packages.select_related("asked_by", "file").order_by("-pk")[:MOST])
    return Packages(rows, any(row.state in OPEN_PACKAGES for row in rows))
