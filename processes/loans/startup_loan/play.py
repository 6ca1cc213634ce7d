"""How 个人创业担保贷款 is played: repaid to the end with its subsidy; overdue, claimed, recovered and written off; refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from processes.loans.calculation.schedule import schedule
from processes.loans.commands.extend_loan import extend_loan
from processes.loans.commands.mark_overdue import mark_overdue
from processes.loans.commands.record_recovery import record_recovery
from processes.loans.commands.record_repayment import record_repayment, settle
from processes.loans.models import Loan
from processes.loans.queries.course import course_of
from processes.loans.queries.loss import lost_fen
from processes.loans.startup_loan import seat_specimen
from workflow_app.approval.stance import Stance
from workflow_app.management import acting, acts
from workflow_app.management.stage import LONGEST_NOTICE, Stage
from workflow_app.models import Account, Case, Claim
from workflow_app.policy.specimen import Footing

APPLICATION, SUBSIDY, FUND_CLAIM, WRITE_OFF = "application", "interest_subsidy", "fund_claim", "write_off"
REPAYS, DEFAULTS, COMES_BACK, REFUSED, TURNED_DOWN = "wang", "li", "zhang", "chen", "liu"
BANK, GUARANTOR = "bank.agent", "guarantor.agent"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEN = time(10, 0)
SHANGHAI = ZoneInfo("Asia/Shanghai")
A_YEAR = timedelta(days=365)  # by then every deadline of a story has run out
BORROWED_BEFORE = timedelta(days=200)
DEFAULTED_BEFORE = timedelta(days=240)  # a month to the money, a quarter to the first interest, and what a bank waits
CLAIM_AFTER = timedelta(days=95)  # what a bank waits, a little more than the ninety days


def repaid(stage: Stage) -> None:
    """A loan is granted and paid out; a quarter's interest is paid and subsidised; it is extended once and settled."""
    stage.endow()
    case, loan = granted(stage, REPAYS, stage.begin)
    first = pay_what_is_due(loan, 1)
    quarter = stage.file(SUBSIDY, REPAYS, first + 2 * DAY, parent=case)
    stage.to_its_end(quarter, first + 2 * DAY + 4 * HOUR)
    stage.the_other_endings(SUBSIDY, REPAYS, first + 3 * DAY, parent=case)
    extend_loan(loan.pk, loan.due_on + timedelta(days=180), "示例担保展期1号", by=bank(), at=first + 5 * DAY)
    later = first + timedelta(days=200)
    settle(loan.pk, later.date(), "示例还款结清", by=bank(), at=later)
    stage.work(stage.begin + A_YEAR)


def claimed(stage: Stage) -> None:
    """A loan falls behind; the fund pays its share; a part is recovered and the rest written off. Another comes back whole."""
    for who, ending in ((DEFAULTS, _written_off), (COMES_BACK, _made_good)):
        case, loan = granted(stage, who, stage.begin)
        since = behind(loan)
        stage.the_other_endings(FUND_CLAIM, BANK, since + CLAIM_AFTER - 2 * DAY, parent=case)
        paid_by_the_fund(stage, case, loan, since + CLAIM_AFTER)
        ending(stage, case, loan, since + CLAIM_AFTER + 30 * DAY)
    stage.work(stage.begin + A_YEAR)


def refused(stage: Stage) -> None:
    """Applications that come to nothing: refused, withdrawn, not accepted, never corrected; and one the bank turns down."""
    stage.the_other_endings(APPLICATION, REFUSED, stage.begin)
    case = stage.file(APPLICATION, TURNED_DOWN, stage.begin)
    case = stage.approved(case, stage.begin + HOUR)
    at = stage.begin + DAY
    acts.notice_over([case], at, at + LONGEST_NOTICE)
    case = acting.sign_until(case, "disburse", at=at + LONGEST_NOTICE)
    case = acting.sign_all(case, Stance.REFUSE, "经本行独立审查，不符合授信条件。", at=at + LONGEST_NOTICE + HOUR)
    acting.sign_all(case, at=at + LONGEST_NOTICE + 2 * HOUR)
    stage.work(at + LONGEST_NOTICE + 3 * HOUR)


def granted(stage: Stage, who: str, at: datetime) -> tuple[Case, Loan]:
    """An application that becomes a loan."""
    case = stage.to_its_end(stage.file(APPLICATION, who, at), at + 4 * HOUR)
    return case, Loan.objects.get(case=case)


