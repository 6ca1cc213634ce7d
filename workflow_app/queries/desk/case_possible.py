"""What a person may do with a case besides signing it, with whom, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from workflow_app.approval.duties import LEADERS
from workflow_app.approval.quorum import Beside
from workflow_app.models import Account, CarbonCopy, Delegation, Desk, Holding, Opinion, RoundState, Seat
from workflow_app.models.unit import in_force
from workflow_app.queries.desk.case_file import CaseFile
from workflow_app.queries.desk.colleague_desks import desks_to_add
from workflow_app.queries.law.meetings import is_minuted
from workflow_app.queries.law.returnable import returnable
from workflow_app.queries.law.unsaying import why_it_stands
from workflow_app.queries.names import name_on


@dataclass
class Possible:
    """The page of acts. What a template does not ask for is not read."""

    file: CaseFile

    @property
    def me(self) -> Account:
        return self.file.place.account

    @cached_property
    def mine(self) -> Seat | None:
        """The seat that waits for this person and is in nobody else's hands."""
        seat = self.file.mine
        return seat if seat is not None and seat.holder_id in (None, self.me.pk) else None

    @property
    def why_not(self) -> str:
        """Why nothing can be done with a seat now; '' where it can."""
        if self.mine is not None:
            return ""
        return self.file.barred or _("本件现在不在您的岗位上。")

    @property
    def claimed(self) -> bool:
        """Whether it is in this person's own hands."""
        return self.mine is not None and self.mine.holder_id == self.me.pk

    @cached_property
    def left_behind(self) -> Seat | None:
        """A seat at one's desk that is held by somebody who no longer sits there: it may be taken over."""
        held = self.file.mine
        if held is None or held.holder_id in (None, self.me.pk) or held.desk is None:
            return None
        return None if self._sitting(held.desk).filter(account=held.holder_id).exists() else held

    @cached_property
    def lent(self) -> Delegation | None:
        """What I asked somebody to look into."""
        return self._open_delegations().filter(by=self.me).first()

    @cached_property
    def asked_of_me(self) -> Delegation | None:
        """What I was asked to look into."""
        return self._open_delegations().filter(to=self.me).first()

    @cached_property
    def at_my_desk(self) -> list[Account]:
        """Whom the seat can be passed on to."""
        if self.mine is None or self.mine.desk is None:
            return []
        return self._people(Holding.objects.filter(desk=self.mine.desk))

    @cached_property
    def at_my_unit(self) -> list[Account]:
        """Who can be asked to look."""
        if self.mine is None or self.mine.desk is None:
            return []
        return self._people(Holding.objects.filter(desk__unit=self.mine.desk.unit_id))

    @cached_property
    def desks(self) -> list[tuple[int, str]]:
        """Which desks can be asked to sign as well: those where somebody sits and that do not sign here already."""
        here = [seat.desk_id for seat in self.file.open_seats if seat.desk_id is not None]
        sitting = Holding.objects.filter(in_force(self.file.place.on), desk=OuterRef("pk"))
        found = desks_to_add(self.file.case, self.file.place.on).exclude(pk__in=here)
        staffed = found.filter(Exists(sitting)).prefetch_related("unit__names")
        return [(desk.pk, self._called(desk)) for desk in staffed]

    def _called(self, desk: Desk) -> str:
        if desk.unit_id == self.file.case.unit_id:
            return desk.title
        return f"{name_on(desk.unit, self.file.place.on).short} {desk.title}"

    @property
    def ways(self) -> list[tuple[str, str]]:
        """(value, word) of where an added seat may stand."""
        return [(how.value, how.label) for how in Beside]

    @property
    def meets(self) -> bool:
        """A meeting decides by its votes: nobody is added, nobody sends back alone."""
        return is_minuted(self.file.case, self.file.case.step)

    @property
    def added(self) -> list[Seat]:
        """The seats nobody spoke from that I added here, or that stand with a seat of my desk."""
        seats, desks = self.file.open_seats, set(self.file.place.ids)
        pairs = {seat.place.rpartition(".")[0] for seat in seats if seat.desk_id in desks and "." in seat.place}
        silent = [seat for seat in seats if seat.added_by_id is not None and not hasattr(seat, "opinion")]
        return [s for s in silent if s.added_by_id == self.me.pk or s.place.rpartition(".")[0] in pairs]

    @cached_property
    def steps_back(self) -> list[tuple[str, str]]:
        """(step, title) where the case may be sent back to."""
        return [] if self.why_not_back else returnable(self.file.case)

    @property
    def why_not_back(self) -> str:
        """Why this person may not send the case back to an earlier step."""
        if self.meets:
            return _("会议以表决作出决定，不能由一人退回。")
        seats, mine = self.file.open_seats, self.mine
        if mine is not None and len(seats) > 1 and mine.desk and mine.desk.unit_id != self.file.case.unit_id:
            return _("本环节由几个部门共同签署，由承办单位退回。")
        return ""

    @cached_property
    def word(self) -> Opinion | None:
        """The last word I said on the case, while it counts."""
        said = Opinion.objects.filter(seat__round__case=self.file.case, seat__removed_at__isnull=True, by=self.me)
        return said.select_related("seat__round").order_by("-pk").first()

    @cached_property
    def why_it_stands(self) -> str:
        """Why that word cannot be taken back; '' where it can be tried."""
        if self.word is None:
            return _("您在本件上还没有签署过意见。")
        if self.word.seat.round.state == RoundState.OPEN:
            return ""
        return why_it_stands(self.file.case, self.word)

    @cached_property
    def copies(self) -> list[CarbonCopy]:
        """Who was sent a copy, and when they read it."""
        return list(CarbonCopy.objects.filter(case=self.file.case).select_related("to", "by").order_by("pk"))

    @cached_property
    def may_be_told(self) -> list[Account]:
        """Whom a copy may be sent to and has none yet."""
        case = self.file.case
        units = Q(desk__unit=case.unit_id) | Q(desk__unit=case.unit.parent_id)
        units |= Q(desk__unit__in=[seat.desk.unit_id for seat in self.file.seats if seat.desk])
        told = {row.to_id for row in self.copies}
        return [each for each in self._people(Holding.objects.filter(units)) if each.pk not in told]

    @cached_property
    def may_recuse(self) -> list[Account]:
        """Oneself, and for who leads a unit its people."""
        led = [desk.unit_id for desk in self.file.place.desks if desk.role in LEADERS]
        return [self.me, *(self._people(Holding.objects.filter(desk__unit__in=led)) if led else [])]

    def _open_delegations(self) -> QuerySet[Delegation]:
        rows = Delegation.objects.filter(seat__round__case=self.file.case, ended_at__isnull=True)
        return rows.select_related("by", "to")

    def _sitting(self, desk: Desk) -> QuerySet[Holding]:
        return Holding.objects.filter(in_force(self.file.place.on), desk=desk)

    def _people(self, holdings: QuerySet[Holding]) -> list[Account]:
        sitting = holdings.filter(in_force(self.file.place.on)).values("account")
        return list(Account.objects.filter(pk__in=sitting, is_active=True).exclude(pk=self.me.pk).order_by("pk"))
