"""Make the bytes of a numbered paper: rendered outside any lock, stored in a short step, never twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from documents.press import Press, Printed
from documents.troubles import NotPrintable
from workflow_app.commands.store_paper import park_paper, store_paper
from workflow_app.models import Case, IssuedDocument, PaperState
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.papers.service_proof import blank_proof

BLANK = "papers/service_proof.html"
FOLDERS = (settings.ROOT / "workflow_app" / "templates", settings.ROOT / "processes")


@cache
def the_press() -> Press:
    """One press per process: fonts and sheets are read once."""
    return Press([Path(folder) for folder in FOLDERS], settings.FONTS)


def render(paper: IssuedDocument) -> Printed:
    """The paper from its frozen data; the same data gives the same bytes."""
    return the_press().render(paper.sheet, paper.data)


def blank_proof_pdf(papers: Sequence[IssuedDocument], case: Case, at: datetime) -> bytes:
    """An empty proof of service, to be signed by hand: a form without a number, printed while somebody waits and kept nowhere.
    Raises NotPossibleNow where this machine cannot print."""
    try:
        return the_press().render(BLANK, blank_proof(papers, case, at)).pdf
    except NotPrintable as trouble:
        raise NotPossibleNow(f"送达回证没有印出来：{trouble}") from trouble


def press(paper_id: int, at: datetime) -> bool:
    """Render and store; False when the bytes are there already. A trouble of the paper parks it, with its number."""
    paper = IssuedDocument.objects.get(pk=paper_id)
    if paper.state not in (PaperState.NUMBERED, PaperState.PARKED):
        return False
    try:
        printed = render(paper)
    except NotPrintable as trouble:
        park_paper(paper_id, str(trouble))
        return False
    return store_paper(paper_id, printed.pdf, printed.pages, at=at)
