"""送达回证: issued filled, once it is recorded how papers were served; a blank one is printed beforehand and signed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workflow_app.commands.issue import issue
from workflow_app.models import Case, IssuedDocument, Service
from workflow_app.queries.papers.service_proof import proof_of

PROOF = "service_proof"


def prove(case: Case, services: Sequence[Service], at: datetime) -> IssuedDocument:
    """One proof for all that was served by one act; a file that was shut is opened for it. Raises CannotPrint."""
    if case.archived_on is not None:
        case.archived_on = None
        case.save(update_fields=["archived_on"])
    return issue(PROOF, case=case, data=proof_of(case, services, at), at=at, unit=services[0].paper.unit)
