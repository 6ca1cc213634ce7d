"""The demonstration's cases: about forty, in every state they can reach, each brought there by the commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.commands.close_case import close_case
from workflow_app.commands.correct_account import correct_account
from workflow_app.commands.expire import expire
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.object_to import object_to
from workflow_app.commands.settle_point import strike_off
from workflow_app.commands.withdraw import withdraw
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.flow.arrival import NOTICE
from workflow_app.management import acting, acts
from workflow_app.models import Case, Deadline, Notice, Seat, Unit
from workflow_app.policy import catalogue
from workflow_app.policy.item import Item, Procedure

SCHOOLS = {"410523": "yuehe", "410581": "hongqi"}
FORTNIGHT, MONTH = timedelta(days=14), timedelta(days=30)


@dataclass
class Town:
    """Plays one item with its dependent procedure. Days are counted back from `now`, moved to a working day."""

    now: datetime
    item: Item
    serial: int = 100
    notices: list[Notice] = field(default_factory=list)

    @property
    def record(self) -> Procedure:
        """What others rest on."""
        return next(p for p in self.item.procedures if p.parent is None)

    @property
    def claim(self) -> Procedure:
        """What rests on it and is paid."""
        return next(p for p in self.item.procedures if p.parent is not None)

    def ago(self, days: int, hours: int = 0) -> datetime:
        """So many days back, at nine and some hours on a working day; today is a little while ago."""
        if days == 0:
            return self.now - timedelta(minutes=50 - 5 * hours)
        day = localtime(self.now) - timedelta(days=days)
        while not PUBLISHED.is_working(day.date()):
            day -= timedelta(days=1)
        return day.replace(hour=9, minute=10, second=0, microsecond=0) + timedelta(hours=hours)

    def file(self, procedure: Procedure, region: str, days: int, size: int = 10, parent: str = "") -> Case:
        """A school's filing."""
        who = f"{SCHOOLS[region]}.agent"
        at = self.ago(days)
        casting = acting.casting_of(who, self.serial, localtime(at).date(), size=size, parent_number=parent)
        return acting.file(self.item.slug, procedure.slug, casting, by=acting.account(who), at=at)

    def recorded(self, region: str, days: int, size: int = 10) -> Case:
        """A record in force, looked at on the spot a fortnight later."""
        self.serial += 1
        case = self.file(self.record, region, days, size)
        case = acting.sign_until(case, "", at=self.ago(days, 5))
        acts.look_on_the_spot(case, self.ago(days, 1) + FORTNIGHT)
        return case

    def claimed(self, region: str, days: int, size: int = 10) -> Case:
        """A claim on a record of a month and more before."""
        record = self.recorded(region, days + 32, size)
        return self.file(self.claim, region, days, size, record.number)

    def at_step(self, step: str, region: str, days: int, size: int = 10) -> Case:
        """A claim that has come to a step."""
        return acting.sign_until(self.claimed(region, days, size), step, at=self.ago(days, 3))


def play(now: datetime, said: Callable[[str], object]) -> None:
    """Play every item whose procedures rest on one another; `said` hears how far it is."""
    for item in catalogue.items():
        town = Town(now, item)
        for unit in Unit.objects.filter(kind="hrss", region__in=[*SCHOOLS]):
            acts.endow(unit, item.slug, localtime(now).year, Decimal("600000.00"), town.ago(120))
        for scene in SCENES:
            scene(town)
        said(f"{item.title_on(localtime(now).date())}：{Case.objects.filter(item=item.slug).count()}件办件")


def records_on_their_way(town: Town) -> None:
    """开班备案: just filed, at the handler, at the section, refused."""
    for step in ("receive", "handle", "section"):
        town.serial += 1
        case = town.file(town.record, "410523", 0)
        acting.sign_until(case, step, at=town.ago(0, 1))
    town.serial += 1
    case = acting.sign_until(town.file(town.record, "410581", 20), "handle", at=town.ago(20, 2))
    acting.sign_all(case, Stance.REFUSE, "培训地点不具备烹调实训条件，现场与填报不符。", at=town.ago(19))
    acting.sign_all(case, at=town.ago(18))


def claims_before_acceptance(town: Town) -> None:
    """Filed today; sent back for correction; corrected too late; not accepted; withdrawn."""
    town.claimed("410523", 0)
    town.claimed("410581", 0)
    defects = (
        ("trainees", "考勤记录缺少最后两天的签到页，请补交。"),
        ("basic_account", "基本存款账户信息表看不清账号，请重新扫描上传。"),
    )
    for days in (2, 40):
        case = town.claimed("410523", days)
        seat = Seat.objects.get(round__case=case, waiting=True)
        give_opinion(
            seat.pk, Stance.RETURN, "材料不齐全，请一次补正。", defects=defects,
            by=acting.holder(seat, localtime(town.now).date()), at=town.ago(days, 4),
        )  # fmt: skip
    expire(Deadline.objects.filter(case=case, kind=Deadline.Kind.CORRECTION).get().pk, at=town.ago(15))
    refused = town.claimed("410581", 25)
    acting.sign_all(refused, Stance.REFUSE, "该培训班属于企业内部岗前培训，不属于本事项。", at=town.ago(25, 4))
    gone = town.claimed("410523", 12)
    withdraw(gone.pk, words="证书编号填错了，核对后重新申报。", by=acting.account("yuehe.agent"), at=town.ago(11))


