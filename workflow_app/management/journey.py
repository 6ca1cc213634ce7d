"""The walk through every item: each of its stories on a stage of its own, and what may not stand open afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workflow_app.management.stage import BEGIN, MONTH, Stage
from workflow_app.models import Case, CaseState
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item

__all__ = ["BEGIN", "play", "standing_open"]
STORY_APART = 1_000  # serial numbers of the people of one story
# What may be the end of a case: paid and closed, in force, refused, withdrawn, not accepted.
ENDS = (
    CaseState.CLOSED,
    CaseState.REFUSED,
    CaseState.WITHDRAWN,
    CaseState.DEEMED_WITHDRAWN,
    CaseState.NOT_ACCEPTED,
    CaseState.TERMINATED,
    CaseState.REVOKED,
)


def play(item: Item, said: Callable[[str], object]) -> None:
    """Every story of an item; the worker ends its day three months later, after the last correction that never came."""
    for number, story in enumerate(item.plays):
        stage = Stage(item, serial=number * STORY_APART)
        story(stage)
        stage.work(BEGIN + 3 * MONTH)
        said(f"{item.title_page.names[0].name}：{(story.__doc__ or story.__name__).splitlines()[0]}")


def standing_open() -> Iterator[Case]:
    """Cases that should have ended and have not; a case in force (approved, route over, nothing to pay) has."""
    for case in Case.objects.exclude(state__in=ENDS).order_by("pk"):
        pays = catalogue.procedure(case.item, case.procedure).pays and case.claims.exists()
        if not (case.state == CaseState.APPROVED and not case.step and not pays):
            yield case
