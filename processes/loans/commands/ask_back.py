"""追偿: the fund has paid, so the guarantee institution asks the borrower for the money; recovery begins with this paper."""

from __future__ import annotations

from datetime import datetime

from processes.loans.commands.held_loan import held_loan
from processes.loans.queries.recourse_paper import RECOURSE, recourse_paper
from workflow_app.commands.issue import issue
from workflow_app.commands.record import record
from workflow_app.models import Account, IssuedDocument
from workflow_app.policy.refusals import NotPossibleNow


def ask_back(loan_id: int, voucher: str, standing: str, *, by: Account | None, at: datetime) -> IssuedDocument:
    """The 追偿函 to the borrower, in the file of the application; `voucher` of what the fund paid, `standing` of its share's figures.

    Raises NotPossibleNow for a loan the fund has not paid for, or of which something came back already.
    """
    with held_loan(loan_id) as loan:
        if loan.state != "claimed":
            raise NotPossibleNow(
                f"贷款{loan.receipt_number}的状态是“{loan.get_state_display()}”，不是刚代偿，不能开始追偿。"
            )
        data = recourse_paper(loan, voucher, standing, at)
        paper = issue(RECOURSE, case=loan.case, unit=loan.guarantor, data=data, at=at)
        record(loan.stream, "ask_back", by=by, at=at, body={"paper": paper.number})
        return paper
