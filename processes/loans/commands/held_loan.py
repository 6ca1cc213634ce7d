"""Hold a loan and see who acts on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from processes.loans.models import Loan
from workflow_app.models import Account, Unit
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.refusals import NotAllowed, NotEligible, NotFound, NotPossibleNow
from workflow_app.queries.scope import desks_of

AT_THE_BANK = ("credit", "disburse")
AT_THE_GUARANTOR = ("check", "survey", "sign")


@contextmanager
def held_loan(loan_id: int) -> Iterator[Loan]:
    """The loan and its chain, locked until the transaction ends; NotFound for none."""
    with transaction.atomic():
        locked = Loan.objects.select_for_update(of=("self", "stream")).select_related("stream", "bank", "guarantor")
        loan = locked.filter(pk=loan_id).first()
        if loan is None:
            raise NotFound("没有这笔贷款，请核对借据编号。")
        yield loan


def of_the_bank(loan: Loan, by: Account, at: datetime) -> None:
    """Only the bank that lent it says what was paid; NotAllowed for anybody else."""
    _seated(loan.bank, AT_THE_BANK, by, at, "这笔贷款由放款银行登记，您不在放款银行的岗位上。")


def of_the_guarantor(loan: Loan, by: Account, at: datetime) -> None:
    """Only the guarantee institution says what was recovered; NotAllowed for anybody else."""
    _seated(loan.guarantor, AT_THE_GUARANTOR, by, at, "追偿由担保机构登记，您不在担保机构的岗位上。")


def must_run(loan: Loan) -> None:
    """NotPossibleNow once the borrower owes the bank nothing more."""
    if not loan.is_running:
        raise NotPossibleNow(f"贷款{loan.receipt_number}的状态是“{loan.get_state_display()}”，不能再办理这一项。")


def as_decided(found: Sequence[Finding]) -> None:
    """NotEligible when something an office answered is not as the law has it: a wrong figure never becomes a row."""
    unmet = [finding for finding in found if finding.verdict is Verdict.NOT_MET]
    if unmet:
        raise NotEligible("".join(f"{finding.words}{finding.remedy}" for finding in unmet), unmet)


def _seated(unit: Unit, roles: tuple[str, ...], by: Account, at: datetime, sentence: str) -> None:
    if not desks_of(by, localtime(at).date()).filter(unit=unit, role__in=roles).exists():
        raise NotAllowed(sentence)
