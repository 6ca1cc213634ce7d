"""What only this item shows in the demonstration: loans being repaid, behind, made good and settled. Each began in the past."""

from __future__ import annotations

from datetime import timedelta

from processes.loans.commands.extend_loan import extend_loan
from processes.loans.commands.record_recovery import record_recovery
from processes.loans.commands.record_repayment import settle
from processes.loans.models import Loan
from processes.loans.startup_loan import play
from workflow_app.management.stage import Stage
from workflow_app.models import Case

REPAYS, BEHIND = "wang", "li"
FALLEN_BEHIND = timedelta(days=135)  # a month to the money, a quarter to the first interest
A_PART_FEN = 20_000_00


def repaid(stage: Stage) -> None:
    """One pays every quarter and has asked for the subsidy; one was given more time; one has settled."""
    well, extended, settled = play.paying(stage, (REPAYS, stage.newcomer(), stage.newcomer()), stage.past.at(8))
    case = stage.file(play.SUBSIDY, REPAYS, stage.past.at(8), parent=well.case)
    stage.approved(case, stage.past.at(6))
    extend_loan(
        extended.pk, extended.due_on + timedelta(days=180), "示例担保展期1号", by=play.bank(), at=stage.past.at(5)
    )
    day = stage.past.at(4)
    settle(settled.pk, day.date(), "示例还款结清", by=play.bank(), at=day)


def behind(stage: Stage) -> None:
    """Nothing was paid on the first day; the bank must still wait before the fund pays."""
    (loan,) = play.lent_to(stage, (BEHIND,), stage.before(stage.past.now, FALLEN_BEHIND))
    play.behind(loan)


def recovered(stage: Stage) -> None:
    """The fund has paid for two; of one a part came back, of the other everything."""
    at = stage.past.at(10)
    partly, wholly = (
        Loan.objects.get(case=Case.objects.get(number=each.parent_number)) for each in play.losses(stage, 2, at)
    )
    for loan, fen, words in (
        (partly, A_PART_FEN, "保证人代为偿还一部分。"),
        (wholly, play.lost_fen(wholly), "借款人全部偿还。"),
    ):
        record_recovery(loan.pk, fen, at.date(), f"示例追回{loan.pk:04d}", words, by=play.guarantor(), at=at)


SCENES = (repaid, behind, recovered)
