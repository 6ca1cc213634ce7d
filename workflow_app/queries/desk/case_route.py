"""The way of a case as a list of stops: passed, here, ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.approval.route import Route
from workflow_app.flow.arrival import route_of
from workflow_app.models import Case, CaseState, Round, RoundState


@dataclass(frozen=True, slots=True)
class Stop:
    """One step: `tone` is done, no, here or ahead; `words` what the round there decided."""

    title: str
    tone: str
    words: str = ""
    at: datetime | None = None


def stops(case: Case, rounds: Sequence[Round]) -> list[Stop]:
    """The straight way through the route with the detours the case has taken; of a case that ended on its way, what it saw.

    `rounds` are those with seats: a step the house itself closes (a notice) is passed when a later one was reached.
    """
    route, last = route_of(case), {each.step: each for each in rounds}
    names = _names(route, rounds)
    reached = (
        len(names) if _through(case) else max((names.index(n) for n in (*last, case.step) if n in names), default=0)
    )
    if not case.step and not _through(case):
        names = [name for name in names[: reached + 1] if name in last or not route.steps[name].quorum]
    return [_stop(case, route, name, last.get(name), place < reached) for place, name in enumerate(names)]


def _through(case: Case) -> bool:
    """The route was walked to its good end."""
    return not case.step and case.state in (CaseState.APPROVED, CaseState.CLOSED)


def _names(route: Route, rounds: Sequence[Round]) -> list[str]:
    names = list(route.straight())
    here = names[0]
    for each in rounds:
        if each.step not in names:
            names.insert(names.index(here) + 1, each.step)
        here = each.step
    return names


def _stop(case: Case, route: Route, name: str, last: Round | None, passed: bool) -> Stop:
    title = route.steps[name].title
    if name == case.step:
        return Stop(title, "here")
    if last is None:
        return Stop(title, "done" if passed and not route.steps[name].quorum else "ahead")
    if last.state == RoundState.OPEN:
        return Stop(title, "ahead")
    return Stop(title, "done" if last.state == RoundState.APPROVED else "no", last.get_state_display(), last.closed_at)
