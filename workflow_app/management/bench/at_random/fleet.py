"""The cases acts are tried on: of every procedure there is, each where somebody has to act; what has ended is replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from django.utils.timezone import localtime

from workflow_app.city import people
from workflow_app.commands.archive_case import ARCHIVE_CASE
from workflow_app.commands.establish import appoint
from workflow_app.commands.issue import PRESS
from workflow_app.management import acting, acts
from workflow_app.management.bench.at_random.asking import ask_otherwise, may_ask_otherwise
from workflow_app.management.past import Past
from workflow_app.management.stage import Stage
from workflow_app.models import Account, Case, CaseState, Desk, Holding, Round, RoundState, Unit
from workflow_app.models.unit import in_force
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.refusals import Refusal
from workflow_app.policy.specimen import Footing

LATER = (PRESS, ARCHIVE_CASE)  # papers are printed by other benches
PLENTY = Decimal("900000000.00")
YEARS = range(2025, 2032)
OTHERWISE = 0.6  # of the rounds ask a quorum drawn at random
AHEAD = (0, 0, 1, 2, 3, 4, 5, 6)  # steps everybody agreed to before the first act at random
TIRED = 250  # acts tried on a case before another takes its place, whatever hangs on it
AFTERWARDS = 25  # acts tried on it once it has been approved
OLD_HANDS = timedelta(days=1)  # the second person at a desk came a day before the first, who therefore plays
Kind = tuple[Item, Procedure]


@dataclass
class Ship:
    """A case under way: its procedure, how many acts were tried on it, and how many since it was approved."""

    kind: Kind
    case: int
    tried: int = 0
    approved: int = 0

    def is_done(self, case: Case) -> bool:
        """Another takes its place: it has ended, or enough was tried."""
        self.approved += case.state == CaseState.APPROVED
        stays = case.is_open or case.state == CaseState.APPROVED
        return not stays or self.tried > TIRED or self.approved > AFTERWARDS


@dataclass
class Fleet:
    """So many cases, dealt over the procedures in turn."""

    chance: Random
    size: int
    kinds: Sequence[Kind]
    begin: datetime
    ships: list[Ship] = field(default_factory=list)
    filed: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._strangers, self._newcomers = count(), count()
        self._stages = {
            item.slug: Stage(item, 1_000 + 20_000 * n, leaving=LATER, prints=False, strangers=self._strangers)
            for n, item in enumerate({item.slug: item for item, _ in self.kinds}.values())
        }
        self._footings: dict[str, list[Footing]] = {}
        self._round_of: dict[int, int] = {}  # case → the round last seen

    def found(self) -> None:
        """The city, its money, and a second person at every desk."""
        for unit in Unit.objects.filter(kind="hrss", region__in=people.COUNTIES.values()).order_by("region"):
            for slug in self._stages:
                for year in YEARS:
                    acts.endow(unit, slug, year, PLENTY, self.begin)
        for desk in Desk.objects.filter(holdings__isnull=False).distinct().select_related("unit"):
            self.join(desk, self.begin, acting.SINCE - OLD_HANDS)

    def join(self, desk: Desk, at: datetime, since: date | None = None) -> Account:
        """Somebody new at a desk."""
        number = next(self._newcomers)
        made = {"name": f"新人{number}", "is_officer": True, "password": "!"}
        person, _ = Account.objects.get_or_create(username=f"new{number}", defaults=made)
        appoint(person, desk.role, desk.unit.kind, desk.unit.region, since=since or localtime(at).date(), at=at)
        return person

    def launch(self, kind: Kind, at: datetime) -> None:
        """File one more of a procedure; where it goes on from is drawn, so that late steps are seen as often as early ones."""
        item, procedure = kind
        stage = self._stages[item.slug]
        stage.past = Past(at)
        case = self._filed(stage, procedure, at)
        for _ in range(self.chance.choice(AHEAD)):
            case = self._agreed(stage, case, at)
        self.filed[f"{item.slug}/{procedure.slug}"] += 1
        self.ships.append(Ship(kind, case.pk))
        self.look(case)

    def _filed(self, stage: Stage, procedure: Procedure, at: datetime) -> Case:
        """On a footing another case left, as long as the house lets it; else on a fresh one."""
        key = f"{stage.item.slug}/{procedure.slug}"
        for footing in self._footings.get(key, []):
            try:
                return stage.file_on(procedure.slug, footing, at)
            except Refusal:
                self._footings[key] = [each for each in self._footings[key] if each is not footing]
        (footing,) = procedure.footings(stage, 1, at - timedelta(days=1))
        self._footings.setdefault(key, []).append(footing)
        return stage.file_on(procedure.slug, footing, at)

    def _agreed(self, stage: Stage, case: Case, at: datetime) -> Case:
        """One step on where somebody may sign; where not, or where nobody sits today, it stays."""
        try:
            return stage.agreed(case, at)
        except (Refusal, Holding.DoesNotExist):
            return Case.objects.get(pk=case.pk)

    def look(self, case: Case) -> None:
        """A round nobody saw yet may be asked otherwise."""
        opened = Round.objects.filter(case=case, state=RoundState.OPEN).first()
        if opened is None or self._round_of.get(case.pk) == opened.pk:
            return
        self._round_of[case.pk] = opened.pk
        if self.chance.random() < OTHERWISE and may_ask_otherwise(case, opened):
            self.asked[ask_otherwise(case, opened, self.chance).rule] += 1
        elif opened.quorum:
            self.asked["as released"] += 1

    def let_go(self, ship: Ship) -> None:
        """It has ended, or tires."""
        self.ships.remove(ship)
        self._round_of.pop(ship.case, None)

    def staff(self, desk: Desk, at: datetime) -> None:
        """Somebody new comes to a desk where nobody but who stepped aside will sit tomorrow."""
        tomorrow = in_force(localtime(at).date() + timedelta(days=1))
        if Holding.objects.filter(tomorrow, desk=desk, in_place_of=None).count() == 0:
            self.join(desk, at)


def every_kind() -> list[Kind]:
    """Every procedure of the catalogue."""
    return [(item, procedure) for item in catalogue.items() for procedure in item.procedures]
