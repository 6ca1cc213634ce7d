"""Who sits in for whom at the desks a person may arrange: their own, and those of the units they lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from workflow_app.approval.duties import LEADERS
from workflow_app.models import Account, Desk, Holding, UnitName
from workflow_app.models.unit import in_force
from workflow_app.queries.law.waited_for import HEAD
from workflow_app.queries.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Place:
    """A desk, its unit's short name, who sits there today, and whether this person may put somebody there."""

    desk: Desk
    unit: str
    sitting: tuple[Holding, ...]
    may_fill: bool


@dataclass
class Away:
    """The page of absences. What a template does not ask for is not read."""

    place: Workplace

    @cached_property
    def led(self) -> list[int]:
        """The units this person leads."""
        return self.place.units(*LEADERS)

    @cached_property
    def running(self) -> list[Holding]:
        """Substitutions that are not over: of one's own desks, at one's units, and those where one sits in."""
        rows = Holding.objects.filter(in_place_of__isnull=False, until__gte=self.place.on)
        shown = rows.filter(in_place_of=self.place.account) | rows.filter(account=self.place.account)
        shown |= rows.filter(desk__unit__in=self.led)
        return list(shown.select_related("desk", "account", "in_place_of").order_by("since", "pk").distinct())

    def may_end(self, row: Holding) -> bool:
        """Whether this person may end it: whose desk it is, or who leads the unit."""
        return row.in_place_of_id == self.place.account.pk or row.desk.unit_id in self.led

    @property
    def running_rows(self) -> list[tuple[Holding, bool]]:
        """Each with whether it may be ended here."""
        return [(row, self.may_end(row)) for row in self.running]

    @cached_property
    def lendable(self) -> list[tuple[Account, list[Desk]]]:
        """Whose absence may be arranged, oneself first, each with the desks this person may arrange for: of one's own all that are
        held in one's own right, of the people of a unit one leads those there. One statement, however many people."""
        mine = self.place.account
        held = Holding.objects.filter(in_force(self.place.on), Q(account=mine) | Q(desk__unit__in=self.led))
        held = held.filter(in_place_of__isnull=True, account__is_active=True).select_related("account", "desk__unit")
        found: dict[Account, dict[int, Desk]] = defaultdict(dict)
        for row in sorted(held, key=lambda row: (row.account_id != mine.pk, row.account_id, row.desk_id)):
            found[row.account][row.desk_id] = row.desk
        return [(account, list(desks.values())) for account, desks in found.items()]

    @cached_property
    def colleagues(self) -> list[Account]:
        """Who may sit in."""
        return self._people([desk.unit_id for desk in self.place.desks], but=None)

    @cached_property
    def leavers(self) -> list[Account]:
        """Who may be handed over by this person."""
        return self._people(self.led, but=self.place.account)

    @cached_property
    def successors(self) -> list[Account]:
        """Who may take over from them: the people of the units led, and officers who have no desk anywhere."""
        return self._who_fits(self.led)

    @cached_property
    def places(self) -> list[Place]:
        """The desks of the units this person leads, and those of units below that are theirs to fill, with who sits there."""
        ours = Q(unit__in=self.led) | Q(unit__parent__in=self.led)
        desks = Desk.objects.filter(ours).select_related("unit").order_by("unit__tier", "unit", "pk")
        sitting: dict[int, list[Holding]] = defaultdict(list)
        held = Holding.objects.filter(in_force(self.place.on), desk__in=desks.values("pk"))
        for row in held.select_related("account").order_by("pk"):
            sitting[row.desk_id].append(row)
        unled = {desk.unit_id for desk in desks} - {
            desk.unit_id
            for desk in desks
            if desk.role in LEADERS and any(row.account.is_active for row in sitting[desk.pk])
        }
        names = {
            row.unit_id: row.short for row in UnitName.objects.filter(in_force(self.place.on), unit__desks__in=desks)
        }
        found = (
            Place(desk, names.get(desk.unit_id, desk.unit.code), tuple(sitting[desk.pk]), self._may_fill(desk, unled))
            for desk in desks
        )
        return [place for place in found if place.may_fill or place.desk.unit_id in self.led]

    @property
    def places_to_fill(self) -> list[Place]:
        """Those this person may put somebody at."""
        return [place for place in self.places if place.may_fill]

    @cached_property
    def appointable(self) -> list[Account]:
        """Who may be put there: the units' own people, and officers who have no desk anywhere."""
        return self._who_fits({place.desk.unit_id for place in self.places_to_fill})

    def _who_fits(self, units: Iterable[int]) -> list[Account]:
        lasting = Q(until__isnull=True) | Q(until__gte=self.place.on)
        seated = Holding.objects.filter(lasting, in_place_of__isnull=True)
        fits = Q(pk__in=seated.filter(desk__unit__in=units).values("account")) | ~Q(pk__in=seated.values("account"))
        people = Account.objects.filter(fits, is_officer=True, is_active=True).exclude(pk=self.place.account.pk)
        return list(people.order_by("pk"))

    def _may_fill(self, desk: Desk, unled: set[int]) -> bool:
        """As `may_give` says of one desk, of all with what is read already."""
        if desk.unit.parent_id is not None and (desk.role == HEAD or desk.unit_id in unled):
            return desk.unit.parent_id in self.led
        return desk.unit_id in self.led

    def _people(self, units: list[int], but: Account | None) -> list[Account]:
        sitting = Holding.objects.filter(in_force(self.place.on), desk__unit__in=units).values("account")
        people = Account.objects.filter(pk__in=sitting, is_active=True).order_by("pk")
        return list(people.exclude(pk=but.pk) if but else people)
