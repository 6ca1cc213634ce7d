"""The stories of the item come to their ends, and everything is proved afterwards."""

from __future__ import annotations

import pytest

from processes.housing.commands.record_rent import record_rent
from processes.housing.models import Home, RentBill, Tenancy, WaitingEntry
from processes.housing.public_rental.item import ITEM
from processes.housing.public_rental.play import morning
from processes.housing.queries.rent_owed import owed
from processes.housing.queries.stock import rented_of
from workflow_app.management import acting
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.journey import standing_open
from workflow_app.management.stage import Stage
from workflow_app.models import IssuedDocument
from workflow_app.policy.money import yuan_text
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


def test_what_was_never_billed_is_billed_at_the_exit_and_can_be_paid(city: None) -> None:
    ITEM.plays[1](Stage(ITEM))
    tenancy = Tenancy.objects.get()
    assert tenancy.left_on is not None
    on, at = tenancy.left_on + ONE_DAY, morning(tenancy.left_on + ONE_DAY)
    debt = owed(tenancy, on).open_fen
    assert max(bill.until for bill in tenancy.bills.all()) == tenancy.left_on
    paper = IssuedDocument.objects.get(kind="exit_notice")
    assert f"尚欠{yuan_text(debt)}元" in paper.data["said"]
    units = [tenancy.home.unit_id]
    assert [each.owed.open_fen for each in rented_of(units, on)] == [debt]
    rent = acting.at_desk(tenancy.case.unit, "rent", at)
    record_rent(tenancy.pk, debt, on, "末单", by=rent, at=at)
    assert rented_of(units, on) == []
    assert list(breaks()) == []
