"""The people of the town: schools and trainees file, offices sign, a case comes as far as a scene wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from workflow_app.flow.arrival import NOTICE
from workflow_app.management import acting, acts
from workflow_app.management.town.past import Past, before_class, in_class
from workflow_app.models import Case, CaseState, Notice
from workflow_app.policy.item import Item, Procedure

AGENT, ELSEWHERE = "yuehe.agent", "hongqi.agent"
NOTICED = 6  # working days a notice takes with the morning after it


@dataclass
class Town:
    """Plays one item with its dependent procedure. `serial` makes the people of one case different from those of another."""

    past: Past
    item: Item
    serial: int = 100

    @property
    def record(self) -> Procedure:
        """What others rest on."""
        return next(p for p in self.item.procedures if p.parent is None)

    @property
    def claim(self) -> Procedure:
        """What rests on it and is paid."""
        return next(p for p in self.item.procedures if p.parent is not None)

    def recorded(self, at: datetime, who: str = AGENT, size: int = 10) -> Case:
        """A school asks for its class to be recorded."""
        self.serial += 1
        return self._file(self.record, who, at, size)

    def claimed(self, days: int, who: str = AGENT, size: int = 10, *, looked_at: bool = True) -> Case:
        """A school claims for a class of the month before; two officers looked at it unless `looked_at` is False."""
        at = self.past.at(days)
        began = before_class(at)
        record = acting.sign_until(self.recorded(began, who, size), "", at=began + timedelta(hours=5))
        if looked_at:
            acts.look_on_the_spot(record, in_class(began))
        return self._file(self.claim, who, at, size, record.number)

    def own(self, days: int, who: str) -> Case:
        """A trainee who paid claims for themself; no record is needed."""
        self.serial += 1
        return self._file(self.claim, who, self.past.at(days))

    def bring(self, case: Case, step: str, days: int) -> Case:
        """Received two hours after it was filed; everybody else before `step` agrees so many days back at noon."""
        if case.state == CaseState.SUBMITTED:
            case = acting.sign_all(case, at=case.filed_at + timedelta(hours=2))
        return acting.sign_until(case, step, at=self.past.at(days, 3))

    def determined(self, cases: Sequence[Case], days: int) -> Notice:
        """Put on one notice two days after they were filed (`days` back), unopposed, and determined when it was over."""
        waiting = [self.bring(case, NOTICE, days - 1) for case in cases]
        over = self.past.at(days - 2 - NOTICED)
        notice = acts.notice_over(waiting, self.past.at(days - 2), over)
        for case in waiting:
            acting.sign_until_system(case, at=over + timedelta(hours=1))
        return notice

    def _file(self, procedure: Procedure, who: str, at: datetime, size: int = 10, parent: str = "") -> Case:
        casting = acting.casting_of(who, self.serial, localtime(at).date(), size=size, parent_number=parent)
        return acting.file(self.item.slug, procedure.slug, casting, by=acting.account(who), at=at)
