"""Which steps a case may be sent back to."""

from __future__ import annotations

from collections.abc import Iterable

from workflow_app.flow.arrival import NOTICE, route_of
from workflow_app.models import Case, CaseState, Round

HANDLED = (CaseState.ACCEPTED, CaseState.DECIDING)  # acceptance is not undone by sending back, nor is a decision


def lies_before_notice(case: Case, step: str) -> bool:
    """Whether the case has been before the public since it passed a step: sent back there, it has to go before it again."""
    noticed = Round.objects.filter(case=case, step=NOTICE).order_by("-pk").first()
    return noticed is not None and not Round.objects.filter(case=case, step=step, pk__gt=noticed.pk).exists()


def returnable(case: Case) -> list[tuple[str, str]]:
    """(step, title) of every step of officers behind the case since its acceptance, in their order. What a case sent back has
    before it once more is not behind it."""
    if case.state not in HANDLED:
        return []
    steps = route_of(case).steps
    behind = (steps[name] for name in way_so_far(case)[:-1] if name in steps)
    return [(step.name, step.title) for step in behind if step.quorum and (not step.legal or step.legal in HANDLED)]


def way_so_far(case: Case, last: Round | None = None) -> list[str]:
    """The steps that lead to where the case stands (or stood in `last`), that one at the end. One statement."""
    rounds = Round.objects.filter(case=case).order_by("pk")
    came = rounds if last is None else rounds.filter(pk__lte=last.pk)
    return straightened(came.values_list("step", flat=True), last.step if last else case.step)


def straightened(came: Iterable[str], here: str) -> list[str]:
    """Of the steps a case came to, in order, those it did not go back behind; `here` is the last."""
    way: list[str] = []
    for step in (*came, here):
        way = [*way[: way.index(step)], step] if step in way else [*way, step]
    return way
