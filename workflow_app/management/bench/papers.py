"""How many papers a second the press makes: every kind a whole walk leaves, warm, one process."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from workflow_app.jobs import press
from workflow_app.management import acting, acts
from workflow_app.management.bench import stage
from workflow_app.management.bench.machine import spread
from workflow_app.models import IssuedDocument


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds and pages by kind (a class of 30), papers a second over all of them. The same data gives the same bytes."""
    _play()
    papers = list({row.kind: row for row in IssuedDocument.objects.order_by("pk")}.values())
    first = {paper.kind: press.render(paper) for paper in papers}  # warms fonts and sheets; not counted
    times: dict[str, list[float]] = {paper.kind: [] for paper in papers}
    begun = perf_counter()
    for _ in range(max(3, rounds)):
        for paper in papers:
            times[paper.kind].append(_timed(paper, first[paper.kind].sha256))
    whole = perf_counter() - begun
    kinds = {kind: {"ms": spread(each), "pages": first[kind].pages} for kind, each in times.items()}
    return {"papers a second": round(len(papers) * max(3, rounds) / whole, 1), "kinds": kinds}


def _timed(paper: IssuedDocument, digest: str) -> float:
    begun = perf_counter()
    printed = press.render(paper)
    taken = (perf_counter() - begun) * 1000
    if printed.sha256 != digest:
        raise RuntimeError(f"{paper.kind}: the same data gave other bytes")
    return taken


def _play() -> None:
    acting.found_city(stage.BEGIN)
    acts.endow(acting.account_unit(stage.SCHOOL), stage.item().slug, stage.BEGIN.year, stage.PLENTY, stage.BEGIN)
    case = stage.claim(1, "notice", size=30)
    notice = stage.noticed(case)
    acting.sign_until_system(case, at=stage.OVER)
    acts.ask_finance(notice, stage.OVER)
