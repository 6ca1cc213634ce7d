"""Two requests, two plans, a request and a plan cut down, at the same instant: what is planned is never overdrawn."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.db import transaction

from tests import cast
from tests.cast import who
from tests.house.treasury.planning import agreed, given, unplanned
from tests.situations import REQUESTED, case_determined, notice_of, own_claim
from workflow_app.commands.held import held_stream
from workflow_app.commands.record import record
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.treasury.approve_plan import approve_plan
from workflow_app.management import acts
from workflow_app.management.bench.racing import race
from workflow_app.models import FundsRequest, SpendingPlan
from workflow_app.policy.refusals import AlreadyDone, BudgetExhausted, NotPossibleNow
from workflow_app.queries.finance.spending import rooms

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]
AT: datetime = REQUESTED


def left(row: object) -> Decimal:
    return rooms([row], AT.date())[row.pk].left  # type: ignore[list-item, attr-defined]


def test_two_requests_against_money_for_one() -> None:
    row = unplanned()
    given(row, 4, "1000.00")
    notices = [
        notice_of(case_determined(own_claim(*each))).pk for each in ((901, cast.TRAINEE), (902, cast.OTHER_TRAINEE))
    ]
    results = race([partial(request_funds, notice, by=who(cast.BUREAU_FINANCE), at=AT) for notice in notices])
    assert sorted(type(each) for each in results if not isinstance(each, FundsRequest)) == [BudgetExhausted]
    assert left(row) == 0


def test_a_request_and_a_plan_cut_down() -> None:
    row = unplanned()
    given(row, 4, "1000.00")
    less = agreed(row, 4, "-500.00", "四月不开班。")
    notice = notice_of(case_determined(own_claim())).pk
    asked, cut = race(
        [
            partial(request_funds, notice, by=who(cast.BUREAU_FINANCE), at=AT),
            partial(approve_plan, less.pk, by=who(cast.TREASURY), at=AT),
        ]
    )
    assert isinstance(asked, FundsRequest) == isinstance(cut, NotPossibleNow)
    assert isinstance(asked, BudgetExhausted) == isinstance(cut, SpendingPlan)
    assert left(row) >= 0


def test_two_plans_against_one_indicator() -> None:
    row = unplanned("100.00")
    one = agreed(row, 4, "60.00")
    other = SpendingPlan(
        unit=one.unit, appropriation=row, number="另", month=5, amount=60, state="agreed", by=one.by, at=one.at,
        agreed_by=one.agreed_by, agreed_at=one.agreed_at,
    )  # fmt: skip
    other.save(force_insert=True)  # as if both had been drafted before either was counted
    with transaction.atomic():
        body = {"plan": "另", "indicator": row.indicator, "month": 5, "yuan": "60.00"}
        record(held_stream(), "draft_plan", by=one.by, at=one.at, body=body, personal=other.words)
        assert one.agreed_at is not None
        record(held_stream(), "agree_plan", by=one.agreed_by, at=one.agreed_at, body={"plan": other.pk, "number": "另"})
    results = race([partial(approve_plan, each.pk, by=who(cast.TREASURY), at=AT) for each in (one, other)])
    assert sum(isinstance(each, SpendingPlan) for each in results) == 1
    assert sum(isinstance(each, BudgetExhausted) for each in results) == 1


def test_two_approvals_of_one_payment() -> None:
    given(unplanned(), 4, "1000.00")
    request = acts.look_through(
        request_funds(notice_of(case_determined(own_claim())).pk, by=who(cast.BUREAU_FINANCE), at=AT), AT
    )
    results = race([partial(approve_payment, request.pk, by=who(cast.TREASURY), at=AT) for _ in range(2)])
    assert sorted(type(each).__name__ for each in results) == sorted((FundsRequest.__name__, AlreadyDone.__name__))
