"""The guarantee fund has paid the bank its share (代偿)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from processes.loans.commands.held_loan import as_decided, held_loan
from processes.loans.models import Loan
from workflow_app.commands.record import record
from workflow_app.models import Account
from workflow_app.policy.finding import Finding
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import NotPossibleNow


def compensate(
    loan_id: int, fen: int, on: date, voucher: str, found: Sequence[Finding], *, by: Account | None, at: datetime
) -> Loan:
    """Turn an overdue loan into one the fund has paid for; called where the claim on the fund takes effect.

    Raises NotEligible when a finding on what was paid is not met, NotPossibleNow for a loan that is not overdue.
    """
    as_decided(found)
    with held_loan(loan_id) as loan:
        if loan.state != "overdue":
            raise NotPossibleNow(f"贷款{loan.receipt_number}的状态是“{loan.get_state_display()}”，不是逾期，不能代偿。")
        loan.be_claimed()
        loan.claimed_on, loan.compensated = on, Decimal(yuan_text(fen))
        loan.save(update_fields=["state", "claimed_on", "compensated"])
        body = {"on": on.isoformat(), "amount": yuan_text(fen), "voucher": voucher}
        record(loan.stream, "compensate", by=by, at=at, body=body)
        return loan
