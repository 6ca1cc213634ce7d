"""The walk through every item and procedure: one case of each ending, and one that met every setback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.withdraw import withdraw
from workflow_app.jobs import runner
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.acts import ONE_DAY
from workflow_app.models import Case, CaseState, Deadline, FundsRequest, Notice
from workflow_app.policy.item import Item, Procedure

BEGIN = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)
MONTH = timedelta(days=30)
LARGE = 55  # people in a case whose sum a joint decision must hear
ORGANISATION, PERSON = "yuehe.agent", "wang"
DEFECTS = (("organisation", "授权委托书没有写明委托期限，请由法定代表人补全并签章。"),)
# What may be the end of a case: paid and closed, in force, refused, withdrawn, not accepted.
ENDS = (
    CaseState.CLOSED,
    CaseState.REFUSED,
    CaseState.WITHDRAWN,
    CaseState.DEEMED_WITHDRAWN,
    CaseState.NOT_ACCEPTED,
)


class Walk:
    """Plays an item; `serial` makes each case's people different."""

    def __init__(self, item: Item) -> None:
        self.item, self.serial = item, 0

    def play(self) -> None:
        """Parents before what rests on them; each procedure to a good end, then the other endings."""
        acts.endow(acting.account_unit(ORGANISATION), self.item.slug, BEGIN.year, Decimal("1000000.00"), BEGIN)
        for procedure in sorted(self.item.procedures, key=lambda each: each.parent is not None):
            self.to_its_end(*self.file(procedure, BEGIN))
            if procedure.minuted:
                self.to_its_end(*self.file(procedure, BEGIN + timedelta(minutes=30), size=LARGE))
            if procedure.parent:
                self.to_its_end(*self.own(procedure, BEGIN + MONTH))
            self.refused(procedure, BEGIN + timedelta(hours=1))
            self.withdrawn(procedure, BEGIN + timedelta(hours=2))
            self.corrected_too_late(procedure, BEGIN + timedelta(hours=3))
            self.not_accepted(procedure, BEGIN + timedelta(hours=4))
            self.the_long_way(procedure, BEGIN + timedelta(hours=5))

    def file(self, procedure: Procedure, at: datetime, size: int = 10) -> tuple[Case, datetime]:
        """A filing, on top of a parent in force where the procedure rests on one; and when it was filed."""
        self.serial += 1
        serial, parent = self.serial, ""
        if procedure.parent:
            record, at = self.in_force(self.item.procedure(procedure.parent), at, serial, size)
            parent, at = record.number, at + MONTH
        casting = acting.casting_of(ORGANISATION, serial, localtime(at).date(), size=size, parent_number=parent)
        return acting.file(self.item.slug, procedure.slug, casting, by=acting.account(ORGANISATION), at=at), at

    def own(self, procedure: Procedure, at: datetime) -> tuple[Case, datetime]:
        """A person files for themself, resting on nothing."""
        self.serial += 1
        casting = acting.casting_of(PERSON, self.serial, localtime(at).date())
        return acting.file(self.item.slug, procedure.slug, casting, by=acting.account(PERSON), at=at), at

    def in_force(self, procedure: Procedure, at: datetime, serial: int, size: int) -> tuple[Case, datetime]:
        """A parent case, approved and looked at on the spot."""
        casting = acting.casting_of(ORGANISATION, serial, localtime(at).date(), size=size)
        case = acting.file(self.item.slug, procedure.slug, casting, by=acting.account(ORGANISATION), at=at)
        case = acting.sign_until(case, "", at=at + timedelta(hours=4))
        acts.look_on_the_spot(case, at + FORTNIGHT)
        return case, at

    def to_its_end(self, case: Case, at: datetime) -> None:
        """Approved; and where money follows, noticed, determined, requested, paid, closed."""
        case = acting.sign_until_system(case, at=at + timedelta(hours=4))
        if not case.step:
            acts.look_on_the_spot(case, at + FORTNIGHT)
            return
        notice = acts.notice_over([case], at + timedelta(days=1), at + FORTNIGHT)
        acting.sign_until_system(case, at=at + FORTNIGHT)
        self.settled(acts.ask_finance(notice, at + FORTNIGHT + ONE_DAY), at + FORTNIGHT + 3 * ONE_DAY)

    def the_long_way(self, procedure: Procedure, at: datetime) -> None:
        """Everything that may go otherwise and still ends well, on one case: it is corrected in time and accepted by
        silence; where money follows, lines are struck off and objected to, and the money comes back on every stretch."""
        case, at = self.file(procedure, at)
        setbacks.ask_for_correction(case, DEFECTS, at + timedelta(hours=1))
        setbacks.supply(case, at + ONE_DAY)
        case = setbacks.fall_silent(case, Deadline.Kind.RECEIPT, at + WEEK)
        if not case.claims.exists():
            acts.look_on_the_spot(acting.sign_until(case, "", at=at + WEEK), at + FORTNIGHT)
            return
        setbacks.strike(case, 3, "回访核实，该学员没有参加考试，证书系误发。", at + WEEK)
        notice = self.objected(acting.sign_until_system(case, at=at + WEEK + timedelta(hours=1)), at + WEEK + ONE_DAY)
        self.money_returned(case, notice, at + 4 * WEEK)

    def objected(self, case: Case, at: datetime) -> Notice:
        """A notice with an objection upheld and one dismissed, over and determined a fortnight later."""
        notice = open_notice([case.pk], by=acting.at_desk(case.unit, "handler", at), at=at)
        for ordinal, upheld in ((2, True), (5, False)):
            words = f"名单第{ordinal}行的人没有参加培训。"
            setbacks.objected(notice, ordinal, words, at + ONE_DAY, upheld=upheld, answered=at + 2 * ONE_DAY)
        end_notice(notice.pk, at=at + FORTNIGHT)
        acting.sign_until_system(case, at=at + FORTNIGHT)
        return notice

    def money_returned(self, case: Case, notice: Notice, at: datetime) -> None:
        """The list is sent back, its batch discarded, every transfer returned; then the account is corrected and all paid."""
        first = acts.ask(notice, at)
        self.work(at)
        setbacks.send_back(first, "花名册有一人的证件号码须核对，请核对后重新提请。", at + ONE_DAY)
        request = acts.ask_finance(notice, at + 2 * ONE_DAY)
        setbacks.discard(acts.draft(request, at + 4 * ONE_DAY), "代理银行系统升级，改日重新编制。", at + 4 * ONE_DAY)
        self.settled(request, at + 5 * ONE_DAY, refused=lambda ordinal: True)
        setbacks.give_another_account(case, at + 9 * ONE_DAY)
        self.settled(request, at + 10 * ONE_DAY)

    def settled(
        self, request: FundsRequest, at: datetime, refused: Callable[[int], bool] = lambda ordinal: False
    ) -> None:
        """Released, written by the worker, answered by the bank, closed by the worker: three days."""
        batch = acts.release(request, at)
        self.work(at + ONE_DAY)
        acts.bank_answers(batch, at + 2 * ONE_DAY, refused)
        self.work(at + 3 * ONE_DAY)

    def refused(self, procedure: Procedure, at: datetime) -> None:
        """The handler says no, the deputy head signs the refusal."""
        case, at = self.file(procedure, at)
        case = acting.sign_until(case, "handle", at=at + timedelta(hours=2))
        case = acting.sign_all(case, Stance.REFUSE, "经核实，提交的材料与实际情况不符。", at=at + timedelta(hours=3))
        acting.sign_all(case, at=at + timedelta(hours=4))

    def withdrawn(self, procedure: Procedure, at: datetime) -> None:
        """The applicant takes it back."""
        case, at = self.file(procedure, at)
        withdraw(case.pk, words="材料需要重新整理。", by=acting.account(ORGANISATION), at=at + timedelta(hours=1))

    def corrected_too_late(self, procedure: Procedure, at: datetime) -> None:
        """A correction is asked for and never comes."""
        case, at = self.file(procedure, at)
        setbacks.ask_for_correction(case, DEFECTS, at + timedelta(hours=1))
        setbacks.fall_silent(case, Deadline.Kind.CORRECTION, at + MONTH)

    def not_accepted(self, procedure: Procedure, at: datetime) -> None:
        """Not this organ's matter."""
        case, at = self.file(procedure, at)
        acting.sign_all(
            case, Stance.REFUSE, "培训地点不在本县，应由培训地人力资源社会保障局受理。", at=at + timedelta(hours=1)
        )

    def work(self, at: datetime) -> None:
        """The jobs that are due: papers, bank files, closings."""
        runner.work(lambda: at)


def standing_open() -> Iterator[Case]:
    """Cases that should have ended and have not; a case in force (approved, route over, nothing to pay) has."""
    for case in Case.objects.exclude(state__in=ENDS).order_by("pk"):
        in_force = case.state == CaseState.APPROVED and not case.step and not case.claims.exists()
        if not in_force:
            yield case
