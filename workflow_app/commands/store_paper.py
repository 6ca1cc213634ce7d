"""Keep the bytes of an issued paper, once; or say why there are none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from documents.signature import Certificate
from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.serve import serve
from workflow_app.flow import door
from workflow_app.models import IssuedDocument, PaperState, SigningCertificate
from workflow_app.queries.papers.hands import hands_of
from workflow_app.queries.papers.sheet_files import printing_digest

STORED = [
    "state",
    "file",
    "sha256",
    "sheet_digest",
    "unsigned_sha256",
    "unsigned_size",
    "certificate",
    "pages",
    "failure",
    "hands",
]


@dataclass(frozen=True, slots=True)
class Signed:
    """A finished paper with its signature, and with whose; what the press made is its beginning."""

    pdf: bytes
    certificate: Certificate


def store_paper(paper_id: int, pdf: bytes, pages: int, *, signed: Signed | None = None, at: datetime) -> bool:
    """Store what is handed out under its digest (`signed`, or `pdf` as the press made it) and serve it; False when another worker was
    faster."""
    with transaction.atomic():
        case_id = IssuedDocument.objects.values_list("case", flat=True).get(pk=paper_id)
        case = door.hold(case_id) if case_id else None
        paper = IssuedDocument.objects.select_for_update().get(pk=paper_id)
        if paper.state not in (PaperState.NUMBERED, PaperState.PARKED):
            return False
        row = keep_file("pdf", signed.pdf if signed else pdf, f"{paper.number}.pdf", by=None, at=at, pages=pages)
        paper.store()
        paper.file, paper.sha256, paper.pages, paper.failure = row, row.sha256, pages, ""
        paper.unsigned_sha256, paper.unsigned_size = hashlib.sha256(pdf).hexdigest(), len(pdf)
        paper.certificate = _kept(signed.certificate, at) if signed else None
        paper.hands = hands_of(paper)
        paper.sheet_digest = printing_digest(paper.sheet)
        paper.save(update_fields=STORED)
        if case is not None and not paper.internal:
            serve(case, paper, at=at)
        if case is not None:
            archive_when_ready(case, at=at, occasion=f"paper {paper.pk}")
        return True


def _kept(certificate: Certificate, at: datetime) -> SigningCertificate:
    said = {"subject": certificate.subject, "pem": certificate.pem, "demonstration": certificate.demonstration}
    row, _new = SigningCertificate.objects.get_or_create(
        fingerprint=certificate.fingerprint, defaults=said | {"first_used_at": at}
    )
    return row


def park_paper(paper_id: int, why: str) -> None:
    """The press could not make it. The number stays; an operator sees the paper and why."""
    with transaction.atomic():
        paper = IssuedDocument.objects.select_for_update().get(pk=paper_id)
        if paper.state not in (PaperState.NUMBERED, PaperState.PARKED):
            return
        if paper.state == PaperState.NUMBERED:
            paper.park()
        paper.failure = why[:300]
        paper.save(update_fields=["state", "failure"])
