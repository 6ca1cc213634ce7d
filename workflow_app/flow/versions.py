"""Cases under way and the versions of their route: which can move to another one, and the move itself.

A case keeps its step, its round with the seats as they were frozen, its clock and its state in law; only what comes after is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Prefetch, QuerySet

from workflow_app.approval.quorum import Quorum, SeatSpec
from workflow_app.approval.route import Route
from workflow_app.approval.stance import OUTCOME_OF, Stance
from workflow_app.flow.build import node_name
from workflow_app.flow.released import flow_of
from workflow_app.flow.released import route as released_route
from workflow_app.models import Case, Round, RoundState, Seat

CHUNK = 200
SPOKEN = Prefetch(
    "seats",
    Seat.objects.filter(removed_at=None, opinion__isnull=False).select_related("opinion"),
    to_attr="spoken",
)


def standing(item: str, procedure: str, version: int) -> Iterator[Round]:
    """The open round of every case under way on a version, with the case and who has spoken, oldest case first."""
    return iter(_open().filter(**_on(item, procedure, version)).order_by("case").iterator(chunk_size=CHUNK))


def how_many(item: str, procedure: str, version: int) -> int:
    """How many rounds `standing` answers."""
    return _open().filter(**_on(item, procedure, version)).count()


def round_of(case: Case) -> Round | None:
    """The open round of a held case; none once its route has ended."""
    return _open().filter(case=case).select_related("task").first()


def why_stuck(case: Case, opened: Round, to: Route) -> str:
    """Why a case cannot go on by that version from where it stands; '' when it can."""
    here, there = (
        released_route(case.item, case.procedure, case.route_version).steps[case.step],
        to.steps.get(case.step),
    )
    spoken: list[Seat] = opened.spoken  # type: ignore[attr-defined]
    if there is None:
        return f"所在的环节“{here.title}”在第{to.version}版里没有"
    if there.legal and there.legal != case.state:
        return f"“{here.title}”在第{to.version}版里的法律状态是 {there.legal}，办件现在是 {case.state}"
    if _who(here.quorum) != _who(there.quorum):
        said = f"，已有{len(spoken)}人签署" if spoken else ""
        return f"“{here.title}”的席位与第{to.version}版不同{said}，请在本环节办完后再移"
    for seat in spoken:
        stance = Stance(seat.opinion.stance)
        if OUTCOME_OF[stance] not in there.outcomes:
            return f"“{seat.title}”已签署“{stance.label}”，而第{to.version}版的“{here.title}”没有这条去向"
    return ""


def move(case: Case, opened: Round, to: Route) -> None:
    """Put a held case on a version: its process and its live task now name the new class, where both have the step."""
    flow_class = flow_of(case.item, case.procedure, to.version)
    case.process.flow_class = flow_class
    case.process.save(update_fields=["flow_class"])
    opened.task.flow_task = flow_class.instance.node(node_name(case.step))
    opened.task.save(update_fields=["flow_task"])
    case.route_version = to.version
    case.save(update_fields=["route_version"])


def _open() -> QuerySet[Round]:
    return Round.objects.filter(state=RoundState.OPEN).select_related("case").prefetch_related(SPOKEN)


def _on(item: str, procedure: str, version: int) -> dict[str, str | int]:
    return {"case__item": item, "case__procedure": procedure, "case__route_version": version}


def _who(quorum: Quorum | None) -> Quorum | None:
    """Who is asked and how they decide, without what a seat is called and how long it has."""
    return replace(quorum, members=tuple(_bare(member) for member in quorum.members)) if quorum else None


def _bare(member: Quorum | SeatSpec) -> Quorum | SeatSpec:
    if isinstance(member, SeatSpec):
        return replace(member, title="", limit="")
    bare = _who(member)
    assert bare is not None
    return bare
