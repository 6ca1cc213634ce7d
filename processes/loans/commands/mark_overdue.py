"""Say that a loan is behind: from the day after a sum fell due unpaid its days bring no subsidy."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from processes.loans.calculation.debt import missed_since
from processes.loans.commands.held_loan import held_loan, must_run, of_the_bank
from processes.loans.models import Delay, Loan
from processes.loans.queries.course import course_of
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow

ONE_DAY = timedelta(days=1)


def mark_overdue(loan_id: int, *, by: Account, at: datetime) -> Loan:
    """Mark the loan behind since the day its oldest unpaid sum fell due.

    Raises NotPossibleNow when nothing is unpaid, AlreadyDone when it is marked.
    """
    with held_loan(loan_id) as loan:
        of_the_bank(loan, by, at)
        must_run(loan)
        if loan.state == "overdue":
            raise AlreadyDone(f"这笔贷款已经登记为逾期，欠款从{loan.behind_since:%Y-%m-%d}算起。")
        since = _missed(loan, localtime(at).date())
        loan.fall_behind()
        loan.behind_since = since
        loan.save(update_fields=["state", "behind_since"])
        Delay.objects.create(loan=loan, since=since + ONE_DAY)
        record(loan.stream, "mark_overdue", by=by, at=at, body={"since": since.isoformat()})
        return loan


def _missed(loan: Loan, today: date) -> date:
    since = missed_since(course_of(loan), today)
    if since is None:
        raise NotPossibleNow(f"到{today:%Y-%m-%d}为止应还的本息都已还清，不能登记逾期。")
    return since
