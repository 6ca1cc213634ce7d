"""退回申请人补充: whoever reviews an accepted case asks its applicant for what is missing; then the seat has its turn again.

Acceptance is not undone and the handling clock runs on: what is asked after acceptance is the office's own time, and silence
withdraws nothing (《安阳市政务服务条例》第三十六条 speaks of what is named before acceptance).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from workflow_app.approval.quorum import Beside, Quorum, SeatSpec, with_added
from workflow_app.commands.draft import start_correction
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.commands.seat.rearranging import rearrange
from workflow_app.commands.seat.seated import Seated, may_sign, seated
from workflow_app.flow import limits
from workflow_app.flow.signing import turn_round
from workflow_app.models import Account, Case, CaseState, Deadline, Defect, Draft, NoticeLine, Seat
from workflow_app.policy import catalogue
from workflow_app.policy.paper import PaperKind
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.meetings import is_minuted
from workflow_app.queries.papers import case_papers

SUPPLEMENT = PaperKind("supplement", "补充材料通知书", "case_paper", "补充", "papers/supplement.html")
TITLE = "申请人补充材料"


def ask_applicant(seat_id: int, points: Sequence[tuple[str, str]], *, by: Account, at: datetime) -> Seat:
    """The applicant's seat stands before one's own until they answer; who asked may do without (减签). Answers that seat.

    `points` are (section, what is missing and what to do). Raises NotFound, AlreadyDone, NotAllowed, SeparationOfDuties,
    NotUnderstood without a point, NotPossibleNow outside review, at a meeting, after a notice, or when they are asked already.
    """
    with transaction.atomic():
        at_table = seated(seat_id, by, at)
        may_sign(at_table, by)
        if not points:
            raise NotUnderstood("请至少写明一处：缺什么、怎样补。")
        case, mine = at_table.case, at_table.mine
        _is_possible(at_table)
        added = with_added(Quorum.from_json(mine.round.quorum), mine.place, Beside.BEFORE, SeatSpec(applicant=True))
        rearrange(mine.round, added)
        mine.holder, mine.held_since = by, mine.held_since if mine.holder_id == by.pk else at
        mine.save(update_fields=["holder", "held_since"])
        seat = Seat.objects.create(round=mine.round, place=added.place, title=TITLE, added_by=by)
        turn_round(mine.round, at)
        _tell(case, seat, points, at)
        body = {"seat": mine.pk, "added": seat.pk, "points": len(points)}
        record(case.stream, "ask_applicant", by=by, at=at, body=body, personal=[list(point) for point in points])
        return seat


def _is_possible(at_table: Seated) -> None:
    case, step = at_table.case, at_table.mine.round.step
    if not at_table.competent:
        raise NotAllowed("请申请人补充材料由承办单位办理；请在意见里写明还缺什么，由承办单位通知申请人。")
    if case.state != CaseState.ACCEPTED or is_minuted(case, step):
        raise NotPossibleNow("只有在审核环节才能请申请人补充；已经到审定环节的，请先退回审核环节。")
    if Draft.objects.filter(correcting=case).exists():
        raise NotPossibleNow("已经请申请人补充，还没有交来；请等申请人提交，或者先减签再重新提出。")
    if NoticeLine.objects.filter(claim__case=case).exists():
        raise NotPossibleNow("本件已经公示过，申报内容不能再改；需要核实的请实地核查或者委派核对。")


def _tell(case: Case, seat: Seat, points: Sequence[tuple[str, str]], at: datetime) -> None:
    """The draft they answer in, by when, and the paper that says what is asked."""
    filing = case.filings.latest("ordinal")
    rows = [Defect(case=case, filing=filing, section=section, words=words) for section, words in points]
    Defect.objects.bulk_create(rows)
    start_correction(case, filing, at=at)
    clocks = catalogue.procedure(case.item, case.procedure).clocks
    due = limits.deadline(case, Deadline.Kind.CORRECTION, clocks.correction, at, seat.round)
    due.save()
    Seat.objects.filter(pk=seat.pk).update(due_on=due.due_on)
    issue(SUPPLEMENT.kind, paper=SUPPLEMENT, case=case, data=case_papers.supplement(case, rows, due.due_on, at), at=at)
