"""How 职业培训补贴 is played: a class on record and its claim paid, a trainee's own, every ending, every setback on one case."""

from __future__ import annotations

from datetime import datetime, timedelta

from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.open_notice import open_notice
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.stage import FORTNIGHT, MONTH, WEEK, Stage
from workflow_app.models import Case, Deadline, Notice
from workflow_app.policy.specimen import Footing

SCHOOL, TRAINEE = "yuehe.agent", "wang"
RECORD, CLAIM = "class_record", "claim"
LARGE = 55  # people in a case whose sum the meeting must hear
DEFECTS = (("organisation", "授权委托书没有写明委托期限，请由法定代表人补全并签章。"),)


def recorded(stage: Stage) -> None:
    """A class is recorded, or is not."""
    stage.to_its_end(stage.file(RECORD, SCHOOL, stage.begin), stage.begin + timedelta(hours=4))
    stage.the_other_endings(RECORD, SCHOOL, stage.begin + timedelta(hours=1))
    _the_long_way(stage, stage.file(RECORD, SCHOOL, stage.begin + timedelta(hours=5)), stage.begin + timedelta(hours=6))


def claimed(stage: Stage) -> None:
    """A school's claim is paid, a large one by a meeting, a trainee's own; or comes to nothing."""
    stage.endow()
    for size, hours in ((10, 0), (LARGE, 1)):
        case, at = _claim(stage, stage.begin + timedelta(hours=hours), size)
        stage.to_its_end(case, at + timedelta(hours=4))
    own = stage.begin + MONTH
    stage.to_its_end(stage.file(CLAIM, TRAINEE, own), own + timedelta(hours=4))
    for hours, ending in enumerate(
        (stage.refused, stage.withdrawn, stage.not_accepted, stage.corrected_too_late), start=2
    ):
        case, at = _claim(stage, stage.begin + timedelta(hours=hours))
        ending(case, at + timedelta(hours=1))
    case, at = _claim(stage, stage.begin + timedelta(hours=6))
    _the_long_way(stage, case, at + timedelta(hours=1))


def _claim(stage: Stage, at: datetime, size: int = 10) -> tuple[Case, datetime]:
    """The claim for a class that was recorded, looked at on the spot and is over; and when it was filed."""
    record = acting.sign_until(stage.file(RECORD, SCHOOL, at, size=size), "", at=at + timedelta(hours=4))
    acts.look_on_the_spot(record, at + FORTNIGHT)
    # The same people, so the same serial number.
    stage.serial -= 1
    return stage.file(CLAIM, SCHOOL, at + MONTH, parent=record, size=size), at + MONTH


def _the_long_way(stage: Stage, case: Case, at: datetime) -> None:
    """Everything that may go otherwise and still ends well, on one case: it is corrected in time and accepted by
    silence; where money follows, lines are struck off and objected to, and the money comes back on every stretch."""
    setbacks.ask_for_correction(case, DEFECTS, at)
    setbacks.supply(case, at + ONE_DAY)
    case = setbacks.fall_silent(case, Deadline.Kind.RECEIPT, at + WEEK)
    if not case.claims.exists():
        acts.look_on_the_spot(acting.sign_until(case, "", at=at + WEEK), at + FORTNIGHT)
        return
    setbacks.strike(case, 3, "回访核实，该学员没有参加考试，证书系误发。", at + WEEK)
    notice = _objected(acting.sign_until_system(case, at=at + WEEK + timedelta(hours=1)), at + WEEK + ONE_DAY)
    _money_returned(stage, case, notice, at + 4 * WEEK)


def _objected(case: Case, at: datetime) -> Notice:
    """A notice with an objection upheld and one dismissed, over and determined a fortnight later."""
    notice = open_notice([case.pk], by=acting.at_desk(case.unit, "handler", at), at=at)
    for ordinal, upheld in ((2, True), (5, False)):
        words = f"名单第{ordinal}行的人没有参加培训。"
        setbacks.objected(notice, ordinal, words, at + ONE_DAY, upheld=upheld, answered=at + 2 * ONE_DAY)
    end_notice(notice.pk, at=at + FORTNIGHT)
    acting.sign_until_system(case, at=at + FORTNIGHT)
    return notice


def _money_returned(stage: Stage, case: Case, notice: Notice, at: datetime) -> None:
    """The list is sent back, its batch discarded, every transfer returned; then another account is asked
    for and confirmed, cools, and all is paid."""
    first = acts.ask(notice, at)
    stage.work(at)
    setbacks.send_back(first, "花名册有一人的证件号码须核对，请核对后重新提请。", at + ONE_DAY)
    request = acts.ask_finance(notice, at + 2 * ONE_DAY)
    setbacks.discard(acts.draft(request, at + 4 * ONE_DAY), "代理银行系统升级，改日重新编制。", at + 4 * ONE_DAY)
    stage.settled(request, at + 5 * ONE_DAY, refused=lambda ordinal: True)
    counts = setbacks.give_another_account(case, at + 9 * ONE_DAY)
    stage.settled(request, counts + ONE_DAY)


def schools(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """One school with many classes."""
    return [Footing(SCHOOL)] * number


STORIES = (recorded, claimed)