def claims_in_review(town: Town) -> None:
    """At every desk of the review, one of them above the meeting's sum, one with a line struck off, one to be refused."""
    for days, step in ((6, "handle"), (7, "section"), (8, "bureau_finance"), (9, "deputy_head")):
        town.at_step(step, "410523", days)
    partly = town.at_step("handle", "410523", 5)
    seat = next(acting.waiting_seats(partly))
    give_opinion(
        seat.pk, Stance.APPROVE, "名单与证书一致。", by=acting.holder(seat, localtime(town.now).date()), at=town.ago(4)
    )
    town.at_step("meeting", "410523", 10, size=55)
    struck = town.at_step("section", "410581", 7)
    officer = acting.holder(next(acting.waiting_seats(struck)), localtime(town.now).date())
    strike_off(struck.pk, 3, "回访核实，该学员未参加考试，证书系误发。", by=officer, at=town.ago(5))
    refused = town.at_step("section", "410523", 11)
    acting.sign_all(refused, Stance.REFUSE, "回访学员，多数反映没有参加培训，考勤与检查记录不符。", at=town.ago(9))
    acting.sign_all(refused, at=town.ago(8))


def notices(town: Town) -> None:
    """Waiting for a notice; on notice, with an objection; over, waiting for confirmation."""
    for days in (8, 9):
        town.at_step(NOTICE, "410523", days)
    running = [town.at_step(NOTICE, "410523", 12), town.at_step(NOTICE, "410523", 13)]
    notice = acts.open_notice([c.pk for c in running], by=acting.account("tangyin.handler"), at=town.ago(2))
    object_to(notice.pk, 4, "史明", "0372-0000001", "名单第4人去年已经领过同一工种的补贴。", at=town.ago(1))
    over = town.at_step(NOTICE, "410523", 30)
    acts.notice_over([over], town.ago(28), town.ago(14))


def paid(town: Town) -> None:
    """Determined, requested, drafted, on its way to the bank, returned by it, and paid."""
    for place, days in enumerate((34, 38, 42, 46, 50)):
        case = town.at_step(NOTICE, "410581" if place % 2 else "410523", days)
        notice = acts.notice_over([case], town.ago(days - 2), town.ago(days - 16))
        acting.sign_until_system(case, at=town.ago(days - 17))
        for act in PAYMENT[: place + 1]:
            act(town, notice, days - 18)


def _requested(town: Town, notice: Notice, days: int) -> None:
    acts.ask_finance(notice, town.ago(days))


def _released(town: Town, notice: Notice, days: int) -> None:
    batch = acts.release(notice.funds_requests.get(), town.ago(days - 2))
    write_bank_file(batch.pk, at=town.ago(days - 2, 6))


def _partly_returned(town: Town, notice: Notice, days: int) -> None:
    batch = notice.funds_requests.get().batches.get()
    acts.bank_answers(batch, town.ago(days - 4), refused=lambda ordinal: ordinal in (2, 7))


def _corrected(town: Town, notice: Notice, days: int) -> None:
    case = Case.objects.filter(claims__notice_lines__notice=notice).distinct().get()
    head = acting.account("yuehe.head" if case.unit.region == "410523" else "hongqi.head")
    correct_account(case.pk, "99990000000000777", "示例银行营业部", by=head, at=town.ago(days - 5))
    batch = acts.release(notice.funds_requests.get(), town.ago(days - 6))
    write_bank_file(batch.pk, at=town.ago(days - 6, 6))
    acts.bank_answers(batch, town.ago(days - 8))
    close_case(case.pk, at=town.ago(days - 9))


PAYMENT: tuple[Callable[[Town, Notice, int], None], ...] = (
    lambda town, notice, days: None,
    _requested,
    _released,
    _partly_returned,
    _corrected,
)


def trainees(town: Town) -> None:
    """A trainee who paid files for themself."""
    for username in ("wang", "li"):
        town.serial += 1
        at = town.ago(0)
        casting = acting.casting_of(username, town.serial, localtime(at).date())
        acting.file(town.item.slug, town.claim.slug, casting, by=acting.account(username), at=at)


SCENES: tuple[Callable[[Town], None], ...] = (
    records_on_their_way,
    claims_before_acceptance,
    claims_in_review,
    notices,
    paid,
    trainees,
)
