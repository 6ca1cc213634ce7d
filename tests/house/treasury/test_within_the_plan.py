"""A request takes only what was planned to its month; the treasury section approves it as another person; each may send it back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.treasury.planning import given, planned_at, unplanned
from tests.situations import (
    DRAFTED,
    FUNDS_CHECKED,
    PAYMENT_APPROVED,
    REQUESTED,
    case_determined,
    case_submitted,
    funds_checked,
    funds_requested,
    notice_of,
    own_claim,
    payment_approved,
)
from workflow_app.approval.duties import Duty
from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.commit import commit_to
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.return_funds_request import return_funds_request
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.models import Case, Commitment, FundsRequest, IssuedDocument, NoticeLine
from workflow_app.policy.refusals import (
    AlreadyDone,
    BudgetExhausted,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    SeparationOfDuties,
)
from workflow_app.queries.finance.spending import taken


def asked(case: Case) -> FundsRequest:
    return request_funds(notice_of(case).pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)


def approved(request: FundsRequest, username: str = cast.TREASURY) -> FundsRequest:
    return approve_payment(request.pk, "在额度以内。", by=who(username), at=PAYMENT_APPROVED)


def test_without_a_plan_nothing_is_requested() -> None:
    unplanned()
    case = case_determined(case_submitted())
    with pytest.raises(
        BudgetExhausted, match=r"已批复 0\.00 元，已申请 0\.00 元，本次 10,000\.00 元，还差 10,000\.00 元"
    ):
        asked(case)
    assert not FundsRequest.objects.exists()
    assert Case.objects.get(pk=case.pk).step == "request_funds"
    assert set(NoticeLine.objects.values_list("funds_request", flat=True)) == {None}


@pytest.mark.parametrize(
    ("month", "yuan", "fits"), [(4, "10000.00", True), (4, "9999.99", False), (5, "10000.00", False)]
)
def test_a_request_fits_to_the_fen_and_to_the_month(month: int, yuan: str, fits: bool) -> None:
    given(unplanned(), month, yuan)
    case = case_determined(case_submitted())
    if fits:
        assert asked(case).total == 10_000
        return
    with pytest.raises(BudgetExhausted, match="到4月止的用款计划"):
        asked(case)


def test_what_one_request_took_the_next_does_not_have() -> None:
    row = unplanned()
    given(row, 4, "10000.00")
    asked(case_determined(case_submitted()))
    with pytest.raises(BudgetExhausted, match=r"已申请 10,000\.00 元，本次 1,000\.00 元，还差 1,000\.00 元"):
        asked(case_determined(own_claim()))


def test_what_is_sent_back_gives_its_part_of_the_plan_back() -> None:
    row = unplanned()
    given(row, 4, "1000.00")
    request = funds_requested(own_claim())
    assert taken([row.pk]) == {row.pk: 1000}
    return_funds_request(request.pk, "账户不对。", by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    assert taken([row.pk]) == {}
    assert request_funds(request.notice_id, by=who(cast.BUREAU_FINANCE), at=FUNDS_CHECKED).total == 1000


def test_a_carried_request_waits_for_the_plan_of_its_new_year() -> None:
    row = unplanned()
    given(row, 4, "1000.00")
    request = funds_checked(own_claim())
    _, heir = close_year(row.pk, "汤财社〔2027〕1号", False, "结转", by=who(cast.BUDGET), at=moment("2026-12-31 16:00"))
    assert heir is not None
    with pytest.raises(
        BudgetExhausted, match=r"汤财社〔2027〕1号 到1月止的用款计划已批复 0\.00 元，已申请 1,000\.00 元"
    ):
        approve_payment(request.pk, by=who(cast.TREASURY), at=moment("2027-01-05 10:00"))


def test_what_was_approved_before_it_was_carried_is_paid_within_the_plan_of_the_new_year() -> None:
    row = unplanned()
    given(row, 4, "1000.00")
    request = payment_approved(own_claim())
    new_year = moment("2027-01-05 10:00")
    _, heir = close_year(row.pk, "汤财社〔2027〕1号", False, "结转", by=who(cast.BUDGET), at=moment("2026-12-31 16:00"))
    assert heir is not None
    with pytest.raises(BudgetExhausted, match=r"已结转到新年度.*汤财社〔2027〕1号 到1月止.*请先编报或者调整用款计划"):
        draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=new_year)
    assert not request.batches.exists()
    planned_at(heir, new_year)
    assert draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=new_year).total == 1000


def test_the_treasury_section_approves_and_it_is_recorded() -> None:
    request = approved(funds_checked(own_claim()))
    assert (request.state, request.approved_by, request.approved_at, request.approval_words) == (
        "approved",
        who(cast.TREASURY),
        PAYMENT_APPROVED,
        "在额度以内。",
    )
    order = IssuedDocument.objects.get(kind="payment_order")
    assert (order.funds_request, order.unit, order.data["sources"][0]["taken_fen"]) == (
        request,
        request.finance,
        100_000,
    )
    act = record.last(request.stream.key)
    assert (act.verb, act.body) == ("approve_payment", {"count": 1, "total": "1000.00"})
    assert Commitment.objects.filter(account=who(cast.TREASURY), duty="approve_payment").count() == 1


def test_before_the_business_section_it_has_not_the_turn() -> None:
    with pytest.raises(NotPossibleNow, match="还没有通过业务科室审核"):
        approved(funds_requested(own_claim()))


def test_the_second_click_reads_who_approved_and_when() -> None:
    request = approved(funds_checked(own_claim()))
    with pytest.raises(AlreadyDone, match=f"已由{who(cast.TREASURY).name}于2026年4月20日 10:30审核"):
        approved(request)


@pytest.mark.parametrize("username", [cast.FUNDS_CHECK, cast.BATCH_DRAFT, cast.BUREAU_FINANCE, "linzhou.treasury"])
def test_only_the_treasury_section_approves(username: str) -> None:
    with pytest.raises(NotAllowed):
        approved(funds_checked(own_claim()), username)


def test_who_checked_the_case_does_not_approve_it() -> None:
    request = funds_checked(own_claim())
    commit_to(Case.objects.get(), who(cast.TREASURY), Duty.CHECK_FUNDS)
    with pytest.raises(SeparationOfDuties, match=r"做过“资金审核”.*不能再做“国库审核”"):
        approved(request)


def test_a_request_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        approve_payment(999, by=who(cast.TREASURY), at=PAYMENT_APPROVED)


def test_before_the_treasury_section_the_payment_centre_builds_nothing() -> None:
    request = funds_checked(own_claim())
    with pytest.raises(NotPossibleNow, match="还没有通过国库科审核"):
        draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)


STANDS = {"sent": funds_requested, "checked": funds_checked, "approved": payment_approved}
# who may send a request back where it stands
BACK = """
             sent checked approved
