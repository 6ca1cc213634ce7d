"""The stories of the item come to the ends they tell of, and the rows prove themselves afterwards."""

from __future__ import annotations

from decimal import Decimal

import pytest

from processes.loans.models import Loan
from processes.loans.startup_loan import play
from processes.loans.startup_loan.item import ITEM
from tests.founding import found
from tests.papers.every_paper import COMPARED
from tests.papers.leaves import differences
from tests.papers.print_of import not_said
from workflow_app.management.journey import standing_open
from workflow_app.management.stage import BEGIN, Stage
from workflow_app.models import Case, CaseState, ClaimState, IssuedDocument
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    found(BEGIN)
    return Stage(ITEM)


def state_of(procedure: str) -> list[str]:
    return list(Case.objects.filter(procedure=procedure).order_by("pk").values_list("state", flat=True))


def test_repaid(stage: Stage) -> None:
    play.repaid(stage)
    loan = Loan.objects.get()
    assert (loan.state, loan.principal, loan.extended_until is not None) == ("settled", Decimal("150000.00"), True)
    granted = loan.case.claims.get()
    assert (granted.state, granted.since, granted.until) == (ClaimState.ENDED, loan.disbursed_on, loan.due_on)
    assert IssuedDocument.objects.get(kind="letter").unit.kind == "guarantee"
    subsidy = Case.objects.filter(procedure="interest_subsidy").earliest("pk")
    claim = subsidy.claims.get()
    assert (subsidy.state, claim.state, claim.kind) == (CaseState.CLOSED, ClaimState.PAID, "loan_interest_subsidy")
    assert (claim.formula, claim.amount) == ("150000.00 × 3.50% × 92 ÷ 360 × 50%", Decimal("670.83"))
    sheet = IssuedDocument.objects.filter(kind="subsidy_sheet").latest("pk")
    assert list(differences(sheet.data, COMPARED[sheet.sheet](sheet))) == []
    assert not_said(sheet) == []
    assert not list(breaks())
    assert not list(standing_open())


def test_claimed(stage: Stage) -> None:
    play.claimed(stage)
    lost, back = Loan.objects.order_by("pk")
    assert (lost.state, back.state) == ("written_off", "settled")
    assert lost.compensated == back.compensated
    recovery = lost.recoveries.get()
    assert (recovery.to_fund, recovery.to_bank) == (Decimal("16000.00"), Decimal("4000.00"))
    assert IssuedDocument.objects.filter(kind__in=("fund_decision", "write_off_decision")).count() == 3
    assert not list(breaks())
    assert not list(standing_open())


def test_refused(stage: Stage) -> None:
    play.refused(stage)
    assert not Loan.objects.exists()
    assert state_of("application") == ["refused", "withdrawn", "not_accepted", "deemed_withdrawn", "refused"]
    assert not list(breaks())
    assert not list(standing_open())
