"""What the offices of a played year do about seats that wait: sign sooner or later, ask for corrections, refuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from workflow_app.approval.stance import OUTCOME_OF, Stance
from workflow_app.clock.limit import PauseReason
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.flow.arrival import route_of
from workflow_app.management import acting, setbacks
from workflow_app.management.year import chances
from workflow_app.management.year.fate import Fate
from workflow_app.models import Case, CaseState, Draft, Seat
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy import catalogue
from workflow_app.policy.refusals import Refusal

LATER = 5  # working days until somebody comes back to a seat where they were refused
NEVER = timedelta(days=90)  # longer than any law waits for a correction


@dataclass
class Offices:
    """Every desk of the city."""

    fate: Fate

    def __post_init__(self) -> None:
        self._due: dict[int, date] = {}  # seat → the day its officer comes to it

    def open(self, day: date, at: datetime) -> None:
        """Whoever comes to their seats today signs them; whoever was asked supplies, or does not."""
        for seat in self._coming(day):
            self._sign(seat, at)
        self._supply(day, at)

    def _coming(self, day: date) -> list[Seat]:
        """The waiting seats whose officer comes to them today; when that will be is drawn once a seat."""
        waiting = Seat.objects.filter(waiting=True, desk__isnull=False).select_related("round__case", "desk__unit")
        coming = []
        for seat in waiting.order_by("pk"):
            if seat.pk not in self._due:
                self._due[seat.pk] = calendar_in_force().add(day, chances.delay(self.fate.chance))
            if self._due[seat.pk] <= day:
                coming.append(seat)
        return coming

    def _sign(self, seat: Seat, at: datetime) -> None:
        case = Case.objects.get(pk=seat.round.case_id)
        if case.pauses.filter(reason=PauseReason.SUSPENSION, until=None).exists():
            return
        if not Seat.objects.filter(pk=seat.pk, waiting=True).exists():
            return
        for stance in self._stances(case, seat):
            try:
                self._say(case, seat, stance, at)
            except Refusal as refused:
                self.fate.met(refused)
                self._due[seat.pk] = calendar_in_force().add(localtime(at).date(), LATER)
            else:
                return

    def _stances(self, case: Case, seat: Seat) -> Iterator[Stance]:
        """What the officer wants to say, and what is left when the house will not have it."""
        outcomes, happens = route_of(case).steps[seat.round.step].outcomes, self.fate.happens
        if case.state == CaseState.SUBMITTED and case.filings.count() == 1 and happens(chances.CORRECT):
            yield Stance.RETURN
        elif OUTCOME_OF[Stance.REFUSE] in outcomes and happens(chances.REFUSE):
            yield Stance.REFUSE
        yield Stance.APPROVE
        if OUTCOME_OF[Stance.REFUSE] in outcomes:
            yield Stance.REFUSE

    def _say(self, case: Case, seat: Seat, stance: Stance, at: datetime) -> None:
        if stance is Stance.RETURN:
            section = catalogue.procedure(case.item, case.procedure).questions.sections[0].slug
            setbacks.ask_for_correction(case, ((section, "这一部分有一处没有写明，请补全。"),), at)
            return
        if stance is Stance.APPROVE:
            setbacks.settle_where_asked(case, at)
            acting.sit(case, at)
        by = acting.holder(seat, localtime(at).date())
        words = "" if stance is Stance.APPROVE else "经核实，不符合规定的条件。"
        answers = acting.seat_answers(case, seat, at, {}) if stance is Stance.APPROVE else {}
        give_opinion(seat.pk, stance, words, answers=answers, by=by, at=at)

    def _supply(self, day: date, at: datetime) -> None:
        """Whoever was asked supplies after some days; some never do, and the law says what that means."""
        for draft in Draft.objects.filter(correcting__state=CaseState.AWAITING_CORRECTION).order_by("pk"):
            if self.fate.is_new("asked", draft.pk):
                never = self.fate.happens(chances.NEVER_SUPPLIED)
                wait = NEVER if never else timedelta(days=self.fate.chance.randint(1, 9))
                self.fate.plan("supply", day + wait, draft.pk)
        for key in self.fate.due("supply", day):
            if found := Draft.objects.filter(pk=key).select_related("correcting").first():
                self.fate.attempt(setbacks.supply, found.correcting, at)