funds_check    ✓     ✓        ✓
treasury_check ·     ✓        ✓
batch_draft    ·     ·        ✓
batch_release  ·     ·        ·
"""
ROLES = {
    "funds_check": cast.FUNDS_CHECK,
    "treasury_check": cast.TREASURY,
    "batch_draft": cast.BATCH_DRAFT,
    "batch_release": cast.BATCH_RELEASE,
}
TABLE = [line.split() for line in BACK.strip().splitlines()]
MAY = [(row[0], state, cell == "✓") for row in TABLE[1:] for state, cell in zip(TABLE[0], row[1:], strict=True)]


@pytest.mark.parametrize(("role", "state", "may"), MAY)
def test_who_has_it_in_hand_may_send_it_back(role: str, state: str, may: bool) -> None:
    request = STANDS[state](own_claim())
    if not may:
        with pytest.raises(NotAllowed, match="不在这个岗位上"):
            return_funds_request(request.pk, "不符。", by=who(ROLES[role]), at=DRAFTED)
        return
    sent_back = return_funds_request(request.pk, "不符。", by=who(ROLES[role]), at=DRAFTED)
    assert (sent_back.state, sent_back.returned_by) == ("returned", who(ROLES[role]))


@pytest.mark.postgresql
def test_the_database_wants_two_people() -> None:
    request = funds_checked(own_claim())
    with pytest.raises(DatabaseError, match="checked_and_approved_by_two"), transaction.atomic():
        FundsRequest.objects.filter(pk=request.pk).update(
            state="approved", approved_by=request.checked_by, approved_at=DRAFTED
        )
