"""Keep the bytes of an issued paper, once; or say why there are none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.serve import serve
from workflow_app.flow import door
from workflow_app.models import IssuedDocument, PaperState
from workflow_app.queries.papers.hands import hands_of


def store_paper(paper_id: int, pdf: bytes, pages: int, *, at: datetime) -> bool:
    """Store under the digest and serve it; False when another worker was faster."""
    with transaction.atomic():
        case_id = IssuedDocument.objects.values_list("case", flat=True).get(pk=paper_id)
        case = door.hold(case_id) if case_id else None
        paper = IssuedDocument.objects.select_for_update().get(pk=paper_id)
        if paper.state not in (PaperState.NUMBERED, PaperState.PARKED):
            return False
        row = keep_file("pdf", pdf, f"{paper.number}.pdf", by=None, at=at, pages=pages)
        paper.store()
        paper.file, paper.sha256, paper.pages, paper.failure = row, row.sha256, pages, ""
        paper.hands = hands_of(paper)
        paper.save(update_fields=["state", "file", "sha256", "pages", "failure", "hands"])
        if case is not None and not paper.internal:
            serve(case, paper, at=at)
        if case is not None:
            archive_when_ready(case, at=at, occasion=f"paper {paper.pk}")
        return True


def park_paper(paper_id: int, why: str) -> None:
    """The press could not make it. The number stays; an operator sees the paper and why."""
    with transaction.atomic():
        paper = IssuedDocument.objects.select_for_update().get(pk=paper_id)
        if paper.state == PaperState.NUMBERED:
            paper.park()
        paper.failure = why[:300]
        paper.save(update_fields=["state", "failure"])
