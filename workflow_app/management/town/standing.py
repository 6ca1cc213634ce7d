"""What every procedure of every item shows: a draft, a case at each step of its route, each end, one corrected, one in each state of its money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from workflow_app.approval.route import END
from workflow_app.flow.released import newest
from workflow_app.management import acting, setbacks
from workflow_app.management.stage import FUNDS, Stage
from workflow_app.management.town import paying
from workflow_app.management.town.beside import beside
from workflow_app.management.town.walk import Walk
from workflow_app.management.town.ways import Way, ways
from workflow_app.models import Case
from workflow_app.policy.item import Procedure
from workflow_app.policy.specimen import Footing

Shown = Callable[[Walk, Footing], object]
ENDED_AGO, WAITED = 2, 1  # working days


def show(stage: Stage, procedure: Procedure) -> None:
    """Play it; where nothing can be printed, nothing that finance must have read on paper."""
    walk, shown = Walk(stage, procedure), list(_shown(stage, procedure))
    first = stage.past.at(max(walk.days(way) for way in _ways(stage, procedure)) + paying.LONGEST)
    for play, footing in zip(shown, procedure.footings(stage, len(shown), first), strict=True):
        play(walk, footing)


def _ways(stage: Stage, procedure: Procedure) -> list[Way]:
    return list(ways(newest(stage.item, procedure)))


def _shown(stage: Stage, procedure: Procedure) -> Iterator[Shown]:
    """Each rests on a footing of its own."""
    found = _ways(stage, procedure)
    granted = next(way for way in found if (way.to, way.legal) == (END, "approved"))
    yield lambda walk, footing: at_the_beginning(walk, footing, found)
    for way in found:
        if way.to != END and way.acts:
            yield partial(_standing, way)
    if procedure == stage.item.principal:
        yield corrected
        yield from beside(procedure, found, granted)
    if not any(way.to == FUNDS for way in found):
        yield lambda walk, footing: walk.along(granted, footing, ENDED_AGO)
    elif stage.prints:
        asked = next(way for way in found if way.to == FUNDS)
        yield from (partial(stand, asked) for stand in paying.stands(stage.item, procedure))


def _standing(way: Way, walk: Walk, footing: Footing) -> Case:
    return walk.along(way, footing, WAITED)


def at_the_beginning(walk: Walk, footing: Footing, found: list[Way]) -> None:
    """Each end that leaves nothing behind, one after another; taken back; waiting to be received; begun and left as a draft."""
    endless = [way for way in found if way.to == END and way.legal != "approved"]
    for way in endless:
        walk.along(way, footing, ENDED_AGO)
    gone = walk.along(found[0], footing, WAITED)
    walk.stage.withdrawn(gone, walk.stage.past.at(0, 1))
    walk.along(found[0], footing, WAITED)
    by, at = acting.account(footing.who), walk.stage.past.at(0, 2)
    acting.fill(walk.stage.item.slug, walk.procedure.slug, walk.stage.cast(footing, at), by=by, at=at)


def corrected(walk: Walk, footing: Footing) -> Case:
    """Sent back two days ago, supplied this hour, waiting to be received."""
    case = walk.stage.file_on(walk.procedure.slug, footing, walk.stage.past.at(3))
    walk.stage.sent_back(case, walk.stage.past.at(2, 2))
    return setbacks.supply(case, walk.stage.past.at(0, 2))
