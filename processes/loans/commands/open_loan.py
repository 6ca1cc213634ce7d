"""Open a loan: the bank has paid it out, and from now on it lives beside its case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from forms.answers import Answers
from processes.columns import fits
from processes.loans.commands.held_loan import as_decided
from processes.loans.models import Loan
from workflow_app.commands.record import open_stream, record
from workflow_app.models import Account, Case, Seat
from workflow_app.models.unit import Unit
from workflow_app.policy.finding import Finding
from workflow_app.policy.money import yuan_text


def open_loan(
    case_id: int,
    paid_out: Answers,
    lender: tuple[str, str],
    subsidised: bool,
    found: Sequence[Finding],
    *,
    by: Account | None,
    at: datetime,
) -> Loan:
    """A loan row on the terms the bank's seat answered, `lender` its name and credit code; held by the deciding transaction.

    Raises NotEligible when a finding on those answers is not met, so that a wrong figure never becomes a debt, and
    NotUnderstood for words no column keeps.
    """
    as_decided(found)
    case = Case.objects.select_related("applicant").get(pk=case_id)
    loan = Loan.objects.create(
        case=case,
        borrower=case.applicant,
        bank=_who_answered(case, "disbursement"),
        guarantor=_who_answered(case, "guarantee_check"),
        lender=fits(Loan, "lender", lender[0]),
        lender_code=lender[1],
        receipt_number=fits(Loan, "receipt_number", paid_out.receipt_number),
        principal=Decimal(yuan_text(paid_out.loan_fen)),
        rate=paid_out.rate,
        lpr=paid_out.lpr,
        disbursed_on=paid_out.disbursed_on,
        due_on=paid_out.due_on,
        subsidised=subsidised,
        stream=open_stream(f"loan:{case.number}"),
    )
    body = {"case": case.number, "principal": yuan_text(paid_out.loan_fen), "due_on": paid_out.due_on.isoformat()}
    record(loan.stream, "open_loan", by=by, at=at, body=body)
    return loan


def _who_answered(case: Case, page: str) -> Unit:
    seat = (
        Seat.objects.filter(round__case=case, asks=page, opinion__isnull=False, removed_at__isnull=True)
        .select_related("desk__unit")
        .latest("pk")
    )
    assert seat.desk is not None  # an applicant's seat asks nothing
    return seat.desk.unit
