"""What only this item shows in the demonstration: classes looked at on the spot, lines struck off and objected to, a meeting, a school's money on its way and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from workflow_app.approval.stance import Stance
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.open_notice import open_notice
from workflow_app.flow.arrival import NOTICE
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.past import last_worked, opening
from workflow_app.management.stage import Stage
from workflow_app.models import Case, CaseState, Deadline, FundsRequest, Notice, PaymentBatch
from workflow_app.policy.specimen import Footing

RECORD, CLAIM = "class_record", "claim"
AGENT, ELSEWHERE = "yuehe.agent", "hongqi.agent"
NOTICED = 6  # working days a notice takes with the morning after it
FEW = 10  # people in a class
ABOVE = 55  # people in a case whose sum a meeting must hear
# A class begins a week after its record is filed and takes a fortnight; certificates follow.
CLASS, INTO_IT, A_MORNING = timedelta(days=32), timedelta(days=8), timedelta(hours=5)
INCOMPLETE = (
    ("trainees", "考勤记录缺少最后两天的签到页，请补交。"),
    ("basic_account", "基本存款账户信息表看不清账号，请重新扫描上传。"),
)


def paid(stage: Stage) -> None:
    """A school and a trainee on one list; the trainee's transfer came back, went to another account, and all is paid."""
    if not stage.prints:
        return
    school, trainee = claimed(stage, 44), own(stage, 44, "wang")
    request = _checked(stage, [school, trainee], 44)
    batch = _sent(stage, request, 31)
    last = batch.lines.get(claim__case=trainee).ordinal
    acts.bank_answers(batch, stage.past.at(29), refused=lambda ordinal: ordinal == last)
    stage.work(stage.past.at(29, 1))
    setbacks.give_another_account(trainee, stage.past.at(28))
    acts.bank_answers(_sent(stage, request, 24), stage.past.at(22))
    stage.work(stage.past.at(22, 1))


def found_twice(stage: Stage) -> None:
    """Who was paid for this occupation and level claims it again; the other case is named."""
    bring(stage, own(stage, 1, "wang"), "handle", 1)


def returned(stage: Stage) -> None:
    """A first batch was discarded; of the second the bank could pay nobody; the school's legal representative must name
    another account."""
    if not stage.prints:
        return
    request = _checked(stage, [claimed(stage, 28)], 28)
    first = acts.draft(request, stage.past.at(18))
    setbacks.discard(first, "代理银行通知本周系统升级，改到下周编制。", stage.past.at(17))
    acts.bank_answers(_sent(stage, request, 16), stage.past.at(14), refused=lambda ordinal: True)


def sent_back_and_asked_anew(stage: Stage) -> None:
    """Finance returned the first list; the second lies before it."""
    if not stage.prints:
        return
    notice = _determined(stage, [claimed(stage, 20, ELSEWHERE)], 20)
    first = acts.ask(notice, stage.past.at(11))
    acts.make_papers(first, stage.past.at(11))
    setbacks.send_back(first, "花名册第3人的身份证号与社保登记不一致，请核对后重新提请。", stage.past.at(10))
    acts.ask(notice, stage.past.at(1))


def objected_to(stage: Stage) -> None:
    """A school's class and a trainee before the public; of three objections one is open, one upheld, one dismissed."""
    cases = [bring(stage, case, NOTICE, 5) for case in (claimed(stage, 6), own(stage, 6, "yang"))]
    handler = acting.at_desk(cases[0].unit, "handler", stage.past.at(3))
    notice = open_notice([case.pk for case in cases], by=handler, at=stage.past.at(3))
    said, answered = stage.past.at(2), stage.past.at(1)
    setbacks.objected(notice, 2, "名单第2人没有上过课，证书是代考的。", said, upheld=True, answered=answered)
    setbacks.objected(notice, 6, "名单第6人不是本县户籍。", said, upheld=False, answered=answered)
    setbacks.objected(notice, 4, "名单第4人去年已经领过同一工种的补贴。", answered)


def before_the_meeting(stage: Stage) -> None:
    """Above the sum: a session recorded that nobody signed yet; one heard and decided, waiting for its notice."""
    waiting = bring(stage, claimed(stage, 9, size=ABOVE), "meeting", 4)
    acting.sit(waiting, stage.past.at(1))
    heard = bring(stage, claimed(stage, 12, size=ABOVE), "meeting", 10)
    acting.sit(heard, stage.past.at(9))
    acting.sign_until(heard, NOTICE, at=stage.past.at(9, 2))


