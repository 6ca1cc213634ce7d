"""Serve a paper (送达): it has reached the applicant's own space, or a proof goes out to be signed by hand."""

from __future__ import annotations

from datetime import datetime

from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.models import Case, IssuedDocument, Service
from workflow_app.policy import catalogue
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.papers import case_papers

# Papers from whose service a period for remedies runs: their service is proved by a paper of its own.
PROVED = frozenset(
    {"not_accepted", "determination", "refusal", "termination", "revocation", "recovery", "recovery_demand"}
)


def serve(case: Case, paper: IssuedDocument, *, at: datetime) -> None:
    """By the way the applicant chose. The case is held; electronic service is the day it arrives in the recipient's
    system (民事诉讼法 第九十条), and only with the recipient's consent."""
    procedure = catalogue.procedure(case.item, case.procedure)
    electronic = procedure.gist(answers_of(case)).electronic_service
    if electronic:
        Service.objects.create(paper=paper, method="电子送达", to=case.applicant.name, at=at)
        record(case.stream, "serve", by=None, at=at, body={"paper": paper.number, "method": "electronic"})
    if paper.kind in PROVED:
        issue("service_proof", case=case, data=case_papers.service_proof(paper, case, at, electronic), at=at)
