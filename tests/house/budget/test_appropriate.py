"""登记指标: once each, with its money on the ledger, by the desk that keeps it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.budget.indicators import ENTERED, MOVED, OF_THE_COUNTY, counters, entered
from workflow_app.commands.budget.appropriate import appropriate
from workflow_app.models import Appropriation, FundsMove, Posting
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotUnderstood
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")


def test_it_is_entered_posted_and_recorded() -> None:
    row = appropriate(OF_THE_COUNTY, "省级下达（示例）", by=who(cast.BUDGET), at=ENTERED)
    assert counters(row) == {"appropriated": 100, "available": 100}
    move = FundsMove.objects.get()
    assert (move.kind, move.number, move.by) == ("enter", row.indicator, who(cast.BUDGET))
    assert Posting.objects.filter(move=move, source="granted", target="available", amount=100).count() == 1
    act = record.last("organisation")
    told = dict(act.body)
    assert {name: told["is"][name] for name in ("fund", "tier", "year")} == {
        name: getattr(OF_THE_COUNTY, name) for name in ("fund", "tier", "year")
    }
    del told["is"]
    assert told == {"indicator": row.indicator, "yuan": "100.00", "move": move.pk}
    assert list(breaks()) == []


def test_a_number_is_entered_once() -> None:
    entered()
    with pytest.raises(AlreadyDone, match="已经登记过"):
        entered()
    assert Appropriation.objects.count() == 1


@pytest.mark.parametrize("yuan", ["0.00", "-1.00"])
def test_nothing_is_no_indicator(yuan: str) -> None:
    with pytest.raises(NotUnderstood, match="应大于零"):
        entered(yuan=Decimal(yuan))


def test_an_indicator_has_a_number() -> None:
    with pytest.raises(NotUnderstood, match="请填写指标文号"):
        entered(number=" ")


def test_a_region_without_finance_is_named() -> None:
    with pytest.raises(NotFound, match="区划 999999 没有登记财政部门"):
        entered(region="999999")


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.BUDGET_ELSEWHERE, cast.CITY_BUDGET, cast.TRAINEE])
def test_only_the_desk_of_the_region_enters_it(username: str) -> None:
    with pytest.raises(NotAllowed):
        appropriate(replace(OF_THE_COUNTY, number="x"), by=who(username), at=MOVED)
    assert not Appropriation.objects.exists()
