"""批量打印 as its screens show it: what an office ordered, how far a run has come, what it left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from workflow_app.models import IssuedDocument, PaperState, PrintRun, PrintRunPaper, PrintRunVolume
from workflow_app.models.print_run import OPEN_RUNS
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.workplace import ISSUERS, Workplace

SHOWN = 30  # runs of the list
LISTED = 200  # papers left out that are named


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the papers that are to go in: how many are printed, how many lie in a volume. `left` are those that do not go in."""

    run: PrintRun
    total: int
    printed: int
    put_in: int
    left: int
    volumes: Sequence[PrintRunVolume]
    left_out: Sequence[PrintRunPaper]
    void_since: Sequence[IssuedDocument]  # what lies in a volume and was voided afterwards

    @property
    def percent(self) -> int:
        """Printing and putting in count alike."""
        return 100 * (self.printed + self.put_in) // max(2 * self.total, 1)


def runs_of(place: Workplace) -> QuerySet[PrintRun]:
    """The newest runs of the offices whose papers this person issues or serves."""
    runs = PrintRun.objects.filter(unit__in=place.units(*ISSUERS)).select_related("asked_by", "unit")
    return runs.annotate(total=Count("papers", filter=Q(papers__left_out=""))).order_by("-pk")[:SHOWN]


def run_of(run_id: int, place: Workplace) -> PrintRun:
    """NotFound for another office's."""
    run = PrintRun.objects.filter(pk=run_id, unit__in=place.units(*ISSUERS)).select_related("asked_by", "unit").first()
    if run is None:
        raise NotFound("没有找到这次批量打印，或者不是本单位的。请回到“批量打印”重新选择。")
    return run


def under_way(unit: int) -> PrintRun | None:
    """The one run of an office that is being made."""
    return PrintRun.objects.filter(unit=unit, state__in=OPEN_RUNS).select_related("asked_by").first()


def progress_of(run: PrintRun) -> Progress:
    """Counted from the rows, so that it is right whoever made it and however often it was begun."""
    going, out = Q(left_out=""), ~Q(left_out="")
    counts = run.papers.aggregate(
        total=Count("pk", filter=going),
        printed=Count("pk", filter=going & ~Q(paper__state__in=(PaperState.NUMBERED, PaperState.PARKED))),
        put_in=Count("pk", filter=going & Q(volume__isnull=False)),
        left=Count("pk", filter=out),
    )
    papers = Prefetch("paper", IssuedDocument.objects.defer("data"))
    left_out = run.papers.filter(out).prefetch_related(papers).order_by("paper")[:LISTED]
    volumes = run.volumes.select_related("file").annotate(held=Count("papers")).order_by("ordinal")
    void = IssuedDocument.objects.filter(print_runs__run=run, print_runs__volume__isnull=False, state=PaperState.VOID)
    void_since = list(void.defer("data").order_by("pk")[:LISTED])
    return Progress(run, **counts, volumes=list(volumes), left_out=list(left_out), void_since=void_since)
