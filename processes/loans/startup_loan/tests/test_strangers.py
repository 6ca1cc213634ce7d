"""Numbers of cases run on and can be guessed: of a loan that is not theirs, nobody reads or files anything."""

from __future__ import annotations

import pytest

from processes.loans.models import Loan
from processes.loans.startup_loan import play
from processes.loans.startup_loan.item import INTEREST_SUBSIDY
from processes.loans.startup_loan.tests.conftest import moment
from workflow_app.commands.submit import read_answers
from workflow_app.management import acting
from workflow_app.management.stage import Stage
from workflow_app.models import Account, Case, Draft
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.applicant.preview import preview

STRANGER = "chen"
AT = moment("2026-06-25")


@pytest.fixture
def draft(stage: Stage, loan: Loan) -> Draft:
    """A stranger asks for the subsidy of somebody else's loan."""
    told = acting.casting_of(STRANGER, 77, AT.date(), parent_number=loan.case.number)
    by = acting.account(STRANGER)
    return Draft.objects.get(pk=acting.fill(stage.item.slug, INTEREST_SUBSIDY.slug, told, by=by, at=AT).pk)


def test_the_page_that_checks_knows_no_such_loan(draft: Draft, loan: Loan) -> None:
    said = str(preview(draft, read_answers(draft), Account.objects.get(username=STRANGER), AT.date()))
    assert loan.lender not in said
    assert "150000.00" not in said


def test_nothing_is_filed_on_it(stage: Stage, draft: Draft) -> None:
    with pytest.raises(NotPossibleNow, match="没有找到编号"):
        acting.submit(draft.pk, by=acting.account(STRANGER), at=AT)
    assert not Case.objects.filter(procedure=INTEREST_SUBSIDY.slug).exists()


def test_the_bank_that_lent_and_who_guaranteed_may_rest_on_it(loan: Loan) -> None:
    numbers = {each: acting.casting_of(each, 1, AT.date()).number for each in (play.BANK, "guarantor.agent", STRANGER)}
    may = {each: INTEREST_SUBSIDY.party_to(loan.case_id, number) for each, number in numbers.items()}
    assert may == {play.BANK: True, "guarantor.agent": True, STRANGER: False}
