"""The stories of the item come to their ends, and everything is proved afterwards."""

from __future__ import annotations

import pytest

from processes.housing.models import Home, RentBill, Tenancy, WaitingEntry
from processes.housing.public_rental.item import ITEM
from workflow_app.management.journey import standing_open
from workflow_app.management.stage import Stage
from workflow_app.models import IssuedDocument
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize("number", range(len(ITEM.plays)))
def test_a_story_comes_to_its_end(city: None, number: int) -> None:
    stage = Stage(ITEM, serial=1000 * number)
    ITEM.plays[number](stage)
    assert list(standing_open()) == []
    assert list(breaks()) == []


def test_the_first_story_lets_two_homes_and_takes_one_back(city: None) -> None:
    ITEM.plays[0](Stage(ITEM))
    assert sorted(Home.objects.values_list("state", flat=True)) == ["let", "vacant", "vacant"]
    assert sorted(Tenancy.objects.values_list("state", flat=True)) == ["ended", "in_force"]
    ended = Tenancy.objects.get(state="ended")
    assert ended.case.state == "closed"
    assert ended.case.archived_on is not None
    assert set(ended.case.claims.values_list("state", flat=True)) == {"ended"}
    assert sorted(WaitingEntry.objects.values_list("state", flat=True)) == ["housed", "left"]
    kinds = set(IssuedDocument.objects.values_list("kind", flat=True))
    assert {"waiting_notice", "allocation_result", "lease", "renewal_notice", "exit_notice"} <= kinds
    bills = RentBill.objects.filter(tenancy__state="ended").order_by("since")
    assert [bill.quarter for bill in bills] == ["2026Q2", "2026Q3", "2026Q4", "2027Q1", "2027Q2", "2027Q2", "2027Q3"]
    assert str(bills.last().until) == "2027-07-20"
