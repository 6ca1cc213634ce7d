"""One paper as officers see it: what it is, through whose hands it went, how it was served, what takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Prefetch, QuerySet

from workflow_app.models import (
    IssuedDocument,
    PaperState,
    Replacement,
    ReplacementState,
    Service,
    ServiceMethod,
    SheetVersion,
    StoredFile,
)
from workflow_app.models.serving import MISTAKABLE
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.law.serving_desks import may_serve
from workflow_app.queries.law.waited_for import DECIDERS, headed_by, heads_papers
from workflow_app.queries.paper_file import NOT_VISIBLE, issued_by
from workflow_app.queries.papers.corrected import WORDS, Spot, correctable, first_of
from workflow_app.queries.papers.hands import LABELS
from workflow_app.queries.scope import cases_of_officer
from workflow_app.queries.workplace import Workplace

PROOF = "service_proof"


@dataclass(frozen=True, slots=True)
class Correction:
    """One text: what it is called, as the first paper of the chain said it ('' where this one is the first), as it stands, as it should be."""

    label: str
    first: str
    before: str
    after: str


@dataclass
class PaperPage:
    """Read for one paper; its data is opened only where its words are to be corrected."""

    paper: IssuedDocument
    place: Workplace
    mistakable = MISTAKABLE

    @property
    def hands(self) -> list[tuple[str, list[tuple[str, str, date]]]]:
        """(拟稿, [(name, desk, day)]), in the order a paper goes."""
        found = self.paper.hands
        return [
            (label, [(each["name"], each["desk"], date.fromisoformat(each["on"])) for each in found[hand]])
            for hand, label in LABELS.items()
            if hand in found
        ]

    @cached_property
    def version(self) -> SheetVersion | None:
        """Of its sheet, the one its bytes were printed with; None for papers from before versions were kept."""
        return SheetVersion.objects.filter(sheet=self.paper.sheet, digest=self.paper.sheet_digest).first()

    @cached_property
    def services(self) -> Sequence[Service]:
        return list(self.paper.services.select_related("by", "settled_by", "with_whom", "proof").order_by("pk"))

    @cached_property
    def proofs(self) -> list[tuple[IssuedDocument, int]]:
        """(proof of its service, how many signed originals are kept with it)."""
        rows = IssuedDocument.objects.filter(proves__paper=self.paper).defer("data").distinct()
        return [(row, row.kept) for row in rows.annotate(kept=Count("scans", distinct=True)).order_by("pk")]

    @cached_property
    def scans(self) -> list[StoredFile]:
        """Of a proof: its signed originals."""
        return list(self.paper.scans.select_related("account").order_by("pk"))

    @property
    def may_keep_scan(self) -> bool:
        """Of a proof: whether it is signed by hand, holds, and this person may serve what it proves."""
        paper = self.paper
        if paper.kind != PROOF or paper.case is None or paper.state == PaperState.VOID:
            return False
        by_hand = not paper.proves.filter(method=ServiceMethod.ELECTRONIC).exists()
        return by_hand and may_serve(paper.case, paper.unit_id, self.place.account, self.place.on)

    @cached_property
    def replacements(self) -> list[Replacement]:
        return list(self.paper.replacements.select_related("asked_by", "decided_by").order_by("pk"))

    @property
    def asked(self) -> Replacement | None:
        return next((row for row in self.replacements if row.state == ReplacementState.ASKED), None)

    @property
    def may_ask(self) -> bool:
        """Whether this person's office issued it and it may be a mistake still to be mended."""
        made = self.paper.state in (PaperState.STORED, PaperState.PARKED) and self.paper.case_id is not None
        return made and self.asked is None and self._ours and self.paper.kind != PROOF  # which tells what was recorded

    @property
    def may_decide(self) -> bool:
        asked = self.asked
        if asked is None or self.paper.case is None or asked.asked_by_id == self.place.account.pk:
            return False
        unit = heads_papers(self.paper.case, self.paper.unit_id)
        return any(desk.role in DECIDERS and desk.unit_id == unit for desk in self.place.desks)

    @property
    def _ours(self) -> bool:
        return any(desk.unit_id == self.paper.unit_id for desk in self.place.desks)

    @cached_property
    def spots(self) -> list[Spot]:
        """The words that may be corrected."""
        return correctable(self.paper.data)

    @property
    def corrections(self) -> list[Correction]:
        """What is asked for, place by place."""
        if self.asked is None:
            return []
        known, first = {spot.path: spot for spot in self.spots}, first_of(self.paper)
        began = {} if first == self.paper else {spot.path: spot.text for spot in correctable(first.data)}
        return [
            Correction(_called(path, known), began.get(path, ""), known[path].text, text)
            for path, text in self.asked.words.items()
        ]


def _called(path: str, known: dict[str, Spot]) -> str:
    return known[path].label if path in known else WORDS.get(path, path)


def paper_page(paper_id: int, place: Workplace) -> PaperPage:
    """NotFound for whoever may see neither its case nor its office's papers."""
    related = "unit", "case__applicant", "replaced_by", "replaces", "certificate"
    found = IssuedDocument.objects.defer("data").select_related(*related)
    mine = found.filter(issued_by({desk.unit_id for desk in place.desks}), pk=paper_id)
    theirs = found.filter(case__in=cases_of_officer(place.account, place.desks), pk=paper_id)
    paper = mine.first() or theirs.first()
    if paper is None:
        raise NotFound(NOT_VISIBLE)
    return PaperPage(paper, place)


def asked(place: Workplace) -> QuerySet[Replacement]:
    """What is asked of the heads of one's own units, the oldest first."""
    units = {desk.unit_id for desk in place.desks}
    rows = Replacement.objects.filter(headed_by(units, "paper"), state=ReplacementState.ASKED)
    papers = Prefetch("paper", IssuedDocument.objects.defer("data"))
    return rows.select_related("asked_by").prefetch_related(papers).order_by("asked_at", "pk")
