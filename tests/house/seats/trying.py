"""What anybody may try with a case while a step is asked: each act by whom it is for, and the moments it is tried at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from tests import cast
from tests.cast import who
from tests.house.seats.asking import STEP, asked, colleague, next_seat, sits_at
from tests.situations import SIGNED
from workflow_app.approval.quorum import Beside, Quorum
from workflow_app.approval.stance import Stance
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.beside_the_route.terminate import terminate
from workflow_app.commands.bulk_sign import bulk_sign, start_bulk
from workflow_app.commands.correct_fact import Spot, correct_fact
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.oversight.urge import urge
from workflow_app.commands.seat.add_seat import add_seat, remove_seat
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.commands.seat.claim import claim, release
from workflow_app.commands.seat.delegate import delegate
from workflow_app.commands.seat.recuse import recuse
from workflow_app.commands.seat.send_back import send_back
from workflow_app.commands.seat.send_copy import send_copy
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.seat.transfer import transfer
from workflow_app.commands.stand_in import hand_over, substitute
from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acting
from workflow_app.models import Account, BulkLine, Case, Desk, Opinion, Seat
from workflow_app.policy.refusals import NotPossibleNow, Refusal

LATER = SIGNED + timedelta(minutes=5)
TODAY = SIGNED.date()
WORDS = "见办理情况。"
A = Stance.APPROVE


@dataclass(frozen=True)
class Table:
    """A case as it was found, and the seat somebody goes on from: whose turn it is, else whoever sat there."""

    case: Case
    seat: Seat
    by: Account

    @property
    def role(self) -> str:
        assert self.seat.desk
        return self.seat.desk.role


def found(case: Case) -> Table:
    """The table as the next signer finds it; where nobody of the step is asked any more, as its first signer does."""
    case = Case.objects.get(pk=case.pk)
    of_the_step = Seat.objects.filter(round__case=case, round__step=STEP).order_by("-round", "place")
    seat = of_the_step.filter(waiting=True).first() or of_the_step[0]
    assert seat.desk
    return Table(case, seat, sits_at(case, seat.desk.role))


def nobody_spoke(quorum: Quorum, case: Case) -> Case:
    return case


def one_agreed(quorum: Quorum, case: Case) -> Case:
    _says(case, A)
    return case


def one_refused(quorum: Quorum, case: Case) -> Case:
    """The noes are counted here: the first of them does not decide."""
    seat = next_seat(case)
    seat.round.quorum = replace(quorum, first_no_decides=False).to_json()
    seat.round.save()
    _says(case, Stance.REFUSE)
    return case


def suspended(quorum: Quorum, case: Case) -> Case:
    table = found(case)
    suspend(case.pk, "suspension", WORDS, by=table.by, at=SIGNED)
    return case


def came_again(quorum: Quorum, case: Case) -> Case:
    table = found(case)
    send_back(table.seat.pk, "handle", WORDS, by=table.by, at=SIGNED)
    return asked(quorum, acting.sign_until(Case.objects.get(pk=case.pk), STEP, at=SIGNED))


def lent(quorum: Quorum, case: Case) -> Case:
    table = found(case)
    delegate(table.seat.pk, who(cast.INTAKE), WORDS, by=table.by, at=SIGNED)
    return case


def decided(quorum: Quorum, case: Case) -> Case:
    while Case.objects.get(pk=case.pk).step == STEP:
        _says(case, A)
    return case


def over(quorum: Quorum, case: Case) -> Case:
    return withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)


MOMENTS: dict[str, Callable[[Quorum, Case], Case]] = {
    "无人签署": nobody_spoke,
    "一人已同意": one_agreed,
    "一人不同意": one_refused,
    "中止": suspended,
    "再来": came_again,
    "委派": lent,
    "已定": decided,
    "结束": over,
}
# Where the first word decides there is no such moment: one yes of 或签, one no of 依次 or of who may say no alone.
NEVER = {("any", "一人已同意"), ("in sequence", "一人不同意"), ("with veto", "一人不同意")}


def _says(case: Case, word: Stance) -> None:
    table = found(case)
    give_opinion(table.seat.pk, word, WORDS, by=table.by, at=SIGNED)


def signs(table: Table) -> None:
    give_opinion(table.seat.pk, A, WORDS, by=table.by, at=LATER)


def signs_in_bulk(table: Table) -> None:
    """What is said of its one row is said here as of any act."""
    signing = start_bulk([table.seat.pk], by=table.by, at=LATER)
    bulk_sign(signing.pk, at=LATER)
    line = signing.lines.get()
    if line.outcome != BulkLine.Outcome.DONE:
        raise NotPossibleNow(line.sentence)


def signs_as_substitute(table: Table) -> None:
    desk = table.seat.desk
    assert desk
    substitute(table.by, who(cast.INTAKE), [desk], TODAY, TODAY + timedelta(days=7), by=table.by, at=LATER)
    give_opinion(table.seat.pk, A, WORDS, by=who(cast.INTAKE), at=LATER)


def signs_as_successor(table: Table) -> None:
    """Since today's last day is the leaver's, the successor signs tomorrow."""
    successor = colleague(table.case, "other_deputy_head")
    hand_over(table.by, successor, TODAY, by=who(cast.BUREAU_HEAD), at=LATER)
    give_opinion(table.seat.pk, A, WORDS, by=successor, at=LATER + timedelta(days=1))


def claims_and_releases(table: Table) -> None:
    claim(table.seat.pk, by=table.by, at=LATER)
    release(table.seat.pk, by=table.by, at=LATER)


def transfers(table: Table) -> None:
    transfer(table.seat.pk, colleague(table.case, table.role), WORDS, by=table.by, at=LATER)


def delegates(table: Table) -> None:
    delegate(table.seat.pk, who(cast.INTAKE), WORDS, by=table.by, at=LATER)


def adds(how: Beside) -> Callable[[Table], None]:
    def act(table: Table) -> None:
        desk = Desk.objects.get(unit=table.case.unit, role="other_deputy_head")
        add_seat(table.seat.pk, desk.pk, how, WORDS, by=table.by, at=LATER)

    return act


def adds_and_removes(table: Table) -> None:
    adds(Beside.TOGETHER)(table)
    added = Seat.objects.get(round__case=table.case, added_by=table.by, removed_at=None)
    remove_seat(added.pk, by=table.by, at=LATER)


def asks_the_applicant(table: Table) -> None:
    ask_applicant(table.seat.pk, (("person", "电话打不通，请更正。"),), by=table.by, at=LATER)


def sends_back(table: Table) -> None:
    send_back(table.seat.pk, "handle", WORDS, by=table.by, at=LATER)


def takes_back(table: Table) -> None:
    """Whoever spoke last at the step; where nobody has, whoever sits there tries."""
    said = Opinion.objects.filter(seat__round__case=table.case, seat__round__step=STEP).order_by("-pk").first()
    take_back(said.seat_id if said else table.seat.pk, by=said.by if said else table.by, at=LATER)


def sends_a_copy(table: Table) -> None:
    send_copy(table.case.pk, [who(cast.INTAKE)], by=table.by, at=LATER)


def steps_aside(table: Table) -> None:
    colleague(table.case, table.role)
    recuse(table.case.pk, table.by, WORDS, by=table.by, at=LATER)


def corrects(table: Table) -> None:
    correct_fact(table.case.pk, Spot("applicant_phone"), "13900000009", WORDS, by=table.by, at=LATER)


def withdraws(table: Table) -> None:
    withdraw(table.case.pk, by=who(cast.TRAINEE), at=LATER)


def urges(table: Table) -> None:
    urge(table.case.pk, by=who(cast.TRAINEE), at=LATER)


def orders(table: Table) -> None:
    supervise(table.case.pk, WORDS, TODAY + timedelta(days=2), by=who(cast.BUREAU_HEAD), at=LATER)


def suspends(table: Table) -> None:
    suspend(table.case.pk, "suspension", WORDS, by=table.by, at=LATER)


def starts_a_special_procedure(table: Table) -> None:
    suspend(table.case.pk, "review", WORDS, 5, by=table.by, at=LATER)


def resumes(table: Table) -> None:
    """The head; where nothing stands still there is nothing to name."""
    pause = table.case.pauses.order_by("pk").last()
    resume(pause.pk if pause else 0, by=who(cast.BUREAU_HEAD), at=LATER)


def asks_for_longer(table: Table) -> None:
    ask_extension(table.case.pk, 5, WORDS, by=who(cast.SECTION), at=LATER)


def extends(table: Table) -> None:
    asked_for = ask_extension(table.case.pk, 5, WORDS, by=who(cast.SECTION), at=LATER)
    decide_extension(asked_for.pk, True, by=who(cast.BUREAU_HEAD), at=LATER)


def terminates(table: Table) -> None:
    terminate(table.case.pk, "pointless", WORDS, by=who(cast.BUREAU_HEAD), at=LATER)


ACTS: dict[str, Callable[[Table], None]] = {
    "签署同意": signs,
    "批量同意": signs_in_bulk,
    "代理人签署": signs_as_substitute,
    "交接后接任人签署": signs_as_successor,
    "签收后退回岗位": claims_and_releases,
    "转办": transfers,
    "委派": delegates,
    "前加签": adds(Beside.BEFORE),
    "后加签": adds(Beside.AFTER),
    "并加签": adds(Beside.TOGETHER),
    "加签后减签": adds_and_removes,
    "请申请人补充": asks_the_applicant,
    "退回": sends_back,
    "收回": takes_back,
    "抄送": sends_a_copy,
    "回避": steps_aside,
    "更正": corrects,
    "撤回": withdraws,
    "催办": urges,
    "督办": orders,
    "中止": suspends,
    "特别程序": starts_a_special_procedure,
    "恢复": resumes,
    "申请延期": asks_for_longer,
    "批准延期": extends,
    "终止": terminates,
}


def tried(act: Callable[[Table], None], table: Table) -> tuple[str, str]:
    """Two empty words where it is done; else the kind of refusal and its sentence."""
    try:
        act(table)
    except Refusal as refused:
        return type(refused).__name__, refused.sentence
    return "", ""
