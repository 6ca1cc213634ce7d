"""Play every item's scenes, as one whole: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.city import people
from workflow_app.management import acts
from workflow_app.management.town import noticed, paying, receiving, review
from workflow_app.management.town.past import FARTHEST, Past
from workflow_app.management.town.town import Town
from workflow_app.models import Case, Unit
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item

Scene = Callable[[Town], None]
BUDGET = Decimal("600000.00")
# In the order in which a list is read: what was paid lies farthest back, and who was paid claims again.
SCENES: tuple[Scene, ...] = (
    receiving.turned_away,
    paying.paid,
    paying.returned,
    paying.at_the_bank,
    paying.discarded,
    paying.drafted,
    paying.sent_back_and_asked_anew,
    paying.determined,
    noticed.over,
    noticed.running,
    review.refused,
    review.before_the_meeting,
    review.at_the_desks,
    review.ruled_on,
    review.found_twice,
    receiving.accepted_by_silence,
    receiving.sent_back,
    receiving.records_on_their_way,
    receiving.filed,
)
# Finance checks, and sends back, only what lies before it on paper.
ON_PAPER = (
    paying.paid,
    paying.returned,
    paying.at_the_bank,
    paying.discarded,
    paying.drafted,
    paying.sent_back_and_asked_anew,
)


def scenes_here(lacks: Sequence[str], said: Callable[[str], object]) -> tuple[Scene, ...]:
    """Every scene; without those that need a printed paper on a machine that `lacks` something for it, which `said` hears."""
    for sentence in lacks:
        said(sentence)
    if lacks:
        said("文书现在不能制作，提请拨付以后的办件没有演示；其他照常。补齐后请删除数据库，再运行 script/server。")
    return tuple(scene for scene in SCENES if not (lacks and scene in ON_PAPER))


def play(now: datetime, said: Callable[[str], object], scenes: tuple[Scene, ...] = SCENES) -> None:
    """Play every item whose procedures rest on one another; `said` hears how far it is. Nothing stays of a play that broke."""
    past = Past(now)
    with transaction.atomic():
        for item in playable():
            town = Town(past, item)
            _endow(town)
            for scene in scenes:
                scene(town)
            said(f"{item.title_on(localtime(now).date())}：{Case.objects.filter(item=item.slug).count()}件办件")


def playable() -> tuple[Item, ...]:
    """The items these scenes can play: those whose claims rest on a record that is looked at on the spot."""
    return tuple(
        item
        for item in catalogue.items()
        if item.principal.parent and item.procedure(item.principal.parent).site_checks
    )


def _endow(town: Town) -> None:
    """Money for every year in which a scene determines something, and for the next."""
    for unit in Unit.objects.filter(kind="hrss", region__in=people.COUNTIES.values()).order_by("region"):
        for year in town.past.years():
            acts.endow(unit, town.item.slug, year, BUDGET, town.past.at(FARTHEST))
