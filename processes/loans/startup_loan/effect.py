"""What a decision sets going in the family's rows: a loan is opened, claimed on the fund, written off."""

from __future__ import annotations

from django.utils.timezone import localtime

from processes.loans.commands.ask_back import ask_back
from processes.loans.commands.compensate import compensate
from processes.loans.commands.open_loan import open_loan
from processes.loans.commands.write_off import write_off
from processes.loans.models import Loan
from processes.loans.queries.life import life
from processes.loans.queries.parties import is_party
from workflow_app.models import Account, Case
from workflow_app.policy.effect import Effect

__all__ = ["disbursed", "is_party", "life", "paid_by_the_fund", "written_off"]


def disbursed(effect: Effect) -> None:
    """The bank has paid out: the loan begins, on the terms its seat answered."""
    told = effect.facts.told
    open_loan(
        effect.case_id,
        told["disbursement"],
        (told["credit"].lender_name, told["credit"].lender_code),
        told["board"].subsidised == "yes",
        effect.assessment.findings,
        by=_by(effect),
        at=effect.at,
    )


def paid_by_the_fund(effect: Effect) -> None:
    """The guarantee institution has paid the bank, and asks the borrower for it."""
    paid, line = effect.facts.told["compensation"], effect.assessment.lines[0]
    assert line.amount, "with a sum"
    loan = compensate(
        _loan(effect).pk,
        paid.compensated_fen,
        paid.compensated_on,
        paid.voucher_number,
        effect.assessment.findings,
        by=_by(effect),
        at=effect.at,
    )
    ask_back(loan.pk, paid.voucher_number, line.amount.standing.value, by=_by(effect), at=effect.at)


def written_off(effect: Effect) -> None:
    """Nothing more can be had."""
    write_off(_loan(effect).pk, localtime(effect.at).date(), by=_by(effect), at=effect.at)


def _loan(effect: Effect) -> Loan:
    """The loan of the case this one rests on."""
    return Loan.objects.get(case=Case.objects.values_list("parent", flat=True).get(pk=effect.case_id))


def _by(effect: Effect) -> Account | None:
    return Account.objects.get(pk=effect.by_id) if effect.by_id else None