def struck_off(stage: Stage) -> None:
    """Before the deputy head, one line struck off on the way."""
    case = bring(stage, claimed(stage, 8, ELSEWHERE), "section", 5)
    setbacks.strike(case, 3, "回访核实，该学员未参加考试，证书系误发。", stage.past.at(3))
    bring(stage, case, "deputy_head", 2)


def ruled_on(stage: Stage) -> None:
    """Nobody had looked at the class: the handler settles the point and agrees, two departments still check."""
    case = bring(stage, claimed(stage, 5, looked_at=False), "handle", 5)
    setbacks.settle_points(case, "已核对考勤、教学日志并电话回访六名学员，培训属实。", stage.past.at(4))
    seat, by = next(acting.waiting_seats(case)), setbacks.own_signer(case, stage.past.at(4))
    give_opinion(seat.pk, Stance.APPROVE, "名单与证书一致。", by=by, at=stage.past.at(4, 1))


def accepted_by_silence(stage: Stage) -> None:
    """Nobody told the school anything in a working day: accepted on the day it filed."""
    setbacks.fall_silent(claimed(stage, 4), Deadline.Kind.RECEIPT, stage.past.at(2))


def supplied(stage: Stage) -> None:
    """Two sections were incomplete; the school handed in what was missing."""
    case = claimed(stage, 6)
    setbacks.ask_for_correction(case, INCOMPLETE, stage.past.at(6, 4))
    setbacks.supply(case, stage.past.at(0, 2))


def claimed(stage: Stage, days: int, who: str = AGENT, size: int = FEW, *, looked_at: bool = True) -> Case:
    """A school claims for a class of the month before; two officers looked at it unless `looked_at` is False."""
    at = stage.past.at(days)
    began = before_class(at)
    record = acting.sign_until(stage.file(RECORD, who, began, size=size), "", at=began + A_MORNING)
    if looked_at:
        acts.look_on_the_spot(record, in_class(began))
    stage.serial -= 1  # the same people
    return stage.file_on(CLAIM, Footing(who, record.number, {"size": size}), at)


def own(stage: Stage, days: int, who: str) -> Case:
    """A trainee who paid claims for themself; no record is needed."""
    return stage.file(CLAIM, who, stage.past.at(days))


def bring(stage: Stage, case: Case, step: str, days: int) -> Case:
    """Received two hours after it was filed; everybody else before `step` agrees so many days back at noon."""
    if case.state == CaseState.SUBMITTED:
        case = acting.sign_all(case, at=case.filed_at + timedelta(hours=2))
    return acting.sign_until(case, step, at=stage.past.at(days, 3))


def before_class(claimed: datetime) -> datetime:
    """When the record was filed of a class that is claimed for at `claimed`."""
    return opening(last_worked(localtime(claimed).date() - CLASS))


def in_class(recorded: datetime) -> datetime:
    """A working day on which a class is taught whose record was filed at `recorded`."""
    return opening(PUBLISHED.next_working(localtime(recorded).date() + INTO_IT))


def _determined(stage: Stage, cases: Sequence[Case], days: int) -> Notice:
    """Put on one notice two days after they were filed (`days` back), unopposed, and determined when it was over."""
    waiting = [bring(stage, case, NOTICE, days - 1) for case in cases]
    over = stage.past.at(days - 2 - NOTICED)
    notice = acts.notice_over(waiting, stage.past.at(days - 2), over)
    for case in waiting:
        acting.sign_until_system(case, at=over + timedelta(hours=1))
    return notice


def _checked(stage: Stage, cases: Sequence[Case], days: int) -> FundsRequest:
    """Filed so many days back, determined, asked for nine days after filing and checked the day after."""
    notice = _determined(stage, cases, days)
    return acts.check(acts.ask(notice, stage.past.at(days - 9)), stage.past.at(days - 10))


def _sent(stage: Stage, request: FundsRequest, days: int) -> PaymentBatch:
    batch = acts.release(request, stage.past.at(days))
    stage.work(stage.past.at(days, 6))
    return PaymentBatch.objects.get(pk=batch.pk)


# What was paid lies farthest back, and who was paid claims again.
SCENES = (
    paid,
    returned,
    sent_back_and_asked_anew,
    objected_to,
    before_the_meeting,
    struck_off,
    ruled_on,
    found_twice,
    accepted_by_silence,
    supplied,
)
