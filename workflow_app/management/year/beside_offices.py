"""What happens beside the routes in a played year: withdrawn, suspended, extended, terminated, taken back, urged, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation, state_on_revocation
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.beside_the_route.terminate import terminate
from workflow_app.commands.oversight.answer_supervision import answer_supervision
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.oversight.urge import urge
from workflow_app.commands.withdraw import withdraw
from workflow_app.flow.arrival import NOTICE
from workflow_app.management import acting
from workflow_app.management.year import chances
from workflow_app.management.year.fate import Fate
from workflow_app.models import Account, Case, CaseState, Pause, Revocation, Seat, Supervision, Unit
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.policy import catalogue
from workflow_app.policy.terminating import TerminationGround
from workflow_app.queries.law.waited_for import head_role

HOUR = timedelta(hours=1)
REASONS = ("suspension", "review", "site_check", "assistance")
SUSPENDED = range(3, 21)  # days
ANSWERED = range(1, 8)  # days
SOON = 2  # working days after the party's days are over
MOVING = (CaseState.ACCEPTED, CaseState.DECIDING)


@dataclass
class BesideOffices:
    """Heads, superiors and parties of the whole city."""

    fate: Fate

    def go_on(self, day: date, at: datetime) -> None:
        """A working day of it."""
        for case in Case.objects.filter(state__in=MOVING).select_related("unit", "filed_by").order_by("pk"):
            if case.step != NOTICE and self.fate.is_new("accepted", case.pk):
                self._once_in_a_case(case, day, at)
        self._resume(day, at)
        self._doubt(day, at)
        self._take_back(day, at)
        self._over_cards(day, at)

    def _once_in_a_case(self, case: Case, day: date, at: datetime) -> None:
        """What happens to a case once it has been accepted, if it does."""
        happens, desk = self.fate.happens, _own_desk(case, at)
        if happens(chances.WITHDRAW):
            self.fate.attempt(withdraw, case.pk, by=case.filed_by, at=at)
        elif happens(chances.TERMINATE):
            head, ground = _head(case.unit, at), TerminationGround.POINTLESS
            self.fate.attempt(terminate, case.pk, ground, "申请人来函说明不再需要。", by=head, at=at)
        elif desk and happens(chances.SUSPEND + chances.SPECIAL):
            self._suspend(case, desk, day, at)
        elif desk and happens(chances.EXTEND):
            self._extend(case, desk, at)

    def _suspend(self, case: Case, desk: Account, day: date, at: datetime) -> None:
        reason = self.fate.chance.choice(REASONS)
        row = self.fate.attempt(suspend, case.pk, reason, "等待核实。", 5, by=desk, at=at)
        if row is not None:
            self.fate.plan("resume", day + timedelta(days=self.fate.chance.choice(SUSPENDED)), row.pk)

    def _extend(self, case: Case, desk: Account, at: datetime) -> None:
        days = self.fate.chance.randint(3, 10)
        asked = self.fate.attempt(ask_extension, case.pk, days, "需要逐人核对。", by=desk, at=at)
        if asked is not None:
            granted, head = not self.fate.happens(chances.DECLINED), _head(case.unit, at)
            self.fate.attempt(decide_extension, asked.pk, granted, "已阅。", by=head, at=at + HOUR)

    def _resume(self, day: date, at: datetime) -> None:
        for key in self.fate.due("resume", day):
            row = Pause.objects.select_related("case__unit").get(pk=key)
            if row.until is None:
                self.fate.attempt(resume, row.pk, by=_head(row.case.unit, at), at=at)

    def _doubt(self, day: date, at: datetime) -> None:
        """Some decisions turn out to rest on something untrue: the party is told, and speaks or is silent."""
        for case in Case.objects.filter(state=CaseState.APPROVED).select_related("unit", "filed_by").order_by("pk"):
            if not self.fate.is_new("granted", case.pk) or not self.fate.happens(chances.REVOKE):
                continue
            procedure, by = catalogue.procedure(case.item, case.procedure), acting.at_desk(case.unit, "section", at)
            if procedure.life or procedure.takes_effect:
                continue
            facts = "事后核查发现申报的情况不实。"
            row = self.fate.attempt(propose_revocation, case.pk, facts, "申请条件", by=by, at=at)
            if row is not None:
                self.fate.plan("take back", calendar_in_force().add(row.heard_until, SOON), row.pk)
                if self.fate.happens(chances.STATES):
                    words, spoken = "情况属实，没有异议。", at + HOUR
                    self.fate.attempt(state_on_revocation, row.pk, words, by=case.filed_by, at=spoken)

    def _take_back(self, day: date, at: datetime) -> None:
        """Once the party's days are over the head decides."""
        for key in self.fate.due("take back", day):
            unit = Revocation.objects.select_related("case__unit").get(pk=key).case.unit
            revoked = self.fate.happens(chances.REVOKED)
            self.fate.attempt(decide_revocation, key, revoked, "已审阅案卷。", by=_head(unit, at), at=at)

    def _over_cards(self, day: date, at: datetime) -> None:
        """Who waits urges, who heads the unit orders, and most cards are answered in time."""
        waiting = Supervision.objects.filter(answered_at=None).select_related("case__unit", "case__filed_by")
        for row in waiting.order_by("pk"):
            if self.fate.is_new("card", row.pk):
                self._meet(row, day, at)
        for key in self.fate.due("answer", day):
            row = Supervision.objects.select_related("unit").get(pk=key)
            if row.answered_at is None:
                by = acting.at_desk(row.unit, _somebody(row.unit), at)
                self.fate.attempt(answer_supervision, row.pk, "正在办理，近日办结。", by=by, at=at)

    def _meet(self, row: Supervision, day: date, at: datetime) -> None:
        if row.due_on is not None:
            self.fate.plan("answer", day + timedelta(days=self.fate.chance.choice(ANSWERED)), row.pk)
        if row.ground == "warning" and self.fate.happens(chances.URGE):
            self.fate.attempt(urge, row.case_id, by=row.case.filed_by, at=at)
        if row.ground == "yellow" and self.fate.happens(chances.SUPERVISE):
            until = calendar_in_force().add(day, 3)
            self.fate.attempt(supervise, row.case_id, "请说明原因。", until, by=_head(row.case.unit, at), at=at)


def _own_desk(case: Case, at: datetime) -> Account | None:
    waiting = Seat.objects.filter(round__case=case, waiting=True, desk__unit=case.unit_id).select_related("desk")
    seat = waiting.order_by("place").first()
    return acting.holder(seat, localtime(at).date()) if seat else None


def _somebody(unit: Unit) -> str:
    return unit.desks.filter(holdings__isnull=False).order_by("pk").values_list("role", flat=True)[0]


def _head(unit: Unit, at: datetime) -> Account:
    return acting.at_desk(unit, head_role(unit), at)
