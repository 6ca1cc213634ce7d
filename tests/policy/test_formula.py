"""A formula written as text gives the same fen without the code that wrote it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.policy.formula import in_words, recompute
from workflow_app.policy.money import fen_of, yuan_text
from workflow_app.policy.refusals import NotUnderstood

YUAN = st.decimals(0, 1_000_000, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("formula", "fen"),
    [
        pytest.param("800.00 × 1", 80000, id="a standard for one person"),
        pytest.param("min(800.00, 650.50)", 65050, id="no more than was paid"),
        pytest.param("max(0, 100 − 30)", 7000, id="never below nothing"),
        pytest.param("200000.00 × 3.95% × 92 ÷ 360 × 50%", 100944, id="percentages, worked figure of 2023"),
        pytest.param(
            "200 × （3.95％ − max(0, 1% − 1.50%)）", 790, id="percentages inside parentheses, of full width too"
        ),
        pytest.param("（800.00 ＋ 200.00） × 2 ÷ 3", 66667, id="full-width signs"),
        pytest.param("min（800.00，650.00）", 65000, id="full-width comma"),
        pytest.param("down(1260.00 × 2 ÷ 3)", 84000, id="two thirds without a rest"),
        pytest.param("down(1260.01 × 2 ÷ 3)", 84000, id="two thirds of a fen dropped"),
        pytest.param("down（1260.02 × 2 ÷ 3）", 84001, id="a third of a fen dropped, full-width signs"),
        pytest.param("down(0.01 ÷ 3) × 3", 0, id="dropped before it is multiplied"),
        pytest.param("0 - down(0.019)", -1, id="nothing is dropped twice"),
        pytest.param("1000 / 3 * 3", 100000, id="a third three times is whole again"),
        pytest.param("0.01 ÷ 3 × 1.5", 1, id="exactly half a fen goes up"),
        pytest.param("0.005", 1, id="half up"),
        pytest.param("0.0049", 0, id="less than half down"),
        pytest.param("0.025", 3, id="up also beside an even fen"),
        pytest.param("-(0.005)", -1, id="away from zero below it"),
        pytest.param("200000 × 4.70 ÷ 100 × 91 ÷ 360", 237611, id="a year's interest, worked figure of 2019"),
        pytest.param("200000 × 4.15 ÷ 100 × 92 ÷ 360", 212111, id="a quarter's interest, worked figure of 2022"),
        pytest.param("99999999999.99 + 0.01", 10000000000000, id="beyond what a float can carry"),
        pytest.param("0.1 + 0.2 - 0.3", 0, id="where a float would be off"),
    ],
)
def test_recompute(formula: str, fen: int) -> None:
    assert recompute(formula) == fen


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        pytest.param("", "为空", id="nothing"),
        pytest.param("1 +", "写法不完整", id="half a sum"),
        pytest.param("1 ÷ 0", "除数为零", id="division by zero"),
        pytest.param("2 ** 9", "不能计算", id="a power"),
        pytest.param("7 // 2", "不能计算", id="whole division"),
        pytest.param("__import__('os')", "不能计算", id="a call"),
        pytest.param("min()", "不能计算", id="least of nothing"),
        pytest.param("min(1, key=2)", "不能计算", id="a keyword"),
        pytest.param("amount × 2", "不能计算", id="a name"),
        pytest.param("'8' × 2", "不是普通十进制数", id="text"),
        pytest.param("1e3", "不是普通十进制数", id="scientific notation"),
        pytest.param("1_000", "不是普通十进制数", id="underscores"),
        pytest.param("0x10", "不是普通十进制数", id="hexadecimal"),
        pytest.param("1, 2", "不能计算", id="two sums"),
        pytest.param("True", "不是普通十进制数", id="a truth"),
        pytest.param("down(1, 2)", "不能计算", id="down of two"),
        pytest.param("7 % 3", "不能计算", id="a remainder"),
        pytest.param("7%3", "写法不完整|不能计算", id="a remainder that looks like a percentage"),
        pytest.param("%", "写法不完整", id="a percentage of nothing"),
        pytest.param("(1 + 2)%", "写法不完整", id="a percentage of a sum"),
        pytest.param("(" * 240 + "1" + ")" * 240, "写法不完整", id="nested past reason"),
        pytest.param("1" * 501, "超过 500 个字符", id="endless"),
    ],
)
def test_anything_but_arithmetic_is_refused(formula: str, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words):
        recompute(formula)


@given(YUAN, st.integers(1, 60), st.integers(1, 60))
def test_agrees_with_decimal_arithmetic(price: Decimal, persons: int, parts: int) -> None:
    exact = Fraction(price) * persons / parts * 100
    expected = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1), ROUND_HALF_UP)
    assert recompute(f"{price} × {persons} ÷ {parts}") == int(expected)


@given(YUAN)
def test_money_goes_to_fen_and_back(price: Decimal) -> None:
    assert Decimal(yuan_text(fen_of(price))) == price


def test_finer_than_a_fen_is_no_money() -> None:
    with pytest.raises(ValueError, match="整分"):
        fen_of(Decimal("0.001"))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        pytest.param("800.00 × 1", "800.00 × 1", id="plain figures stay"),
        pytest.param("min(1000.00, 1500.00) × 1", "取较小值(1000.00；1500.00) × 1", id="the lesser"),
        pytest.param(
            "down(min(900.00, 1050.00) × 2 ÷ 3)", "舍去分以下(取较小值(900.00；1050.00) × 2 ÷ 3)", id="dropped"
        ),
    ],
)
def test_arithmetic_is_told_in_words(formula: str, words: str) -> None:
    assert in_words(formula) == words
