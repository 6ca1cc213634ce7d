"""Record what the borrower paid: interest that is due first, then principal; what pays everything settles the loan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localtime

from processes.columns import fits
from processes.loans.calculation.debt import debt, missed_since, split
from processes.loans.calculation.terms import Course, Repaid
from processes.loans.commands.held_loan import held_loan, must_run, of_the_bank
from processes.loans.models import Loan, Repayment
from processes.loans.queries.course import course_of
from processes.spelling import one_spelling
from workflow_app.commands.end_claims import end_claims
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import AlreadyDone, NotUnderstood


def record_repayment(loan_id: int, fen: int, on: date, voucher: str, *, by: Account, at: datetime) -> Repayment:
    """Keep a payment of `fen` made on a day.

    Raises NotAllowed for anybody but the lending bank, NotPossibleNow for a loan that is over, AlreadyDone for a voucher
    recorded before, NotUnderstood for a sum larger than the debt, a day that cannot be or words no column keeps.
    """
    with held_loan(loan_id) as loan:
        of_the_bank(loan, by, at)
        must_run(loan)
        course = course_of(loan)
        _a_day_it_could_be(course, on, localtime(at).date())
        voucher = fits(Repayment, "voucher", one_spelling(voucher))
        _is_new(loan, voucher)
        _not_more_than_owed(course, fen, on)
        paid = split(course, fen, on)
        row = _keep(loan, paid, voucher, by, at)
        _move_on(loan, on)
        body = {
            "on": on.isoformat(),
            "principal": yuan_text(paid.principal_fen),
            "interest": yuan_text(paid.interest_fen),
        }
        record(loan.stream, "record_repayment", by=by, at=at, body=body | {"voucher": voucher, "state": loan.state})
        return row


def settle(loan_id: int, on: date, voucher: str, *, by: Account, at: datetime) -> Repayment:
    """Record the payment of exactly what ends the loan on that day, early or on its last."""
    with held_loan(loan_id) as loan:
        owed = debt(course_of(loan), on).to_settle_fen
        return record_repayment(loan_id, owed, on, voucher, by=by, at=at)


def _a_day_it_could_be(course: Course, on: date, today: date) -> None:
    if on < course.terms.disbursed_on:
        raise NotUnderstood(f"还款日期{on:%Y-%m-%d}早于放款日期{course.terms.disbursed_on:%Y-%m-%d}，请对照凭证改正。")
    if on > today:
        raise NotUnderstood(f"还款日期{on:%Y-%m-%d}还没有到，请对照凭证改正。")
    last = max((each.on for each in course.repaid), default=on)
    if on < last:
        raise NotUnderstood(f"已经登记了{last:%Y-%m-%d}的还款，不能再登记此前{on:%Y-%m-%d}的还款；请按先后登记。")


def _is_new(loan: Loan, voucher: str) -> None:
    if not voucher:
        raise NotUnderstood("请填写还款凭证号。")
    if loan.repayments.filter(voucher=voucher).exists():
        raise AlreadyDone(f"凭证{voucher}已经登记过，请核对是否重复。")


def _not_more_than_owed(course: Course, fen: int, on: date) -> None:
    owed = debt(course, on).to_settle_fen
    if fen <= 0:
        raise NotUnderstood("还款金额应当大于0，请对照凭证改正。")
    if fen > owed:
        raise NotUnderstood(
            f"还款{yuan_text(fen)}元，多于{on:%Y-%m-%d}结清所需的{yuan_text(owed)}元，请对照凭证改正；多收的由银行退还借款人。"
        )


def _keep(loan: Loan, paid: Repaid, voucher: str, by: Account, at: datetime) -> Repayment:
    return Repayment.objects.create(
        loan=loan,
        ordinal=loan.repayments.count() + 1,
        on=paid.on,
        principal=Decimal(yuan_text(paid.principal_fen)),
        interest=Decimal(yuan_text(paid.interest_fen)),
        voucher=voucher,
        by=by,
        at=at,
    )


def _move_on(loan: Loan, on: date) -> None:
    """What the payment makes of the loan: settled, or no longer behind."""
    course = course_of(loan)
    if not debt(course, on).to_settle_fen:
        loan.settle()
        loan.settled_on = on
        _end_delay(loan, on)
        end_claims(loan.case_id, f"贷款已于{on:%Y-%m-%d}结清。")
    elif loan.state == "overdue" and missed_since(course, on) is None:
        (loan.catch_up_extended if loan.extended_until else loan.catch_up)()
        _end_delay(loan, on)
    elif loan.state == "overdue":
        loan.behind_since = missed_since(course, on)
    loan.save(update_fields=["state", "settled_on", "behind_since"])


def _end_delay(loan: Loan, on: date) -> None:
    loan.behind_since = None
    for delay in loan.delays.filter(until__isnull=True):
        delay.until = max(on, delay.since)
        delay.save(update_fields=["until"])
