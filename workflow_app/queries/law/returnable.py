"""Which steps a case may be sent back to."""

from __future__ import annotations

from workflow_app.flow.arrival import NOTICE, route_of
from workflow_app.models import Case, CaseState, Round

HANDLED = (CaseState.ACCEPTED, CaseState.DECIDING)  # acceptance is not undone by sending back, nor is a decision


def lies_before_notice(case: Case, step: str) -> bool:
    """Whether the case has been before the public since it passed a step: sent back there, it has to go before it again."""
    noticed = Round.objects.filter(case=case, step=NOTICE).order_by("-pk").first()
    return noticed is not None and not Round.objects.filter(case=case, step=step, pk__gt=noticed.pk).exists()


def returnable(case: Case) -> list[tuple[str, str]]:
    """(step, title) of every step of officers the case has passed since its acceptance, but where it stands; in their order."""
    if case.state not in HANDLED:
        return []
    steps = route_of(case).steps
    passed = Round.objects.filter(case=case, quorum__isnull=False).exclude(step=case.step).order_by("pk")
    seen = dict.fromkeys(passed.values_list("step", flat=True))
    return [
        (name, step.title)
        for name in seen
        if (step := steps.get(name)) is not None and (not step.legal or step.legal in HANDLED)
    ]
