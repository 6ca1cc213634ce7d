"""A case as whoever draws an act sees it: its seats, the people around it, who might try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from random import Random
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.timezone import localtime

from workflow_app.city import people
from workflow_app.management import acting
from workflow_app.models import Account, Case, Holding, Seat
from workflow_app.models.unit import in_force

Act = Callable[[], object]  # one command with everything it is told
Draw = Callable[["Scene"], Act | None]  # None: nothing here it could be tried on
Any_ = TypeVar("Any_")
STRANGER = "stranger"
WHO = (*["whose turn"] * 6, "colleague", "elsewhere", "applicant", "stranger")
FITTING = 0.8  # how often somebody tries whom the act is for
ODD = 0.06  # how often a seat is meant whose turn it is not


@dataclass(frozen=True)
class Scene:
    """One case at a moment; `others` are the cases beside it. Where an act is `meant to be`, whoever may do it tries."""

    case: Case
    at: datetime
    chance: Random
    others: Sequence[int] = ()
    meant_to_be: bool = False

    @property
    def today(self) -> date:
        """The day of the act."""
        return localtime(self.at).date()

    @cached_property
    def seats(self) -> list[Seat]:
        """Every seat of the case there ever was, of the latest round last."""
        seats = Seat.objects.filter(round__case=self.case).select_related("desk__unit", "round", "holder")
        return list(seats.order_by("round_id", "pk"))

    @property
    def waiting(self) -> list[Seat]:
        """The officers' seats whose turn it is."""
        return [seat for seat in self.seats if seat.waiting and seat.desk_id]

    def any_of(self, choices: Sequence[Any_]) -> Any_ | None:
        """One of them, None of none."""
        return self.chance.choice(list(choices)) if choices else None

    def seat(self) -> Seat | None:
        """One whose turn it is; now and then any."""
        if self.meant_to_be:
            return self.any_of([seat for seat in self.waiting if self._is_own(seat)] or self.waiting)
        if self.seats and self.chance.random() < ODD:
            return self.any_of([seat for seat in self.seats if seat.desk_id])
        return self.any_of(self.waiting)

    def sitting(self, seat: Seat) -> list[Account]:
        """Who sits at a seat's desk today."""
        held = Holding.objects.filter(in_force(self.today), desk=seat.desk).select_related("account")
        return [row.account for row in held.order_by("pk")]

    def of_the_unit(self, *roles: str) -> list[Account]:
        """Who sits at the deciding unit today, at these desks or at any."""
        return _people(Holding.objects.filter(in_force(self.today), desk__unit=self.case.unit_id), roles)

    def above(self, *roles: str) -> list[Account]:
        """Who sits at its superior."""
        return _people(Holding.objects.filter(in_force(self.today), desk__unit=self.case.unit.parent_id), roles)

    def actor(self, seat: Seat) -> Account | None:
        """Whoever tries to act from a seat: mostly whose turn it is."""
        match WHO[0] if self.meant_to_be else self.chance.choice(WHO):
            case "whose turn":
                return seat.holder or self.any_of(self.sitting(seat))
            case "colleague":
                return self.any_of(self.sitting(seat))
            case "elsewhere":
                return acting.account(self.chance.choice(people.officers()).username)
            case "applicant":
                return self.case.filed_by
        return acting.account(STRANGER)

    def meant(self, fitting: Sequence[Account]) -> Account:
        """Mostly one of those an act is for; now and then the applicant, a stranger or somebody of the unit."""
        if fitting and (self.meant_to_be or self.chance.random() < FITTING):
            return self.chance.choice(list(fitting))
        return self.chance.choice([self.case.filed_by, acting.account(STRANGER), *self.of_the_unit()])

    def _is_own(self, seat: Seat) -> bool:
        return seat.desk is not None and seat.desk.unit_id == self.case.unit_id


def _people(held: QuerySet[Holding], roles: Sequence[str]) -> list[Account]:
    held = held.filter(desk__role__in=roles) if roles else held
    return [row.account for row in held.select_related("account")]
