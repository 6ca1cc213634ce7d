"""The way of a case as a list of stops: passed, here, ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.approval.route import END, Route
from workflow_app.approval.stance import Outcome
from workflow_app.flow.arrival import route_of
from workflow_app.models import Case, Round, RoundState


@dataclass(frozen=True, slots=True)
class Stop:
    """One step: `tone` is done, no, here or ahead; `words` what the round there decided."""

    title: str
    tone: str
    words: str = ""
    at: datetime | None = None


def stops(case: Case, rounds: Sequence[Round]) -> list[Stop]:
    """The straight way through the route, with the detours the case has taken."""
    route = route_of(case)
    last = {each.step: each for each in rounds}
    return [_stop(case, route, name, last.get(name)) for name in _names(route, rounds)]


def _names(route: Route, rounds: Sequence[Round]) -> list[str]:
    names = list(_straight(route))
    here = names[0]
    for each in rounds:
        if each.step not in names:
            names.insert(names.index(here) + 1, each.step)
        here = each.step
    return names


def _straight(route: Route) -> Iterator[str]:
    name = route.start
    while name != END:
        yield name
        name = route.steps[name].outcomes[Outcome.APPROVED][-1].to


def _stop(case: Case, route: Route, name: str, last: Round | None) -> Stop:
    title = route.steps[name].title
    if name == case.step:
        return Stop(title, "here")
    if last is None or last.state == RoundState.OPEN:
        return Stop(title, "ahead")
    return Stop(title, "done" if last.state == RoundState.APPROVED else "no", last.get_state_display(), last.closed_at)
