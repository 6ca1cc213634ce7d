"""Where the policy splits a sum over tiers of the budget, each tier's indicator carries its part, and each fen is paid once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests import cast
from tests.cast import who
from tests.house.budget.indicators import counters, entered
from tests.house.second_version import declare
from tests.situations import DETERMINED, batch_settled, case_to_confirm, own_claim, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.reserve import give_back
from workflow_app.models import Claim, Posting
from workflow_app.policy.refusals import BudgetExhausted
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")
SHARES = {"中央": Fraction(1, 3), "省级": Fraction(2, 3)}


@pytest.fixture(autouse=True)
def split(monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, shares=lambda case: SHARES)


def of_tiers(central: str, province: str) -> tuple[object, object]:
    return (
        entered(number="中央1号", tier="中央", yuan=Decimal(central)),
        entered(number="省级1号", tier="省级", yuan=Decimal(province)),
    )


def test_each_tier_carries_its_part_to_the_fen() -> None:
    one, other = of_tiers("5000.00", "5000.00")
    batch_settled(own_claim())
    assert counters(one)["posted"] == Decimal("333.34"), "what does not divide goes to the first"
    assert counters(other)["posted"] == Decimal("666.66")
    assert list(breaks()) == []


def test_without_one_tier_nothing_is_set_aside_from_the_other() -> None:
    one, other = of_tiers("333.33", "5000.00")
    case = case_to_confirm(own_claim())
    with pytest.raises(BudgetExhausted, match=r"中央承担的部分需要 333\.34 元"):
        give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    assert "reserved" not in counters(one)
    assert "reserved" not in counters(other)


@pytest.mark.tampered
def test_what_is_given_back_goes_to_where_it_came_from() -> None:
    one, other = of_tiers("5000.00", "5000.00")
    case = case_to_confirm(own_claim())
    give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    assert Posting.objects.filter(target="reserved").count() == 2
    give_back(Claim.objects.get(case=case), at=DETERMINED)
    assert counters(one) == counters(other) == {"appropriated": 5000, "available": 5000}
