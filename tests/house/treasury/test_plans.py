"""用款计划: drafted, agreed to, approved by three people; moved by later rows; never above the indicator, never below what was requested."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.treasury.planning import AGREED, GIVEN, PLANNED, agreed, drafted, given, unplanned
from tests.situations import REQUESTED, case_determined, notice_of, own_claim
from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.establish import appoint
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.treasury.agree_plan import agree_plan
from workflow_app.commands.treasury.approve_plan import approve_plan
from workflow_app.commands.treasury.draft_plan import draft_plan
from workflow_app.commands.treasury.return_plan import return_plan
from workflow_app.management.acting import SINCE
from workflow_app.models import SpendingPlan, triggers
from workflow_app.policy.refusals import (
    AlreadyDone,
    BudgetExhausted,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
    SeparationOfDuties,
)
from workflow_app.queries.finance.spending import rooms

WHY = "四月开班人数增加。"


def by(username: str, yuan: str = "1.00", month: int = 5, words: str = "") -> SpendingPlan:
    row = unplanned()
    return draft_plan(row.pk, month, Decimal(yuan), words, by=who(username), at=PLANNED)


def state_of(plan: SpendingPlan) -> str:
    return str(SpendingPlan.objects.get(pk=plan.pk).state)


def test_a_plan_passes_three_people_and_is_recorded_at_each() -> None:
    row = unplanned()
    plan = given(row)
    assert (plan.state, plan.by, plan.agreed_by, plan.approved_by) == (
        "approved",
        who(cast.BUREAU_FINANCE),
        who(cast.FUNDS_CHECK),
        who(cast.TREASURY),
    )
    assert (plan.at, plan.agreed_at, plan.approved_at) == (PLANNED, AGREED, GIVEN)
    assert plan.paper is not None
    halves = [row for pair in plan.paper.data["halves"] for row in pair if row["month"] == 4]
    assert (plan.paper.internal, halves) == (True, [{"month": 4, "fen": 1_000_000, "together": 1_000_000}])
    assert record.verbs("organisation")[-3:] == ["draft_plan", "agree_plan", "approve_plan"]
    assert record.last("organisation").body == {
        "plan": plan.pk,
        "number": "JH202600001",
        "yuan": "10000.00",
        "answer": "",
    }


@pytest.mark.parametrize(
    ("on", "may"),
    [
        ("2026-03-31", 0),
        ("2026-04-01", 100),
        ("2026-05-31", 100),
        ("2026-06-01", 150),
        ("2026-12-31", 150),
        ("2027-01-01", 150),
    ],
)
def test_months_before_roll_on_to_the_end_of_the_year(on: str, may: int) -> None:
    row = unplanned("150.00")
    given(row, 4, "100.00")
    given(row, 6, "50.00")
    assert rooms([row], moment(f"{on} 09:00").date())[row.pk].left == may


def test_only_what_was_approved_counts() -> None:
    row = unplanned("300.00")
    drafted(row, 4, "100.00")
    agreed(row, 5, "100.00")
    assert rooms([row], moment("2026-12-01 09:00").date())[row.pk].planned == 0


def test_a_later_row_moves_the_month_with_a_reason() -> None:
    row = unplanned("300.00")
    given(row, 4, "100.00")
    with pytest.raises(NotUnderstood, match="调整的请写明原因"):
        drafted(row, 4, "50.00")
    given(row, 4, "50.00", WHY)
    given(row, 4, "-30.00", WHY)
    assert rooms([row], moment("2026-04-30 09:00").date())[row.pk].planned == 120
    assert SpendingPlan.objects.count() == 3


REFUSED = [
    pytest.param(cast.FUNDS_CHECK, "1.00", 5, NotAllowed, "财务岗位编报", id="finance plans nothing"),
    pytest.param("linzhou.money", "1.00", 5, NotAllowed, "财务岗位编报", id="another county"),
    pytest.param(cast.BUREAU_FINANCE, "0.00", 5, NotUnderstood, "不能是零", id="nothing"),
    pytest.param(cast.BUREAU_FINANCE, "0.001", 5, NotUnderstood, "最多两位小数", id="finer than a fen"),
    pytest.param(cast.BUREAU_FINANCE, "1.00", 13, NotUnderstood, "1到12", id="no month"),
    pytest.param(cast.BUREAU_FINANCE, "1.00", 3, NotPossibleNow, "2026年3月已经过去", id="gone by"),
    pytest.param(cast.BUREAU_FINANCE, "20000.01", 5, BudgetExhausted, r"还能安排 20,000\.00 元", id="above"),
    pytest.param(cast.BUREAU_FINANCE, "-1.00", 5, NotUnderstood, "写明原因", id="less without a reason"),
]


@pytest.mark.parametrize(("username", "yuan", "month", "refusal", "says"), REFUSED)
def test_a_plan_that_is_none_is_refused(
    username: str, yuan: str, month: int, refusal: type[Exception], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        by(username, yuan, month)
    assert not SpendingPlan.objects.exists()


def test_what_others_drafted_counts_against_the_indicator() -> None:
    row = unplanned("100.00")
    drafted(row, 4, "60.00")
    with pytest.raises(BudgetExhausted, match=r"已编报和批复 60\.00 元，还能安排 40\.00 元"):
        drafted(row, 5, "41.00")
    drafted(row, 5, "40.00")


def test_a_month_never_falls_below_nothing() -> None:
    row = unplanned("100.00")
    given(row, 5, "10.00")
    with pytest.raises(NotPossibleNow, match=r"5月已批复 10\.00 元，不能调减 10\.01 元"):
        drafted(row, 5, "-10.01", WHY)
    drafted(row, 5, "-6.00", WHY)
    with pytest.raises(NotPossibleNow, match="不能调减"):
        drafted(row, 5, "-5.00", WHY)


def test_nor_below_what_was_requested() -> None:
    row = unplanned()
    given(row, 4, "1500.00")
    request_funds(notice_of(case_determined(own_claim())).pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    with pytest.raises(NotPossibleNow, match=r"其中 1,000\.00 元已经申请拨付，最多还能调减 500\.00 元"):
        drafted(row, 4, "-500.01", WHY)
    assert drafted(row, 4, "-500.00", WHY).amount == -500


def test_an_approval_looks_again_at_what_was_requested_meanwhile() -> None:
    row = unplanned()
    given(row, 4, "1000.00")
    less = agreed(row, 4, "-1000.00", WHY)
    request_funds(notice_of(case_determined(own_claim())).pk, by=who(cast.BUREAU_FINANCE), at=REQUESTED)
    with pytest.raises(NotPossibleNow, match="已经申请拨付"):
        approve_plan(less.pk, by=who(cast.TREASURY), at=REQUESTED)
    assert state_of(less) == "agreed"


def test_nothing_is_planned_of_a_closed_indicator() -> None:
    row = unplanned()
    plan = agreed(row, 12)
    year_end = moment("2026-12-31 16:00")
    close_year(row.pk, "", False, "年终", by=who(cast.BUDGET), at=year_end)
    with pytest.raises(NotPossibleNow, match="年终关账，不能再安排用款计划"):
        approve_plan(plan.pk, by=who(cast.TREASURY), at=year_end)
    with pytest.raises(NotPossibleNow, match="年终关账"):
        draft_plan(row.pk, 12, Decimal(1), WHY, by=who(cast.BUREAU_FINANCE), at=year_end)


def test_an_indicator_or_a_plan_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        draft_plan(999, 5, Decimal(1), by=who(cast.BUREAU_FINANCE), at=PLANNED)
    with pytest.raises(NotFound):
        agree_plan(999, by=who(cast.FUNDS_CHECK), at=PLANNED)


Act = Callable[[SpendingPlan, str], SpendingPlan]


def agree(plan: SpendingPlan, username: str) -> SpendingPlan:
    return agree_plan(plan.pk, by=who(username), at=AGREED)


def approve(plan: SpendingPlan, username: str) -> SpendingPlan:
    return approve_plan(plan.pk, by=who(username), at=GIVEN)


def back(plan: SpendingPlan, username: str) -> SpendingPlan:
    return return_plan(plan.pk, "金额与开班计划不符。", by=who(username), at=GIVEN)


TURNS = [  # act, where the plan stands, who tries, what it comes to or what they read
    (agree, drafted, cast.FUNDS_CHECK, "agreed", ""),
    (agree, drafted, cast.TREASURY, "", "不在办理这件事的岗位上"),
    (agree, drafted, "linzhou.check", "", "不在办理这件事的岗位上"),
    (agree, agreed, cast.FUNDS_CHECK, "", "审核，没有重复办理"),
    (agree, given, cast.FUNDS_CHECK, "", "批复，没有重复办理"),
    (approve, drafted, cast.TREASURY, "", "待业务科室审核”，不能批复"),
    (approve, agreed, cast.TREASURY, "approved", ""),
    (approve, agreed, cast.FUNDS_CHECK, "", "不在办理这件事的岗位上"),
    (approve, given, cast.TREASURY, "", "批复，没有重复办理"),
    (back, drafted, cast.FUNDS_CHECK, "returned", ""),
    (back, drafted, cast.TREASURY, "", "不在办理这件事的岗位上"),
    (back, agreed, cast.TREASURY, "returned", ""),
    (back, agreed, cast.FUNDS_CHECK, "", "不在办理这件事的岗位上"),
    (back, given, cast.FUNDS_CHECK, "", "批复，没有重复办理"),
]


@pytest.mark.parametrize(("act", "stands", "username", "becomes", "reads"), TURNS)
def test_whose_turn_it_is(
    act: Act, stands: Callable[..., SpendingPlan], username: str, becomes: str, reads: str
) -> None:
    plan = stands(unplanned())
    if becomes:
        assert act(plan, username).state == becomes
        return
    with pytest.raises((NotAllowed, NotPossibleNow), match=reads):
        act(plan, username)
    assert state_of(plan) == plan.state


def test_who_drafted_it_neither_agrees_nor_approves() -> None:
    plan = drafted(unplanned())
    appoint(who(cast.BUREAU_FINANCE), "funds_check", "finance", "410523", since=SINCE, at=PLANNED)
    with pytest.raises(SeparationOfDuties, match="另一位同事"):
        agree(plan, cast.BUREAU_FINANCE)


def test_who_agreed_does_not_approve() -> None:
    plan = agreed(unplanned())
    appoint(who(cast.FUNDS_CHECK), "treasury_check", "finance", "410523", since=SINCE, at=PLANNED)
    for act in (approve, back):
        with pytest.raises(SeparationOfDuties, match="另一位同事"):
            act(plan, cast.FUNDS_CHECK)


def test_a_returned_plan_says_why_and_frees_its_sum() -> None:
    row = unplanned("100.00")
    plan = back(drafted(row, 4, "100.00"), cast.FUNDS_CHECK)
    assert (plan.state, plan.reason, plan.returned_by) == ("returned", "金额与开班计划不符。", who(cast.FUNDS_CHECK))
    assert record.last("organisation").verb == "return_plan"
    assert record.last("organisation").personal
    drafted(row, 4, "100.00")


def test_nobody_returns_without_a_reason() -> None:
    plan = drafted(unplanned())
    with pytest.raises(NotUnderstood, match="请写明退回原因"):
        return_plan(plan.pk, " ", by=who(cast.FUNDS_CHECK), at=AGREED)


def test_a_number_of_ones_own_is_taken_once() -> None:
    row = unplanned()
    more = {"number": "2026-职-1", "by": who(cast.BUREAU_FINANCE), "at": PLANNED}
    assert draft_plan(row.pk, 5, Decimal(1), **more).number == "2026-职-1"
    with pytest.raises(AlreadyDone, match="计划编号 2026-职-1 已经编报过"):
        draft_plan(row.pk, 6, Decimal(1), **more)
    with pytest.raises(NotUnderstood, match="由系统编号"):
        draft_plan(row.pk, 6, Decimal(1), **more | {"number": "JH1"})


@pytest.mark.postgresql
@pytest.mark.parametrize("stands", [drafted, agreed, given])
def test_the_database_keeps_a_plan_as_it_was_planned(stands: Callable[..., SpendingPlan]) -> None:
    plan = stands(unplanned())
    rows = SpendingPlan.objects.filter(pk=plan.pk)
    for change in ({"amount": 1}, {"month": 12}, {"words": "x"}):
        with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        rows._raw_delete("default")


@pytest.mark.postgresql
def test_the_database_wants_three_people() -> None:
    plan = agreed(unplanned())
    with pytest.raises(DatabaseError, match="a_plan_passes_three_people"), transaction.atomic():
        SpendingPlan.objects.filter(pk=plan.pk).update(state="approved", approved_by=plan.agreed_by, approved_at=GIVEN)
    assert "refuse_update_workflow_app_spendingplan" in {each.name for each in triggers.declared()}
