"""Make the bytes of numbered papers: rendered outside any lock, stored in a short step, never twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from documents.hands import HandLost, Hands
from documents.long_lists import print_long
from documents.press import Order, Press, Printed
from documents.troubles import NotPrintable
from workflow_app.commands.issue import PRESS
from workflow_app.commands.store_paper import park_paper, store_paper
from workflow_app.jobs.lease import prolong
from workflow_app.jobs.signing import sign
from workflow_app.models import Case, IssuedDocument, PaperState
from workflow_app.moment import now
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.papers.service_proof import blank_proof

BLANK = "papers/service_proof.html"
FOLDERS = (settings.ROOT / "workflow_app" / "templates", settings.ROOT / "processes")
HANDS = min(4, os.cpu_count() or 1)
LONG = 1000  # rows from which a list is worth starting hands for
READ = 100  # papers read from the database at a time
UNPRINTED = (PaperState.NUMBERED, PaperState.PARKED)
Told = Callable[[int, int], None]
Clock = Callable[[], datetime]


@cache
def the_press() -> Press:
    """One press per process: fonts and sheets are read once."""
    return Press([Path(folder) for folder in FOLDERS], settings.FONTS)


def hands() -> Hands:
    """As many warm processes as the machine has cores, up to four; to be used in a `with`."""
    return Hands(the_press(), HANDS)


def render(paper: IssuedDocument) -> Printed:
    """The paper from its frozen data; the same data gives the same bytes. A long list is set by several hands."""
    if len(paper.data.get("lines", ())) < LONG:
        return the_press().render(paper.sheet, paper.data)
    with hands() as several:
        return print_long(several, _order(paper), lambda done, rows: prolong(PRESS, paper.pk, at=now()))


def blank_proof_pdf(papers: Sequence[IssuedDocument], case: Case, at: datetime) -> bytes:
    """An empty proof of service, to be signed by hand: a form without a number, printed while somebody waits and kept nowhere.
    Raises NotPossibleNow where this machine cannot print."""
    try:
        return the_press().render(BLANK, blank_proof(papers, case, at)).pdf
    except NotPrintable as trouble:
        raise NotPossibleNow(f"送达回证没有印出来：{trouble}") from trouble


def press(paper_id: int, clock: Clock) -> bool:
    """Render and store; False when the bytes are there already. A trouble of the paper parks it, with its number. It is stored, and arrives
    at its party, at the moment the bytes are there: a long list takes minutes, and over midnight that is another day."""
    paper = IssuedDocument.objects.get(pk=paper_id)
    if paper.state not in UNPRINTED:
        return False
    try:
        printed = render(paper)
    except HandLost:  # no fault of the paper: the job is tried again
        raise
    except NotPrintable as trouble:
        park_paper(paper_id, str(trouble))
        return False
    signed = sign(printed.pdf, paper.data["organ"]["name"], clock())
    return store_paper(paper_id, printed.pdf, printed.pages, signed=signed, at=clock())


def press_many(paper_ids: Sequence[int], clock: Clock, told: Told = lambda done, papers: None) -> int:
    """Print thousands as one piece of work, with all cores; answers how many were stored now.

    `told(done, all)` hears of every paper; what it raises stops the work, and what is stored by then stays. One that cannot
    be printed is parked with its reason, as alone; what is printed already is passed over.
    """
    stored = 0
    with hands() as several:
        orders = ((paper, _order(paper)) for paper in _unprinted(paper_ids))
        for done, (paper, outcome) in enumerate(several.print_each(orders), 1):
            stored += _keep(paper, outcome, clock)
            told(done, len(paper_ids))
    return stored


def _order(paper: IssuedDocument) -> Order:
    return Order.of(paper.sheet, paper.data)


def _unprinted(paper_ids: Sequence[int]) -> Iterator[IssuedDocument]:
    for start in range(0, len(paper_ids), READ):
        some = IssuedDocument.objects.filter(pk__in=paper_ids[start : start + READ], state__in=UNPRINTED)
        yield from some.order_by("pk")


def _keep(paper: IssuedDocument, outcome: Printed | NotPrintable, clock: Clock) -> bool:
    if isinstance(outcome, HandLost):
        return False
    if isinstance(outcome, NotPrintable):
        park_paper(paper.pk, str(outcome))
        return False
    signed = sign(outcome.pdf, paper.data["organ"]["name"], clock())
    return store_paper(paper.pk, outcome.pdf, outcome.pages, signed=signed, at=clock())
