"""Play every item of the catalogue, as one whole: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from itertools import count

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from workflow_app.city import people
from workflow_app.commands.archive_case import ARCHIVE_CASE
from workflow_app.commands.issue import PRESS
from workflow_app.management import acting, acts
from workflow_app.management.past import EARLIEST, Past
from workflow_app.management.stage import HOME, Stage
from workflow_app.management.town.planning import plans_at_every_desk
from workflow_app.management.town.standing import show
from workflow_app.models import Appropriation, Case, Unit
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item
from workflow_app.registers.played import serving

SERIAL = 100  # of the first played case
BUDGET = Decimal("600000.00")
LATER = (PRESS, ARCHIVE_CASE)  # papers, and what waits for them, are the worker's, in its own time


def play(
    now: datetime, said: Callable[[str], object], lacks: Iterable[str] = (), items: Iterable[Item] | None = None
) -> None:
    """Play the items; `said` hears how far it is. Nothing stays of a play that broke.

    Where the machine `lacks` something to print papers, which `said` hears, nothing is played that finance has to read first.
    An item that leans on what no item of this city grants is left out, which it hears too.
    """
    prints = _can_print(list(lacks), said)
    with transaction.atomic(), registers_played():
        strangers = count()
        for item in catalogue.items() if items is None else items:
            if missing := catalogue.ungranted(item):
                said(
                    f"{item.title_on(localtime(now).date())}：没有演示，现在没有事项给予它所依据的 {'、'.join(missing)}。"
                )
                continue
            _play(Stage(item, SERIAL, past=Past(now), leaving=LATER, prints=prints, strangers=strangers))
            said(f"{item.title_on(localtime(now).date())}：{Case.objects.filter(item=item.slug).count()}件办件")


def _play(stage: Stage) -> None:
    """An item's own scenes first: what was paid lies farthest back."""
    _endow(stage)
    for scene in stage.item.scenes:
        scene(stage)
    for procedure in stage.item.procedures:
        show(stage, procedure)


def _can_print(lacks: list[str], said: Callable[[str], object]) -> bool:
    for sentence in lacks:
        said(sentence)
    if lacks:
        said("文书现在不能制作，提请拨付以后的办件没有演示；其他照常。补齐后请删除数据库，再运行 script/server。")
    return not lacks


@contextmanager
def registers_played() -> Iterator[None]:
    """Whatever exchange this machine names, made-up people are asked of the played registers alone, within this process.

    What these knew before is forgotten: a play that broke may have told them of people who are not there now.
    """
    named = settings.REGISTERS
    settings.REGISTER_WORLD.unlink(missing_ok=True)
    with serving(settings.REGISTER_WORLD) as address:
        settings.REGISTERS = address
        try:
            yield
        finally:
            settings.REGISTERS = named


def _endow(stage: Stage) -> None:
    """Money, where the item pays, for every year in which something is determined, and for the next."""
    if not any(procedure.pays for procedure in stage.item.procedures):
        return
    for unit in Unit.objects.filter(kind="hrss", region__in=people.COUNTIES.values()).order_by("region"):
        for year in stage.past.years():
            acts.endow(unit, stage.item.slug, year, BUDGET, stage.past.now - EARLIEST)
    home = acting.account_unit(HOME)
    like = Appropriation.objects.filter(region=home.region, item=stage.item.slug, year=localtime(stage.past.now).year)
    if stage.prints:
        plans_at_every_desk(home, like.earliest("pk"), stage.past)
