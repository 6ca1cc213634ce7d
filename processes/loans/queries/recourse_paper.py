"""What the letter says by which the guarantee institution asks the borrower for what the fund paid."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from processes.loans.models import Loan
from processes.loans.queries.loss import lost_fen
from workflow_app.policy.money import fen_of
from workflow_app.queries.law.told import told_of
from workflow_app.queries.papers.head import marks, of_case, of_organ

RECOURSE = "recourse"  # the kind of paper an item of this family has for it
BASIS = "《中华人民共和国民法典》第七百条"  # who answered for a debt may ask the debtor for what was paid


def recourse_paper(loan: Loan, voucher: str, standing: str, at: datetime) -> dict[str, Any]:
    """The loan, what was owed the day the fund paid, what it paid and is asked back, what the bank still asks for itself. Fen."""
    assert loan.claimed_on is not None, "the fund has paid"
    owed, paid = lost_fen(loan), fen_of(loan.compensated)
    organ = of_organ(loan.guarantor, localtime(at).date())
    return (
        of_case(loan.case, at)
        | organ
        | {
            "loan": {
                "bank": loan.lender,
                "receipt": loan.receipt_number,
                "fen": fen_of(loan.principal),
                "disbursed_on": loan.disbursed_on.isoformat(),
            },
            "owed_fen": owed,
            "paid_fen": paid,
            "rest_fen": owed - paid,
            "standing": standing,
            "paid_on": loan.claimed_on.isoformat(),
            "voucher": voucher,
            "counter_contract": told_of(loan.case)["counter"].contract_number,
            "marks": marks([standing]),
            "basis": [BASIS],
        }
    )
