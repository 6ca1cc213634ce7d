"""年终关账: determined claims keep their money into the next year; what nobody set aside goes on or lapses; nothing moves twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.budget.indicators import YEAR_END, counters, entered
from tests.house.treasury.planning import planned_at
from tests.situations import (
    batch_drafted,
    batch_released,
    batch_settled,
    case_determined,
    case_to_confirm,
    endowed,
    own_claim,
    payment_approved,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.budget.freeze import freeze
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.reserve import pay_out
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acts
from workflow_app.models import Appropriation, Case, Claim, FundsRequest, PaymentBatch
from workflow_app.policy.refusals import AlreadyDone, BudgetExhausted, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")
HEIR, WHY = "汤财社〔2027〕1号", "年终结转（示例）"
NEXT_YEAR = moment("2027-01-05 10:00")
Closed = tuple[Appropriation, Appropriation | None]


def closed(row: Appropriation, keep: bool = True, number: str = HEIR, by: str = cast.BUDGET) -> Closed:
    return close_year(row.pk, number, keep, WHY, by=who(by), at=YEAR_END)


def test_what_nobody_set_aside_lapses() -> None:
    row, heir = closed(entered(), keep=False)
    assert counters(row) == {"appropriated": 100, "lapsed": 100}
    assert heir is None
    assert row.closed_on == YEAR_END.date()
    assert record.last("organisation").body == {"indicator": row.indicator, "carried": "0", "lapsed": "100.00"}
    assert list(breaks()) == []


def test_or_is_carried_into_an_indicator_of_the_next_year() -> None:
    row, heir = closed(entered())
    assert heir is not None
    assert counters(row) == {"appropriated": 100, "passed_on": 100}
    assert counters(heir) == {"appropriated": 100, "available": 100}
    assert (heir.year, heir.indicator, heir.fund, heir.direct) == (2027, HEIR, row.fund, row.direct)
    assert list(breaks()) == []


def test_a_determined_claim_is_paid_from_what_was_carried_with_it() -> None:
    request = payment_approved(own_claim())
    row = Appropriation.objects.get()
    row, heir = closed(row, keep=False)
    assert heir is not None
    assert counters(heir) == {"appropriated": 1000, "reserved": 1000}
    assert counters(row)["passed_on"] == 1000
    assert FundsRequest.objects.get().appropriation == heir
    planned_at(heir, NEXT_YEAR)
    batch = draft_batch(request.pk, by=who(cast.BATCH_DRAFT), at=NEXT_YEAR)
    release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=NEXT_YEAR)
    write_bank_file(batch.pk, at=NEXT_YEAR)
    acts.bank_answers(PaymentBatch.objects.get(pk=batch.pk), NEXT_YEAR)
    assert counters(heir) == {"appropriated": 1000, "posted": 1000}
    assert list(breaks()) == []


def test_what_was_paid_stays_where_it_was_paid() -> None:
    batch_settled(own_claim())
    row, heir = closed(Appropriation.objects.get(), keep=False)
    assert heir is None
    assert counters(row)["posted"] == 1000
    assert list(breaks()) == []


@pytest.mark.parametrize("in_hand", [batch_drafted, batch_released])
def test_while_a_batch_is_in_hand_nothing_is_closed(in_hand: object) -> None:
    batch = in_hand(own_claim())  # type: ignore[operator]
    row = Appropriation.objects.get()
    before = counters(row)
    with pytest.raises(NotPossibleNow, match=batch.number):
        closed(row)
    assert counters(row) == before


@pytest.mark.tampered
def test_money_that_is_not_where_it_was_read_is_never_lost_silently() -> None:
    case_determined(own_claim())
    row = Appropriation.objects.get()
    Appropriation.objects.update(closed_on=YEAR_END.date())
    with pytest.raises(NotPossibleNow, match="刚刚变动或者关账"):
        pay_out([(claim, claim.amount) for claim in Claim.objects.all()], at=YEAR_END)
    assert counters(row)["reserved"] == 1000


def test_a_year_is_closed_when_it_is_over() -> None:
    with pytest.raises(NotPossibleNow, match="12月31日起才能关账"):
        close_year(entered().pk, HEIR, True, WHY, by=who(cast.BUDGET), at=moment("2026-12-30 23:59"))


def test_frozen_money_is_thawed_first() -> None:
    row = entered()
    freeze(row.pk, Decimal(1), WHY, by=who(cast.BUDGET), at=YEAR_END)
    with pytest.raises(NotPossibleNow, match="请先解冻"):
        closed(row)


def test_a_closed_indicator_moves_no_more() -> None:
    row, _ = closed(entered())
    with pytest.raises(NotPossibleNow, match="已于2026年12月31日年终关账"):
        closed(row)
    with pytest.raises(NotPossibleNow, match="年终关账"):
        freeze(row.pk, Decimal(1), WHY, by=who(cast.BUDGET), at=YEAR_END)


def test_nor_is_anything_set_aside_from_it() -> None:
    case = case_to_confirm(own_claim())
    closed(endowed(), keep=False)
    with pytest.raises(BudgetExhausted, match=r"可用余额 0\.00 元"):
        give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.DEPUTY_HEAD), at=YEAR_END)
    assert Case.objects.get(pk=case.pk).step == "confirm"


@pytest.mark.parametrize(
    ("number", "refusal"), [("", NotUnderstood), ("汤财社〔2026〕18号", AlreadyDone)], ids=["none", "taken"]
)
def test_the_successor_has_a_number_of_its_own(number: str, refusal: type[Exception]) -> None:
    row = entered()
    with pytest.raises(refusal):
        closed(row, number=number)
    assert counters(row) == {"appropriated": 100, "available": 100}


def test_another_desk_closes_nothing() -> None:
    with pytest.raises(NotAllowed):
        closed(entered(), by=cast.FUNDS_CHECK)


def test_reserved_and_free_money_go_on_together() -> None:
    case_determined(own_claim())
    row, heir = closed(Appropriation.objects.get())
    assert heir is not None
    assert counters(heir)["reserved"] == 1000
    assert counters(heir)["appropriated"] == counters(row)["passed_on"] == row.appropriated
    assert list(breaks()) == []
