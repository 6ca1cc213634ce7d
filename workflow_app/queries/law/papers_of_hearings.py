"""Which hearing, and which recovery, a paper belongs to."""

from __future__ import annotations

from workflow_app.models import Case, IssuedDocument, Recovery, Revocation

Hearings = type[Revocation] | type[Recovery]
HEARINGS: dict[str, Hearings] = {"revocation_notice": Revocation, "recovery_notice": Recovery}
ORDER, DEMAND = "recovery", "recovery_demand"


def hearing_of(case: Case, paper: IssuedDocument) -> Revocation | Recovery | None:
    """The hearing to which a notice of facts, or the one in its place, was issued."""
    rows = HEARINGS[paper.kind].objects.filter(case=case, noticed_at__lte=paper.issued_at)
    return rows.order_by("-noticed_at", "-pk").first()


def recovery_under(case: Case, paper: IssuedDocument) -> Recovery | None:
    """The recovery of which a paper is the order or the demand."""
    rows = Recovery.objects.filter(case=case, decided_at__lte=paper.issued_at).exclude(code="")
    return rows.order_by("-decided_at", "-pk").first()
