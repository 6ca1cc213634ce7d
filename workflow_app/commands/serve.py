"""Serve a paper (送达) in the applicant's own space, as soon as its bytes are there; without their consent it waits for an officer."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.serving.days_from_service import run_from_service
from workflow_app.commands.serving.proof import PROOF
from workflow_app.models import Case, IssuedDocument, Service, ServiceMethod
from workflow_app.policy.paper import PROVED
from workflow_app.queries.law.service_days import consents
from workflow_app.queries.papers.service_proof import electronic_proof


def serve(case: Case, paper: IssuedDocument, *, at: datetime) -> None:
    """The case is held. Electronic service is the day the paper arrives in the recipient's system (民事诉讼法 第九十条), and only
    with the recipient's consent."""
    if not consents(case):
        return
    proof = None
    if paper.kind in PROVED:
        proof = issue(PROOF, case=case, data=electronic_proof(paper, case, at), at=at)
    served_on = localtime(at).date()
    Service.objects.create(
        paper=paper,
        method=ServiceMethod.ELECTRONIC,
        recipient=case.applicant.name,
        at=at,
        served_on=served_on,
        proof=proof,
    )
    body = {"paper": paper.number, "method": ServiceMethod.ELECTRONIC.value, **run_from_service(case, paper, served_on)}
    record(case.stream, "serve", by=None, at=at, body=body)
