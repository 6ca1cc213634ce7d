"""The queue for money says of each case what an approval would find: its money whole in one indicator, of each tier its share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests import cast
from tests.cast import who
from tests.house.budget.indicators import entered
from tests.house.second_version import declare
from tests.situations import DETERMINED, SIGNED, case_to_confirm, own_claim, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.models import Case
from workflow_app.policy.refusals import BudgetExhausted
from workflow_app.queries.finance.waiting import Demand, queue

pytestmark = pytest.mark.usefixtures("city")


def told(case: Case) -> Demand:
    return queue("410523", case.item, SIGNED.date())


def approves(case: Case) -> bool:
    """Whether the deputy's yes finds money."""
    try:
        give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    except BudgetExhausted:
        return False
    return True


def test_two_indicators_that_only_together_would_do_reach_nobody() -> None:
    entered(yuan=Decimal("600.00"))
    entered(number="二号", yuan=Decimal("500.00"))
    case = case_to_confirm(own_claim())
    demand = told(case)
    (waits,) = demand.waiting
    assert (waits.reaches, waits.left, demand.available) == (False, 600, 1100)
    assert (demand.missing, demand.is_split) == (400, True)
    assert not approves(case)


def test_who_finds_no_money_takes_none_from_who_comes_after() -> None:
    entered(yuan=Decimal("1500.00"))
    one, other = case_to_confirm(own_claim()), case_to_confirm(own_claim(902, cast.OTHER_TRAINEE))
    demand = told(one)
    assert [(each.number, each.reaches, each.left) for each in demand.waiting] == [
        (one.number, True, 1500),
        (other.number, False, 500),
    ]
    assert (demand.missing, demand.is_split) == (500, False)
    assert (approves(one), approves(other)) == (True, False)


def test_each_tier_is_asked_for_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, shares=lambda case: {"中央": Fraction(1, 3), "省级": Fraction(2, 3)})
    entered(number="省级", tier="省级", yuan=Decimal("5000.00"))
    entered(number="中央", tier="中央", yuan=Decimal("333.33"))
    case = case_to_confirm(own_claim())
    (waits,) = told(case).waiting
    assert (waits.reaches, waits.tier, waits.needed, waits.left) == (
        False,
        "中央",
        Decimal("333.34"),
        Decimal("333.33"),
    )
    assert told(case).missing == Decimal("0.01")
    assert not approves(case)
    entered(number="中央二", tier="中央", yuan=Decimal("333.34"))
    (waits,) = told(case).waiting
    assert waits.reaches
    assert approves(case)
