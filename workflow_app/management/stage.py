"""The stage items are played on: who files what, and the ways on which a case comes to an end or to where it waits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.city import people
from workflow_app.commands.withdraw import withdraw
from workflow_app.flow.arrival import NOTICE
from workflow_app.jobs import runner
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.past import Past, worked_before
from workflow_app.models import Case, Deadline, FundsRequest, Notice
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item
from workflow_app.policy.register import Register
from workflow_app.policy.specimen import Footing
from workflow_app.registers import world

BEGIN = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
AS_OF = Past(BEGIN)
HOUR, WEEK, FORTNIGHT, MONTH = timedelta(hours=1), timedelta(days=7), timedelta(days=14), timedelta(days=30)
LONGEST_NOTICE = timedelta(days=25)
FUNDS = "request_funds"
ELSEWHERE = 500  # serial numbers between an item's people and those another item is played with on its stage
HOME = "yuehe.agent"  # whose county has the money
DEFECT = "这一部分有一处没有写明，请补全后签章。"


@dataclass
class Stage:
    """Plays one item. `serial` makes the people of each case different from those of another.

    A story begins at `begin` and goes on from there; a scene counts the working days back from now (`past`). The jobs in
    `leaving` are left to the worker of the house; finance is asked where the machine `prints`; `strangers` counts the residents nobody has met yet.
    """

    item: Item
    serial: int = 0
    begin: datetime = BEGIN
    past: Past = AS_OF
    leaving: Collection[str] = ()
    prints: bool = True
    strangers: Iterator[int] = field(default_factory=count)

    def endow(self, yuan: str = "1000000.00") -> None:
        """Money of the year for the item, in the county where the stories happen."""
        acts.endow(acting.account_unit(HOME), self.item.slug, self.begin.year, Decimal(yuan), self.begin)

    def file(self, procedure: str, who: str, at: datetime, *, parent: Case | None = None, **more: Any) -> Case:
        """A filing by an account of the city, resting on a case in force where it rests on one; the worker then works."""
        return self.file_on(procedure, Footing(who, parent.number if parent else "", more), at)

    def file_on(self, procedure: str, footing: Footing, at: datetime) -> Case:
        """The same on a footing that was prepared."""
        by, casting = acting.account(footing.who), self.cast(footing, at)
        case = acting.file(self.item.slug, procedure, casting, by=by, at=at)
        self.work(at)
        return case

    def cast(self, footing: Footing, at: datetime) -> Any:
        """The part somebody plays in a case of their own."""
        self.serial += 1
        on, more = localtime(at).date(), dict(footing.more)
        return acting.casting_of(footing.who, self.serial, on, parent_number=footing.parent_number, **more)

    def newcomer(self) -> str:
        """The account of one more person of the city, whom nobody has met yet."""
        person = people.applicant(f"{people.RESIDENT}{next(self.strangers)}")
        acting.settle_in(person, acting.account(HOME).password, self.past.now)
        return person.username

    def specimen_of(self, newcomer: str) -> int:
        """The number of the specimen person they are."""
        return people.specimen_of(newcomer)

    def before(self, at: datetime, span: timedelta) -> datetime:
        """A morning on which the offices were open, so long before."""
        return worked_before(at, span)

    def granted_elsewhere(self, kind: str, who: str, at: datetime) -> None:
        """What cases of this item rest on by its kind alone, granted by whatever item of the city grants it. LookupError for
        a kind the item does not say it leans on, or nobody grants."""
        if kind not in self.item.leans_on or kind in catalogue.ungranted(self.item):
            raise LookupError(f"{self.item.slug} does not lean on {kind}, or nobody grants it")
        for item in catalogue.granting(kind):
            other = replace(self, item=item, serial=self.serial + ELSEWHERE)
            other.to_its_end(other.file(item.principal.slug, who, at), at + HOUR)

    def registered(self, who: str, register: Register, content: Mapping[str, Any]) -> None:
        """From now on the played register says this of an account's own person or organisation."""
        world.tell(settings.REGISTER_WORLD, people.applicant(who).number, register, content)

    def work(self, at: datetime) -> None:
        """The jobs that are due: registers, papers, bank files, closings."""
        runner.work(lambda: at, self.leaving)

    def approved(self, case: Case, at: datetime, said: acting.Said | None = None) -> Case:
        """Everybody agrees until the route ends, its notice begins or money is to be asked for; a doubt is settled where the
        deciding unit has the word.

        `said` is what seats answer where they answer otherwise than their specimen.
        """
        case = Case.objects.get(pk=case.pk)
        while next(acting.waiting_seats(case), None):
            case = self.agreed(case, at, said)
        return case

    def agreed(self, case: Case, at: datetime, said: acting.Said | None = None) -> Case:
        """Everybody at the step agrees, the doubts settled from the second step on."""
        setbacks.settle_where_asked(case, at)
        return acting.sign_all(case, at=at, said=said)

    def noticed(self, case: Case, at: datetime) -> tuple[Case, Notice]:
        """Put on a notice of its own, unopposed until it is over, and confirmed."""
        notice = self.all_noticed([case], at)
        return Case.objects.get(pk=case.pk), notice

    def all_noticed(self, cases: Sequence[Case], at: datetime) -> Notice:
        """The same for several on one notice."""
        notice = acts.notice_over(cases, at, at + LONGEST_NOTICE)
        for case in cases:
            self.approved(case, at + LONGEST_NOTICE)
        return notice

    def to_its_end(self, case: Case, at: datetime, said: acting.Said | None = None) -> Case:
        """Approved; noticed where it is noticed; paid and closed where it pays; in force where it does not."""
        return self.all_to_their_end([case], at, said)[0]

    def all_to_their_end(self, cases: Sequence[Case], at: datetime, said: acting.Said | None = None) -> list[Case]:
        """The same for cases of one procedure, which stand on one notice and are paid from one list."""
        cases, notice = [self.approved(case, at, said) for case in cases], None
        while cases[0].step == NOTICE:
            notice = self.all_noticed(cases, at + ONE_DAY)
            at = at + ONE_DAY + LONGEST_NOTICE
            cases = [Case.objects.get(pk=case.pk) for case in cases]
        if cases[0].step == FUNDS and notice and self.prints:
            self.settled(acts.ask_finance(notice, at + ONE_DAY), at + 3 * ONE_DAY)
        for case in cases:
            if case.step == "" and catalogue.procedure(case.item, case.procedure).site_checks:
                acts.look_on_the_spot(case, at + FORTNIGHT)
        return [Case.objects.get(pk=case.pk) for case in cases]

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

    def sent_back(self, case: Case, at: datetime) -> Case:
        """A correction is asked for."""
        first = catalogue.procedure(case.item, case.procedure).questions.sections[0].slug
        return setbacks.ask_for_correction(case, ((first, DEFECT),), at)

    def corrected_too_late(self, case: Case, at: datetime) -> Case:
        """A correction is asked for and never comes."""
        self.sent_back(case, at)
        return setbacks.fall_silent(case, Deadline.Kind.CORRECTION, at + MONTH)

    def the_other_endings(self, procedure: str, who: str, at: datetime, **more: Any) -> None:
        """Refused, withdrawn, not accepted, never corrected: one case of each."""
        endings = (self.refused, self.withdrawn, self.not_accepted, self.corrected_too_late)
        for hours, ending in enumerate(endings):
            filed = at + hours * HOUR
            ending(self.file(procedure, who, filed, **more), filed + HOUR)
