"""Who sits in for whom at the desks a person may arrange: their own, and those of the units they lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workflow_app.approval.duties import LEADERS
from workflow_app.models import Account, Desk, Holding
from workflow_app.models.unit import in_force
from workflow_app.queries.workplace import Workplace


@dataclass
class Away:
    """The page of absences. What a template does not ask for is not read."""

    place: Workplace

    @cached_property
    def led(self) -> list[int]:
        """The units this person leads."""
        return self.place.units(*LEADERS)

    @cached_property
    def own_desks(self) -> list[Desk]:
        """Desks held in one's own right: those can be lent."""
        return self._desks_of(self.place.account)

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
    def absent_choices(self) -> list[Account]:
        """Whose absence may be arranged: one's own, and for who leads a unit its people's."""
        mine = self.place.account
        return [mine, *self._people(self.led, but=mine)] if self.own_desks or self.led else []

    @cached_property
    def colleagues(self) -> list[Account]:
        """Who may sit in."""
        return self._people([desk.unit_id for desk in self.place.desks], but=None)

    @cached_property
    def leavers(self) -> list[Account]:
        """Who may be handed over by this person."""
        return self._people(self.led, but=self.place.account)

    def desks_to_lend(self, absent: Account) -> list[Desk]:
        """Every desk of theirs that this person may arrange for."""
        desks = self._desks_of(absent)
        return desks if absent == self.place.account else [desk for desk in desks if desk.unit_id in self.led]

    def _desks_of(self, account: Account) -> list[Desk]:
        held = Holding.objects.filter(in_force(self.place.on), account=account, in_place_of__isnull=True)
        return list(Desk.objects.filter(pk__in=held.values("desk")).order_by("pk"))

    def _people(self, units: list[int], but: Account | None) -> list[Account]:
        sitting = Holding.objects.filter(in_force(self.place.on), desk__unit__in=units).values("account")
        people = Account.objects.filter(pk__in=sitting, is_active=True).order_by("pk")
        return list(people.exclude(pk=but.pk) if but else people)
