"""催告 and the court: only after the day, in the order and within the days the law gives."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.recovery.owing import COURT, DEMANDED, ORDERED, RECEIVED, demanded, entered, ordered, received
from workflow_app.clock.enforcing import enforceable
from workflow_app.commands.recovery.demand import demand_recovered
from workflow_app.commands.recovery.enter import refuse_receipt
from workflow_app.commands.recovery.hand_over import hand_over_recovery
from workflow_app.models import IssuedDocument, PaperState, Recovery
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")


def test_what_is_still_owed_is_demanded_within_ten_days() -> None:
    row = ordered()
    received("400.00")
    row = demanded(row)
    assert (row.state, row.demand_until) == ("demanded", date(2026, 6, 26))
    paper = IssuedDocument.objects.get(case=row.case, kind="recovery_demand")
    assert (paper.data["owed_fen"], paper.data["demand_until"]) == (600_00, "2026-06-26")
    said = {"recovery": row.pk, "until": "2026-06-26"}
    assert row.case.stream.actions.get(verb="demand_recovered").body == said
    assert list(breaks()) == []


def test_not_before_the_day_is_over_and_only_once() -> None:
    row = ordered()
    with pytest.raises(NotPossibleNow, match="缴回期限到2026年6月15日"):
        demand_recovered(row.pk, by=who(cast.HANDLER), at=moment("2026-06-15 23:00"))
    demanded(row)
    with pytest.raises(NotPossibleNow, match="现在是“已催告”"):
        demanded(row)
    with pytest.raises(NotAllowed):
        demand_recovered(row.pk, by=who(cast.INTAKE), at=DEMANDED)


def test_after_it_the_court_is_asked() -> None:
    row = hand_over_recovery(demanded().pk, by=who(cast.BUREAU_HEAD), at=COURT)
    assert (row.state, row.handed_over_by) == ("handed_over", who(cast.BUREAU_HEAD))
    assert record.last(row.case.stream.key).verb == "hand_over_recovery"
    received(at=moment("2026-12-01 10:00"))
    assert Recovery.objects.get(pk=row.pk).state == "paid_back", "what the court collects comes under the same code"


@pytest.mark.parametrize("day", ["2026-07-01", "2026-11-14", "2027-02-15"])
def test_neither_too_soon_nor_too_late(day: str) -> None:
    row = demanded()
    with pytest.raises(NotPossibleNow, match="2026年11月15日至2027年2月14日"):
        hand_over_recovery(row.pk, by=who(cast.BUREAU_HEAD), at=moment(f"{day} 10:00"))


def test_only_after_a_demand_and_by_who_decides() -> None:
    row = ordered()
    with pytest.raises(NotPossibleNow, match="催告以后才能申请强制执行"):
        hand_over_recovery(row.pk, by=who(cast.BUREAU_HEAD), at=ORDERED)
    with pytest.raises(NotAllowed, match="局长或者分管副局长"):
        hand_over_recovery(row.pk, by=who(cast.HANDLER), at=ORDERED)


@pytest.mark.parametrize(
    ("ordered_on", "demand_until", "first", "last"),
    [  # 行政强制法第五十三条、第五十四条
        (date(2026, 5, 14), date(2026, 6, 26), date(2026, 11, 15), date(2027, 2, 14)),
        (date(2026, 8, 31), date(2026, 9, 30), date(2027, 3, 1), date(2027, 5, 28)),
        (date(2026, 5, 14), date(2026, 12, 24), date(2026, 12, 25), date(2027, 2, 14)),
    ],
)
def test_the_days_of_the_court(ordered_on: date, demand_until: date, first: date, last: date) -> None:
    assert enforceable(ordered_on, demand_until) == (first, last)


@pytest.mark.parametrize("kind", ["recovery", "recovery_demand"])
def test_the_court_is_not_asked_of_a_party_nothing_reached(kind: str) -> None:
    """行政强制法第三十五条、第五十四条: the demand is served first."""
    row = demanded()
    IssuedDocument.objects.filter(case=row.case, kind=kind).update(state=PaperState.PARKED)
    with pytest.raises(NotPossibleNow, match="还没有送达申请人"):
        hand_over_recovery(row.pk, by=who(cast.BUREAU_HEAD), at=COURT)
    IssuedDocument.objects.filter(case=row.case, kind=kind).update(state=PaperState.NUMBERED)


def test_nothing_is_demanded_of_a_party_the_order_did_not_reach() -> None:
    row = ordered()
    IssuedDocument.objects.filter(case=row.case, kind="recovery").update(state=PaperState.PARKED)
    with pytest.raises(NotPossibleNow, match="追回决定书还没有送达申请人"):
        demanded(row)
    IssuedDocument.objects.filter(case=row.case, kind="recovery").update(state=PaperState.NUMBERED)


def test_what_waits_to_be_confirmed_is_settled_before_more_is_asked() -> None:
    row = ordered()
    waits = entered("400.00")
    with pytest.raises(NotPossibleNow, match=r"国库收款 国库001（400\.00元）已登记，等财政部门核对"):
        demanded(row)
    refuse_receipt(waits.pk, "流水号有误", by=who(cast.TREASURY), at=RECEIVED)
    demanded(row)
    entered("400.00", "国库002", at=DEMANDED)
    with pytest.raises(NotPossibleNow, match="国库收款 国库002"):
        hand_over_recovery(row.pk, by=who(cast.BUREAU_HEAD), at=COURT)
