"""Walk a case along a way: filed so many working days back, one act a day, so that it arrived when a scene wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.utils.timezone import localtime

from workflow_app.approval.route import Route
from workflow_app.approval.stance import Outcome, Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.open_notice import open_notice
from workflow_app.flow.arrival import NOTICE
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.stage import Stage
from workflow_app.management.town.ways import Act, Way
from workflow_app.models import Case, Deadline, Notice, NoticeLine, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.item import Procedure
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.specimen import Footing

REFUSAL = "经核实，提交的材料与实际情况不符。"
NOT_OURS = "申请事项不属于本机关职权范围。"


@dataclass(frozen=True, slots=True)
class Walk:
    """Plays the cases of one procedure."""

    stage: Stage
    procedure: Procedure

    def days(self, way: Way) -> int:
        """Working days the acts of a way take; receiving is done on the day of filing."""
        return sum(self._takes(act) for act in way.acts)

    def along(self, way: Way, footing: Footing, since: int) -> Case:
        """A case that took its last act so many working days ago; at a step nobody has acted on it is of this hour."""
        day = since + self.days(way) if way.acts else 0
        case = self.stage.file_on(self.procedure.slug, footing, self.stage.past.at(day))
        for act in way.acts:
            self._does(case, act, day)
            day -= self._takes(act)
        return self._arrived(case, day)

    def _does(self, case: Case, act: Act, day: int) -> None:
        at, later = self.stage.past.at(day, 2), self.stage.past.at(day - self._takes(act), 2)
        if act.outcome is Outcome.LAPSED:
            setbacks.fall_silent(case, Deadline.Kind.CORRECTION, later)
        elif act.outcome is Outcome.RETURNED:
            self.stage.sent_back(case, at)
        elif act.outcome is Outcome.REFUSED:
            acting.sign_all(case, Stance.REFUSE, REFUSAL if day - self._takes(act) < day else NOT_OURS, at=later)
        elif act.step.name == NOTICE:
            acts.notice_over([case], self.stage.past.at(day, 5), later)
        else:
            self.stage.agreed(case, later)

    def _arrived(self, case: Case, day: int) -> Case:
        """Before the public where a notice is what it waits for; where several sign, one has."""
        case, at = Case.objects.get(pk=case.pk), self.stage.past.at(max(day - 1, 0), 3)
        if case.step == NOTICE:
            open_notice([case.pk], by=acting.at_desk(case.unit, "handler", at), at=at)
        elif len(seats := list(acting.waiting_seats(case))) > 1:
            spared = max(seats, key=lambda seat: _may_spare(case, seat))
            if any(_may_spare(case, spared)[1:]):
                _signed(case, spared, at)
        return Case.objects.get(pk=case.pk)

    def _takes(self, act: Act) -> int:
        if act.outcome is Outcome.LAPSED:
            return self._limit(self.procedure.clocks.correction)
        if act.step.name == NOTICE:
            return self._limit(self.procedure.clocks.notice)
        return 0 if act.step.name == self.first else 1

    @property
    def first(self) -> str:
        """The step at which a filing is received."""
        return str(self.procedure.route["start"])

    def _limit(self, parameter: str) -> int:
        """So many working days are surely more than the limit, whichever days it counts, with the morning after it."""
        return _policy(self.stage.item.slug, localtime(self.stage.past.now).date()).limit(parameter).days + 2


def _may_spare(case: Case, seat: Seat) -> tuple[bool, int, int]:
    """Best an office beside the deciding unit, which need not wait for what only that can settle; and one that has more to
    sign, so that its inbox is not empty afterwards."""
    assert seat.desk
    others = Seat.objects.filter(desk=seat.desk, waiting=True).exclude(pk=seat.pk)
    return seat.desk.unit_id != case.unit_id, others.count(), asked_elsewhere(seat.desk.role, seat.desk.unit.kind)


@cache
def asked_elsewhere(role: str, kind: str) -> int:
    """At how many steps more than one a desk of that kind of unit is asked beside the deciding unit, in all routes."""
    procedures = (procedure for item in catalogue.items() for procedure in item.procedures)
    quorums = (step.quorum for each in procedures for step in Route.from_json(each.route).steps.values())
    asked = sum((role, kind) in {(seat.desk, seat.unit) for _, seat in each.seats()} for each in quorums if each)
    return max(asked - 1, 0)


def _signed(case: Case, seat: Seat, at: datetime) -> None:
    acting.sit(case, at)
    by, answers = acting.holder(seat, localtime(at).date()), acting.seat_answers(case, seat, at, {})
    give_opinion(seat.pk, Stance.APPROVE, "", answers=answers, by=by, at=at)


@cache
def _policy(item: str, on: date) -> PolicyOnDate:
    return catalogue.item(item).edition_in_folder().on(on)


def notice_of(case: Case) -> Notice:
    """The notice a case stands on."""
    return NoticeLine.objects.filter(claim__case=case).select_related("notice").latest("pk").notice
