"""分配下达、调剂、冻结: money nobody set aside goes where the law lets it, and every fen is on one account."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.budget.indicators import MOVED, OF_THE_CITY, counters, entered
from tests.situations import ITEM
from workflow_app.commands.budget.allot import allot
from workflow_app.commands.budget.freeze import freeze, thaw
from workflow_app.commands.budget.transfer import transfer
from workflow_app.models import Appropriation, FundsMove, IssuedDocument
from workflow_app.policy import catalogue
from workflow_app.policy.money import shared
from workflow_app.policy.refusals import (
    AlreadyDone,
    BudgetExhausted,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
)
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")
OTHER_ITEM = next(item.slug for item in catalogue.items() if item.slug != ITEM)
NUMBER, WHY = "安财社〔2026〕7号", "省级分配方案（示例）"


def allotted(
    row: Appropriation, yuan: str = "300.00", number: str = NUMBER, county: str = "410523", by: str = cast.CITY_BUDGET
) -> Appropriation:
    return allot(row.pk, county, number, Decimal(yuan), WHY, by=who(by), at=MOVED)


def test_a_county_gets_an_indicator_of_its_own_with_everything_it_carries() -> None:
    city = entered(OF_THE_CITY)
    child = allotted(city)
    assert counters(city) == {"appropriated": 900, "available": 600, "passed_on": 300}
    assert counters(child) == {"appropriated": 300, "available": 300}
    assert (child.unit.region, child.region, child.indicator) == ("410523", "410523", NUMBER)
    same = ("item", "year", "fund", "tier", "functional_class", "government_class", "department_class", "direct")
    assert [getattr(child, name) for name in same] == [getattr(city, name) for name in same]
    paper = IssuedDocument.objects.get(kind="allotment")
    assert (paper.unit, paper.data["fen"], paper.data["indicator"]["direct"]) == (city.unit, 30_000, True)
    act = record.last("organisation")
    assert (act.verb, act.body["from"], act.body["indicator"]) == ("allot", city.indicator, NUMBER)
    assert list(breaks()) == []


@pytest.mark.parametrize(
    ("change", "refusal", "sentence"),
    [
        pytest.param({"yuan": "900.01"}, BudgetExhausted, "可用余额是 900.00 元，不够 900.01 元", id="a fen too much"),
        pytest.param({"yuan": "0.00"}, NotUnderstood, "金额应大于零", id="nothing"),
        pytest.param({"yuan": "1.001"}, NotUnderstood, "最多两位小数", id="finer than a fen"),
        pytest.param({"county": "999999"}, NotPossibleNow, "下一级财政部门", id="nobody there"),
        pytest.param({"county": "410500"}, NotPossibleNow, "下一级财政部门", id="to itself"),
        pytest.param({"number": OF_THE_CITY.number}, AlreadyDone, "已经登记过", id="number taken"),
        pytest.param({"number": ""}, NotUnderstood, "请填写指标文号", id="no number"),
        pytest.param({"by": cast.BUDGET}, NotAllowed, "不在办理这件事的岗位上", id="the county itself"),
    ],
)
def test_what_cannot_be_allotted(change: dict[str, str], refusal: type[Exception], sentence: str) -> None:
    city = entered(OF_THE_CITY)
    with pytest.raises(refusal, match=sentence):
        allotted(city, **change)
    assert counters(city) == {"appropriated": 900, "available": 900}
    assert Appropriation.objects.count() == 1
    assert not IssuedDocument.objects.exists()


def moved(source: Appropriation, target: Appropriation, yuan: str = "40.00") -> FundsMove:
    return transfer(source.pk, target.pk, "汤财调〔2026〕1号", Decimal(yuan), WHY, by=who(cast.BUDGET), at=MOVED)


def test_within_a_fund_money_moves_between_indicators() -> None:
    one, other = entered(), entered(number="汤财社〔2026〕19号", item=OTHER_ITEM)
    moved(one, other)
    assert counters(one) == {"appropriated": 100, "available": 60, "passed_on": 40}
    assert counters(other) == {"appropriated": 140, "available": 140}
    assert record.last("organisation").verb == "transfer_funds"
    assert list(breaks()) == []


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        pytest.param({"fund": "失业保险基金（示例）"}, "是两项资金，不能互相调剂", id="another fund"),
        pytest.param({"year": 2027}, "不是同一年度", id="another year"),
        pytest.param({"direct": True}, "直达资金的标识要贯穿始终", id="direct money"),
    ],
)
def test_money_never_leaves_its_fund_its_year_or_its_mark(otherwise: dict[str, object], sentence: str) -> None:
    one, other = entered(), entered(number="另一指标", **otherwise)
    for source, target in ((one, other), (other, one)):
        with pytest.raises(NotPossibleNow, match=sentence):
            moved(source, target)
    assert counters(one) == counters(other) == {"appropriated": 100, "available": 100}


def test_an_indicator_is_no_other_of_itself() -> None:
    row = entered()
    with pytest.raises(NotPossibleNow, match="同一个指标"):
        moved(row, row)


def test_another_bureau_s_indicator_is_not_moved() -> None:
    one, elsewhere = entered(), entered(number="林财社〔2026〕1号", region="410581")
    with pytest.raises(NotAllowed):
        moved(one, elsewhere)


def test_frozen_money_is_there_and_cannot_be_used() -> None:
    row = entered()
    freeze(row.pk, Decimal("70.00"), "审计整改（示例）", by=who(cast.BUDGET), at=MOVED)
    assert counters(row) == {"appropriated": 100, "available": 30, "frozen": 70}
    with pytest.raises(BudgetExhausted, match=r"可用余额是 30\.00 元"):
        freeze(row.pk, Decimal("30.01"), WHY, by=who(cast.BUDGET), at=MOVED)
    thaw(row.pk, Decimal("70.00"), "整改完成（示例）", by=who(cast.BUDGET), at=MOVED)
    assert counters(row) == {"appropriated": 100, "available": 100}
    with pytest.raises(BudgetExhausted, match=r"冻结余额是 0\.00 元"):
        thaw(row.pk, Decimal("0.01"), WHY, by=who(cast.BUDGET), at=MOVED)
    assert record.verbs("organisation")[-2:] == ["freeze_funds", "thaw_funds"]


@pytest.mark.parametrize(
    ("yuan", "first"),
    [
        pytest.param("0.30", "0.10", id="what is left is a speck less than its fen, as SQLite subtracts"),
        pytest.param("0.11", "0.04", id="the parts are a speck more than the whole, as SQLite adds"),
    ],
)
def test_the_last_fen_may_be_used(yuan: str, first: str) -> None:
    one, other = entered(yuan=Decimal(yuan)), entered(number="汤财社〔2026〕19号")
    freeze(one.pk, Decimal(first), WHY, by=who(cast.BUDGET), at=MOVED)
    rest = Decimal(yuan) - Decimal(first)
    moved(one, other, str(rest))
    assert counters(one) == {"appropriated": Decimal(yuan), "frozen": Decimal(first), "passed_on": rest}


@pytest.mark.parametrize("words", ["", "  "])
def test_an_act_on_money_says_why(words: str) -> None:
    with pytest.raises(NotUnderstood, match="请写明依据和原因"):
        freeze(entered().pk, Decimal(1), words, by=who(cast.BUDGET), at=MOVED)


def test_an_indicator_nobody_knows() -> None:
    with pytest.raises(NotFound, match="没有这个指标"):
        freeze(999, Decimal(1), WHY, by=who(cast.BUDGET), at=MOVED)


@settings(max_examples=200, deadline=None)
@given(fen=st.integers(0, 10**12), parts=st.lists(st.integers(1, 100), min_size=1, max_size=4))
def test_shares_of_tiers_lose_and_make_no_fen(fen: int, parts: list[int]) -> None:
    shares = {f"{n}级": Fraction(part, sum(parts)) for n, part in enumerate(parts)}
    split = shared(Decimal(fen) / 100, shares)
    assert sum(split.values()) == Decimal(fen) / 100
    for name, share in list(shares.items())[1:]:
        assert 0 <= fen * share - Fraction(split[name] * 100) < 1


def test_shares_that_make_no_whole_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="合计不是一"):
        shared(Decimal(1), {"中央": Fraction(1, 2)})
