"""决定追回: by another person than who proposed it, after the party was heard, with a code and a day."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.recovery.owing import CODE, NOTICED, ORDERED, PAY_BY, WORDS, ordered, paid, proposed
from tests.situations import own_claim
from workflow_app.commands.recovery.decide import drop_recovery, order_recovery
from workflow_app.commands.recovery.propose import state_on_recovery
from workflow_app.models import Appropriation, IssuedDocument, Recovery
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")


def test_an_order_says_how_much_by_which_code_and_until_when() -> None:
    row = ordered()
    digits = CODE.replace(" ", "")
    assert (row.state, row.code, row.pay_by, row.decided_by) == ("ordered", digits, PAY_BY, who(cast.BUREAU_HEAD))
    paper = IssuedDocument.objects.get(case=row.case, kind="recovery")
    assert (paper.data["amount_fen"], paper.data["code"], paper.data["pay_by"]) == (1_000_00, digits, "2026-06-15")
    assert (paper.data["statement"], paper.data["remedies"]["court"]) == ("", "汤阴县人民法院")
    act = record.last(row.case.stream.key)
    said = {"recovery": row.pk, "ordered": True, "code": digits, "pay_by": "2026-06-15"}
    assert (act.verb, act.body) == ("decide_recovery", said)
    assert Appropriation.objects.get().posted == 1000, "ordered is not yet paid back"
    assert list(breaks()) == []


def test_or_the_party_keeps_it() -> None:
    row = proposed()
    row = drop_recovery(row.pk, "陈述成立。", by=who(cast.BUREAU_HEAD), at=ORDERED)
    assert (row.state, row.code) == ("dropped", "")
    assert IssuedDocument.objects.filter(case=row.case, kind="recovery_dropped").exists()
    assert list(breaks()) == []
    assert proposed(row.case).state == "noticed", "new facts may be told again"


def test_not_before_the_party_spoke_or_its_days_are_over() -> None:
    row = proposed()
    with pytest.raises(NotPossibleNow, match="期限到2026年5月12日"):
        order_recovery(row.pk, CODE, PAY_BY, WORDS, by=who(cast.BUREAU_HEAD), at=NOTICED)
    state_on_recovery(row.pk, "知道了。", by=who(cast.TRAINEE), at=NOTICED)
    order_recovery(row.pk, CODE, PAY_BY, WORDS, by=who(cast.BUREAU_HEAD), at=NOTICED)


def test_not_by_who_proposed_it_nor_by_who_examined_the_case() -> None:
    row = proposed(by=cast.DEPUTY_HEAD)
    with pytest.raises(NotAllowed, match="追回是您提出的，不能由您决定"):
        ordered(row, by=cast.DEPUTY_HEAD)
    with pytest.raises(NotAllowed, match="是否追回由承办单位的局长或者分管副局长决定"):
        ordered(row, by=cast.SECTION)
    ordered(row)


@pytest.mark.parametrize(
    "code", ["", "12345", "4105232605140000000X", "１２３４５６７８９０１２３４５６７８９０", "1" * 25]
)
def test_a_code_is_digits_of_the_right_length(code: str) -> None:
    with pytest.raises(NotUnderstood, match="缴款码应是非税收入系统开出的20位数字"):
        order_recovery(proposed().pk, code, PAY_BY, WORDS, by=who(cast.BUREAU_HEAD), at=ORDERED)


@pytest.mark.parametrize("day", [date(2026, 5, 13), date(2026, 5, 20), date(2026, 11, 11)])
def test_a_day_is_five_working_days_to_a_year_ahead(day: date) -> None:
    with pytest.raises(NotUnderstood, match="缴回期限最早是2026年5月21日"):
        order_recovery(proposed().pk, CODE, day, WORDS, by=who(cast.BUREAU_HEAD), at=ORDERED)


def test_one_code_is_one_recovery() -> None:
    ordered()
    other = proposed(paid(own_claim(902, cast.OTHER_TRAINEE)))
    with pytest.raises(AlreadyDone, match="已经用于另一次追回"):
        ordered(other)


def test_decided_once() -> None:
    row = ordered()
    with pytest.raises(AlreadyDone, match="“待缴回”"):
        ordered(row)
    with pytest.raises(AlreadyDone, match="“待缴回”"):
        drop_recovery(row.pk, "算了。", by=who(cast.BUREAU_HEAD), at=ORDERED)


def test_reasons_are_given() -> None:
    with pytest.raises(NotUnderstood, match="决定的理由"):
        order_recovery(proposed().pk, CODE, PAY_BY, " ", by=who(cast.BUREAU_HEAD), at=ORDERED)


@pytest.mark.tampered
def test_verify_names_an_order_by_one_person() -> None:
    row = ordered()
    Recovery.objects.filter(pk=row.pk).update(proposed_by=who(cast.BUREAU_HEAD))
    assert f"办件 {row.case.number} 的追回由同一个人提出和决定" in list(breaks())
