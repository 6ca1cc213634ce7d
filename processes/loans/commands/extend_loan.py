"""Extend a loan (展期): its end is moved once, with the guarantee institution's consent in writing."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime

from processes.loans.calculation.debt import missed_since
from processes.loans.commands.held_loan import held_loan, must_run, of_the_bank
from processes.loans.models import Loan
from processes.loans.queries.course import course_of
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow, NotUnderstood


def extend_loan(loan_id: int, until: date, consent: str, *, by: Account, at: datetime) -> Loan:
    """Move the end to `until`; `consent` is the number of the guarantor's letter.

    Raises AlreadyDone for a second extension, NotPossibleNow after the due day or while something is unpaid,
    NotUnderstood for a day that is no later end, or later than the loan was long.
    """
    with held_loan(loan_id) as loan:
        of_the_bank(loan, by, at)
        must_run(loan)
        _may_be_extended(loan, localtime(at).date())
        _is_a_later_end(loan, until)
        if not consent.strip():
            raise NotUnderstood("请填写担保机构同意展期的文号：没有书面同意，保证人对展期的债务不承担责任。")
        loan.extend()
        loan.extended_until = until
        loan.save(update_fields=["state", "extended_until"])
        record(loan.stream, "extend_loan", by=by, at=at, body={"until": until.isoformat(), "consent": consent})
        return loan


def _is_a_later_end(loan: Loan, until: date) -> None:
    """No rule read says how long an extension may be; that it is no longer than the loan itself keeps slipped years out."""
    latest = loan.due_on + (loan.due_on - loan.disbursed_on)
    if not loan.due_on < until <= latest:
        raise NotUnderstood(f"展期后的到期日应晚于{loan.due_on:%Y-%m-%d}、不晚于{latest:%Y-%m-%d}，请改正。")


def _may_be_extended(loan: Loan, today: date) -> None:
    if loan.extended_until:
        raise AlreadyDone(f"这笔贷款已经展期到{loan.extended_until:%Y-%m-%d}，只能展期一次。")
    if today > loan.due_on:
        raise NotPossibleNow(f"这笔贷款已于{loan.due_on:%Y-%m-%d}到期，不能再展期。")
    if since := loan.behind_since or missed_since(course_of(loan), today):
        raise NotPossibleNow(f"这笔贷款有{since:%Y-%m-%d}到期、没有还清的本息，不能展期。请先还清。")