def pay_what_is_due(loan: Loan, quarters: int) -> datetime:
    """The borrower pays the interest of the first whole quarters on their day; answers the moment of the last."""
    moment = morning(loan.disbursed_on)
    for number, due in enumerate(schedule(course_of(loan))[: quarters + 1], start=1):
        moment = morning(due.on)
        record_repayment(loan.pk, due.interest_fen, due.on, f"示例还款{loan.pk:04d}-{number}", by=bank(), at=moment)
    return moment


def seat_answers(page: str, case_id: int, on: date) -> Mapping[str, Any]:
    """What offices answer as a rule; the fund pays what the claim reckoned."""
    said = seat_specimen.answers(page, case_id, on)
    if page != "compensation":
        return said
    return {**said, "compensated_fen": str(Claim.objects.get(case=case_id).amount)}


def behind(loan: Loan) -> datetime:
    """Nothing is paid, and the bank says so the day after."""
    moment = morning(schedule(course_of(loan))[0].on + DAY)
    mark_overdue(loan.pk, by=bank(), at=moment)
    return moment


def paid_by_the_fund(stage: Stage, case: Case, loan: Loan, at: datetime) -> Case:
    """The bank claims, everybody agrees, and the fund pays four fifths of what was owed on the day of the claim."""
    claim = stage.file(FUND_CLAIM, BANK, at, parent=case)
    claim = stage.approved(claim, at + HOUR)
    stage.work(at + 2 * HOUR)
    return claim


def _written_off(stage: Stage, case: Case, loan: Loan, at: datetime) -> None:
    """A part comes back, then the firm is bankrupt."""
    record_recovery(
        loan.pk, 20_000_00, at.date(), f"示例追回{loan.pk:04d}", "保证人代为偿还一部分。", by=guarantor(), at=at
    )
    stage.the_other_endings(WRITE_OFF, GUARANTOR, at + DAY, parent=case)
    stage.to_its_end(stage.file(WRITE_OFF, GUARANTOR, at + 2 * DAY, parent=case), at + 2 * DAY + HOUR)
    stage.work(at + 3 * DAY)


def _made_good(stage: Stage, case: Case, loan: Loan, at: datetime) -> None:
    """The borrower pays all that fund and bank had lost."""
    whole = lost_fen(Loan.objects.get(pk=loan.pk))
    record_recovery(loan.pk, whole, at.date(), f"示例追回{loan.pk:04d}", "借款人全部偿还。", by=guarantor(), at=at)


def morning(day: date) -> datetime:
    return datetime.combine(day, TEN, SHANGHAI)


def bank() -> Account:
    """Who pays out at the lending bank."""
    return acting.account("tangyin.disburse")


def guarantor() -> Account:
    """Who looks after recoveries at the guarantee institution."""
    return acting.account("tangyin.guarantee")


def borrowers(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """People who borrowed half a year before and pay as they should."""
    whole = [stage.newcomer() for _ in range(number)]
    return [Footing(who, loan.case.number) for who, loan in zip(whole, paying(stage, whole, at), strict=True)]


def paying(stage: Stage, whole: Sequence[str], at: datetime) -> list[Loan]:
    """Lent to each half a year before; everything due was paid until now."""
    loans = lent_to(stage, whole, stage.before(at, BORROWED_BEFORE))
    for loan in loans:
        pay_what_is_due(loan, sum(due.on < stage.past.now.date() for due in schedule(course_of(loan))) - 1)
    return loans


def lent_to(stage: Stage, whole: Sequence[str], at: datetime) -> list[Loan]:
    """Applications that are put on one notice and become loans."""
    cases = stage.all_to_their_end([stage.file(APPLICATION, who, at) for who in whole], at + 4 * HOUR)
    return [Loan.objects.select_related("case").get(case=case) for case in cases]


def defaulters(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """The bank with loans that have been overdue for longer than it must wait."""
    loans = lent_to(stage, [stage.newcomer() for _ in range(number)], stage.before(at, DEFAULTED_BEFORE))
    for loan in loans:
        behind(loan)
    return [Footing(BANK, loan.case.number) for loan in loans]


def losses(stage: Stage, number: int, at: datetime) -> list[Footing]:
    """The guarantee institution with loans the fund has paid for."""
    then = stage.before(at, 30 * DAY)
    footings = defaulters(stage, number, then)
    for each in footings:
        case = Case.objects.get(number=each.parent_number)
        paid_by_the_fund(stage, case, Loan.objects.get(case=case), then)
    return [Footing(GUARANTOR, each.parent_number) for each in footings]


STORIES = (repaid, claimed, refused)
