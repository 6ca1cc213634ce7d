"""Write a loss of the fund off (核销): its books are closed, the borrower's debt is not forgiven."""

from __future__ import annotations

from datetime import date, datetime

from processes.loans.commands.held_loan import held_loan
from processes.loans.models import Loan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.refusals import NotPossibleNow


def write_off(loan_id: int, on: date, *, by: Account | None, at: datetime) -> Loan:
    """Called where the decision to write it off takes effect."""
    with held_loan(loan_id) as loan:
        if loan.state not in ("claimed", "recovering"):
            raise NotPossibleNow(f"贷款{loan.receipt_number}的状态是“{loan.get_state_display()}”，不能核销。")
        loan.be_written_off()
        loan.written_off_on = on
        loan.save(update_fields=["state", "written_off_on"])
        record(loan.stream, "write_off", by=by, at=at, body={"on": on.isoformat()})
        return loan
