"""A lease, its bills, payments and demands: what is refused, and what comes out to the fen."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import transaction

from processes.housing.commands.bill_quarter import bill_quarter, bill_the_rest
from processes.housing.commands.demand_rent import demand_rent
from processes.housing.commands.record_rent import record_rent
from processes.housing.commands.sign_lease import sign_lease
from processes.housing.models import Tenancy
from processes.housing.public_rental.item import ITEM, RENEWAL
from processes.housing.public_rental.tests import households as so
from processes.housing.queries.rent_owed import owed
from tests.papers.every_paper import COMPARED
from tests.papers.leaves import differences
from tests.papers.print_of import not_said
from workflow_app.commands.draft import save_section
from workflow_app.commands.submit import submit
from workflow_app.management import acting
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.policy.specimen import Casting

pytestmark = pytest.mark.usefixtures("city")
QUARTER = date(2026, 5, 1)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=so.SHANGHAI)


def test_a_lease_of_five_years_is_signed_and_of_a_day_more_refused() -> None:
    choice, by = so.chosen(), so.at_desk("rent")
    with pytest.raises(NotUnderstood, match="最晚到2031年4月30日"):
        sign_lease(choice.pk, so.STARTS, date(2031, 5, 1), by=by, at=so.SIGNED)
    with pytest.raises(NotUnderstood, match="晚于起租日"):
        sign_lease(choice.pk, so.STARTS, so.STARTS, by=by, at=so.SIGNED)
    with pytest.raises(NotAllowed):
        sign_lease(choice.pk, so.STARTS, date(2031, 4, 30), by=so.at_desk("allocation"), at=so.SIGNED)
    tenancy = sign_lease(choice.pk, so.STARTS, date(2031, 4, 30), by=by, at=so.SIGNED)
    assert tenancy.home.state == "let"
    paper = tenancy.case.papers.get(kind="lease")
    # 35 m² entitled for one person, 5 m² more at market rent: 35 × 5.60 × 0.70 + 5 × 12.00
    assert paper.data["rent"]["formula"] == "35.00 × 5.60 × (1 - 0.30) + 5.00 × 12.00"
    assert paper.data["rent"]["month_fen"] == 19_720
    with pytest.raises(AlreadyDone):
        sign_lease(choice.pk, so.STARTS, date(2031, 4, 30), by=by, at=so.SIGNED)


def test_a_lease_begins_near_the_day_it_is_signed() -> None:
    choice, by = so.chosen(), so.at_desk("rent")
    chosen_on, last = so.CALLED.date(), so.SIGNED.date() + 90 * so.DAY
    for day in (chosen_on - so.DAY, last + so.DAY, date(2016, 5, 1), date(2090, 5, 1)):
        with pytest.raises(NotUnderstood, match="起租日应当在选房当天2026年4月21日至2026年7月21日之间"):
            sign_lease(choice.pk, day, day + 300 * so.DAY, by=by, at=so.SIGNED)
    assert sign_lease(choice.pk, last, last + 300 * so.DAY, by=by, at=so.SIGNED).starts_on == last


def test_a_lease_may_begin_on_the_day_of_the_choice() -> None:
    day = so.CALLED.date()
    assert sign_lease(so.chosen().pk, day, day + 300 * so.DAY, by=so.at_desk("rent"), at=so.SIGNED).starts_on == day


def test_a_quarter_is_billed_once_for_the_days_of_the_lease() -> None:
    tenancy, by = so.leased(), so.at_desk("rent")
    bill = bill_quarter(tenancy.pk, QUARTER, by=by, at=so.SIGNED)
    assert (bill.quarter, bill.since, bill.until) == ("2026Q2", QUARTER, date(2026, 6, 30))
    assert str(bill.amount) == "394.40"
    with pytest.raises(AlreadyDone, match="已经出账"):
        bill_quarter(tenancy.pk, date(2026, 6, 30), by=by, at=so.SIGNED)
    with pytest.raises(NotPossibleNow, match="不在租期内"):
        bill_quarter(tenancy.pk, date(2026, 4, 30) - 30 * so.DAY, by=by, at=so.SIGNED)
    with pytest.raises(NotPossibleNow, match="不在租期内"):
        bill_quarter(tenancy.pk, date(2027, 7, 1), by=by, at=so.SIGNED)
    with pytest.raises(NotAllowed):
        bill_quarter(tenancy.pk, date(2026, 7, 1), by=so.at_desk("review"), at=so.SIGNED)


def test_a_lease_that_ends_within_a_quarter_is_billed_to_its_end() -> None:
    tenancy = so.leased(date(2026, 7, 15))
    bill = bill_quarter(tenancy.pk, date(2026, 7, 1), by=so.at_desk("rent"), at=so.SIGNED)
    assert bill.until == date(2026, 7, 15)
    assert bill.months[0]["formula"] == "(35.00 × 5.60 × (1 - 0.30) + 5.00 × 12.00) × 15 ÷ 31"
    assert str(bill.amount) == "95.42"


def test_who_stays_on_after_the_term_is_billed_day_by_day_and_once() -> None:
    tenancy, by = so.leased(date(2026, 7, 15)), so.at_desk("rent")
    bill_quarter(tenancy.pk, date(2026, 7, 1), by=by, at=so.SIGNED)
    with pytest.raises(NotPossibleNow, match="不在租期内"):
        bill_quarter(tenancy.pk, date(2026, 10, 1), by=by, at=morning(date(2026, 8, 20)))
    bill = bill_quarter(tenancy.pk, date(2026, 8, 1), by=by, at=morning(date(2026, 8, 20)))
    assert (bill.since, bill.until) == (date(2026, 7, 16), date(2026, 8, 20))
    assert [month["formula"][-8:] for month in bill.months] == [" 16 ÷ 31", " 20 ÷ 31"]
    with pytest.raises(AlreadyDone, match="已经出账"):
        bill_quarter(tenancy.pk, date(2026, 8, 1), by=by, at=morning(date(2026, 8, 20)))


def test_rent_is_recorded_once_and_never_more_than_is_owed() -> None:
    tenancy, by = so.leased(), so.at_desk("rent")
    bill_quarter(tenancy.pk, QUARTER, by=by, at=so.SIGNED)
    paid = so.SIGNED.date()
    with pytest.raises(NotUnderstood, match=r"不超过已出账未缴的394\.40元"):
        record_rent(tenancy.pk, 39_441, paid, "甲1", by=by, at=so.SIGNED)
    with pytest.raises(NotUnderstood, match="大于零"):
        record_rent(tenancy.pk, 0, paid, "甲1", by=by, at=so.SIGNED)
    with pytest.raises(NotUnderstood, match="缴款日期"):
        record_rent(tenancy.pk, 100, paid + so.DAY, "甲1", by=by, at=so.SIGNED)
    with pytest.raises(NotUnderstood, match="缴款书号"):
        record_rent(tenancy.pk, 100, paid, " ", by=by, at=so.SIGNED)
    record_rent(tenancy.pk, 30_000, paid, "甲1", by=by, at=so.SIGNED)
    with pytest.raises(AlreadyDone, match="甲1"):
        record_rent(tenancy.pk, 100, paid, "甲1", by=by, at=so.SIGNED)
    record_rent(tenancy.pk, 100, paid, "th2", by=by, at=so.SIGNED)
    for written in ("TH2", "ＴＨ2", "t\u200bh 2"):
        with pytest.raises(AlreadyDone, match="TH2"):
            record_rent(tenancy.pk, 100, paid, written, by=by, at=so.SIGNED)
    assert owed(tenancy, paid).open_fen == 9_340


def test_arrears_are_counted_in_whole_months_and_demanded_with_what_may_follow() -> None:
    tenancy, by = so.leased(), so.at_desk("rent")
    with pytest.raises(NotPossibleNow, match="没有到期未缴"):
        demand_rent(tenancy.pk, by=by, at=so.SIGNED)
    for day in (QUARTER, date(2026, 7, 1), date(2026, 10, 1)):
        bill_quarter(tenancy.pk, day, by=by, at=morning(day))
    record_rent(tenancy.pk, 40_000, date(2026, 7, 2), "乙1", by=by, at=morning(date(2026, 7, 2)))
    # Two months and 5.60 yuan are paid, so the third month is partly paid and does not count.
    assert _months(tenancy, date(2026, 10, 1)) == (5 * 19_720 - 40_000, 2)
    # Three months more fell due in advance; one of them has begun.
    assert _months(tenancy, date(2026, 10, 2)) == (8 * 19_720 - 40_000, 3)
    assert demand_rent(tenancy.pk, by=by, at=morning(date(2026, 10, 2))).data["may_cost_the_home"] is False
    bill_quarter(tenancy.pk, date(2027, 1, 1), by=by, at=morning(date(2027, 1, 1)))
    paper = demand_rent(tenancy.pk, by=by, at=morning(date(2027, 1, 2)))
    assert (paper.data["months"], paper.data["may_cost_the_home"]) == (6, True)
    assert list(differences(paper.data, COMPARED[paper.sheet](paper))) == []
    assert not_said(paper) == []


def _months(tenancy: Tenancy, on: date) -> tuple[int, int]:
    found = owed(tenancy, on)
    return found.overdue_fen, found.months


def test_the_rest_is_billed_to_the_day_of_the_keys_past_the_end_of_the_lease_too() -> None:
    tenancy, by = so.leased(date(2026, 7, 15)), so.at_desk("rent")
    bill_quarter(tenancy.pk, QUARTER, by=by, at=so.SIGNED)
    tenancy.left_on = date(2026, 10, 2)
    with transaction.atomic():
        made = bill_the_rest(tenancy, morning(tenancy.left_on))
    spans = [(bill.since, bill.until) for bill in made]
    assert spans == [(date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 10, 2))]
    assert [str(bill.amount) for bill in made] == ["591.60", "12.72"]
    assert owed(tenancy, tenancy.left_on).open_fen == 39_440 + 59_160 + 1_272
    assert bill_the_rest(tenancy, morning(tenancy.left_on)) == []


def test_a_renewal_to_a_day_before_the_lease_ends_is_filed_and_told_what_is_wrong() -> None:
    tenancy = so.leased()
    party, by = tenancy.case.applicant, tenancy.case.filed_by
    on, above = so.SIGNED.date(), tenancy.case.number
    casting = Casting(1, so.REGION, on, "person", party.name, party.number, parent_number=above)
    draft = acting.fill(ITEM.slug, RENEWAL.slug, casting, by=by, at=so.SIGNED)
    asked = draft.answers["tenancy"] | {"new_until": tenancy.ends_on.isoformat()}
    save_section(draft.pk, "tenancy", asked, revision=draft.revision, by=by, at=so.SIGNED)
    case = submit(draft.pk, by=by, at=so.SIGNED)
    (claim,) = case.claims.all()
    assert (claim.since, claim.until) == (tenancy.ends_on + so.DAY, None)
    assert case.open_points
