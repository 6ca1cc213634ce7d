"""The stage an item's stories are played on: who files what, and the ways on which a case comes to an end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.commands.withdraw import withdraw
from workflow_app.flow.arrival import NOTICE
from workflow_app.jobs import runner
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.acts import ONE_DAY
from workflow_app.models import Case, Deadline, FundsRequest, Notice
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item
from workflow_app.policy.register import Register
from workflow_app.registers import world

BEGIN = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HOUR, WEEK, FORTNIGHT, MONTH = timedelta(hours=1), timedelta(days=7), timedelta(days=14), timedelta(days=30)
LONGEST_NOTICE = timedelta(days=25)
FUNDS = "request_funds"
ELSEWHERE = 500  # serial numbers between an item's people and those another item is played with on its stage
HOME = "yuehe.agent"  # whose county has the money
DEFECT = "这一部分有一处没有写明，请补全后签章。"


@dataclass
class Stage:
    """Plays one item. `serial` makes the people of each case different from those of another."""

    item: Item
    serial: int = 0
    begin: datetime = BEGIN

    def endow(self, yuan: str = "1000000.00") -> None:
        """Money of the year for the item, in the county where the stories happen."""
        acts.endow(acting.account_unit(HOME), self.item.slug, self.begin.year, Decimal(yuan), self.begin)

    def file(
        self, procedure: str, who: str, at: datetime, *, parent: Case | None = None, size: int = 10, **more: Any
    ) -> Case:
        """A filing by an account of the city, resting on a case in force where it rests on one; the worker then works."""
        self.serial += 1
        number = parent.number if parent else ""
        on = localtime(at).date()
        casting = acting.casting_of(who, self.serial, on, size=size, parent_number=number, **more)
        case = acting.file(self.item.slug, procedure, casting, by=acting.account(who), at=at)
        self.work(at)
        return case

    def granted_elsewhere(self, kind: str, who: str, at: datetime) -> bool:
        """What cases of this item rest on by its kind alone, granted by whatever item of the city grants it; False where
        none does."""
        granting = [item for item in catalogue.items() if item.claim_kind == kind]
        for item in granting:
            other = Stage(item, self.serial + ELSEWHERE, self.begin)
            other.to_its_end(other.file(item.principal.slug, who, at), at + HOUR)
        return bool(granting)

    def registered(self, who: str, register: Register, content: Mapping[str, Any]) -> None:
        """From now on the played register says this of an account's own person or organisation."""
        number = acting.casting_of(who, self.serial, localtime(self.begin).date()).number
        world.tell(settings.REGISTER_WORLD, number, register, content)

    def work(self, at: datetime) -> None:
        """The jobs that are due: registers, papers, bank files, closings."""
        runner.work(lambda: at)

    def approved(self, case: Case, at: datetime, said: acting.Said | None = None) -> Case:
        """Everybody agrees until the route ends, its notice begins or money is to be asked for; a doubt is settled where the
        deciding unit has the word.

        `said` is what seats answer where they answer otherwise than their specimen.
        """
        case = Case.objects.get(pk=case.pk)
        while next(acting.waiting_seats(case), None):
            setbacks.settle_where_asked(case, at)
            case = acting.sign_all(case, at=at, said=said)
        return case

    def noticed(self, case: Case, at: datetime) -> tuple[Case, Notice]:
        """Put on a notice of its own, unopposed until it is over, and confirmed."""
        notice = acts.notice_over([case], at, at + LONGEST_NOTICE)
        return self.approved(case, at + LONGEST_NOTICE), notice

    def to_its_end(self, case: Case, at: datetime, said: acting.Said | None = None) -> Case:
        """Approved; noticed where it is noticed; paid and closed where it pays; in force where it does not."""
        case, notice = self.approved(case, at, said), None
        while case.step == NOTICE:
            case, notice = self.noticed(case, at + ONE_DAY)
            at = at + ONE_DAY + LONGEST_NOTICE
        if case.step == FUNDS and notice:
            self.settled(acts.ask_finance(notice, at + ONE_DAY), at + 3 * ONE_DAY)
        if case.step == "" and catalogue.procedure(case.item, case.procedure).site_checks:
            acts.look_on_the_spot(case, at + FORTNIGHT)
        return Case.objects.get(pk=case.pk)

    def settled(
        self, request: FundsRequest, at: datetime, refused: Callable[[int], bool] = lambda ordinal: False
    ) -> None:
        """Checked once more, released, written by the worker, answered by the bank, closed by the worker: three days."""
        self.work(at)
        batch = acts.release(request, at)
        self.work(at + ONE_DAY)
        acts.bank_answers(batch, at + 2 * ONE_DAY, refused)
        self.work(at + 3 * ONE_DAY)

    def refused(self, case: Case, at: datetime, words: str = "经核实，提交的材料与实际情况不符。") -> Case:
        """Received, then whoever is asked first says no, and who may sign the refusal signs it."""
        case = acting.sign_all(case, at=at)
        case = acting.sign_all(case, Stance.REFUSE, words, at=at + HOUR)
        while case.is_open and case.step:
            before = case.step
            case = acting.sign_all(case, at=at + 2 * HOUR)
            if case.step == before:
                raise LookupError(f"{case.number} stays at {before} and is never refused")
        self.work(at + 3 * HOUR)
        return case

    def not_accepted(self, case: Case, at: datetime, words: str = "申请事项不属于本机关职权范围。") -> Case:
        """Not this organ's matter."""
        return acting.sign_all(case, Stance.REFUSE, words, at=at)

    def withdrawn(self, case: Case, at: datetime) -> Case:
        """The applicant takes it back."""
        return withdraw(case.pk, words="材料需要重新整理。", by=case.filed_by, at=at)

    def corrected_too_late(self, case: Case, at: datetime) -> Case:
        """A correction is asked for and never comes."""
        first = catalogue.procedure(case.item, case.procedure).questions.sections[0].slug
        setbacks.ask_for_correction(case, ((first, DEFECT),), at)
        return setbacks.fall_silent(case, Deadline.Kind.CORRECTION, at + MONTH)

    def the_other_endings(self, procedure: str, who: str, at: datetime, **more: Any) -> None:
        """Refused, withdrawn, not accepted, never corrected: one case of each."""
        endings = (self.refused, self.withdrawn, self.not_accepted, self.corrected_too_late)
        for hours, ending in enumerate(endings):
            filed = at + hours * HOUR
            ending(self.file(procedure, who, filed, **more), filed + HOUR)
