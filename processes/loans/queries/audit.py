"""Prove from the rows alone that every loan is what its payments make it; `verify` asks the families after the house."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from processes.loans.calculation.debt import debt
from processes.loans.models import Loan, LoanState
from processes.loans.queries.course import course_of
from processes.loans.queries.loss import lost_fen
from workflow_app.policy.money import fen_of

S = LoanState
LOST = (S.CLAIMED, S.RECOVERING, S.WRITTEN_OFF)


def breaks() -> Iterator[str]:
    """A sentence for every loan whose state and sums do not agree with what was recorded of it."""
    for loan in Loan.objects.prefetch_related("repayments", "delays", "recoveries").order_by("pk").iterator(200):
        yield from (f"贷款 {loan.receipt_number} {words}" for words in _wrong_with(loan))


def _wrong_with(loan: Loan) -> Iterator[str]:
    repaid = sum((each.principal for each in loan.repayments.all()), Decimal(0))
    open_delays = [each for each in loan.delays.all() if each.until is None]
    if repaid > loan.principal:
        yield f"已还本金 {repaid} 元多于贷款本金 {loan.principal} 元"
    if loan.state == S.SETTLED and not loan.claimed_on and repaid != loan.principal:
        yield f"登记为结清，本金只还了 {repaid} 元"
    if loan.is_running and _is_paid_off(loan):
        yield "本息已经还清，却没有登记为结清"
    if bool(open_delays) != (loan.state in (S.OVERDUE, *LOST) or bool(loan.claimed_on)):
        yield f"状态是“{loan.get_state_display()}”，逾期记录与它不符"
    yield from _wrong_with_recoveries(loan)


def _is_paid_off(loan: Loan) -> bool:
    course = course_of(loan)
    return bool(course.repaid) and not debt(course, course.repaid[-1].on).to_settle_fen


def _wrong_with_recoveries(loan: Loan) -> Iterator[str]:
    back = sum((each.to_fund + each.to_bank for each in loan.recoveries.all()), Decimal(0))
    if not loan.claimed_on:
        if back or loan.compensated:
            yield "没有代偿日期，却登记了代偿或者追回款"
        return
    lost = lost_fen(loan)
    if fen_of(loan.compensated) > lost or fen_of(back) > lost:
        yield f"代偿 {loan.compensated} 元、追回 {back} 元，多于损失的 {Decimal(lost) / 100:.2f} 元"
    if (loan.state == S.SETTLED) != (fen_of(back) == lost):
        yield f"追回 {back} 元，与状态“{loan.get_state_display()}”不符"
