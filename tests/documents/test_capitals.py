"""人民币大写: the rule's own worked figures, the traps between them, and a second opinion."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.capitals import LIMIT, capitals, renminbi


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (10_000_000, "壹拾万元整"),
        (1_000, "壹拾元整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (10_700_053, "壹拾万柒仟元零伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (30, "叁角整"),
        (250_000_000, "贰佰伍拾万元整"),
    ],
)
def test_the_rules_own_figures(fen: int, words: str) -> None:
    assert capitals(fen) == words


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        pytest.param(0, "零元整", id="nothing"),
        pytest.param(4, "肆分", id="fen alone"),
        pytest.param(110, "壹元壹角整", id="yuan and jiao"),
        pytest.param(100_100_00, "壹拾万零壹佰元整", id="one zero for a gap inside"),
        pytest.param(1_0000_0001_00, "壹亿零壹元整", id="an empty group"),
        pytest.param(1_0001_0000_00, "壹亿零壹万元整", id="a group that begins with zeros"),
        pytest.param(2_0000_0500_00, "贰亿零伍佰元整", id="two gaps, one zero"),
        pytest.param(1_0000_0000_0000_00, "壹万亿元整", id="beyond the hundred millions"),
    ],
)
def test_zeros_between(fen: int, words: str) -> None:
    assert capitals(fen) == words


@pytest.mark.parametrize("fen", [-1, LIMIT])
def test_what_has_no_capitals(fen: int) -> None:
    with pytest.raises(ValueError, match="大写金额"):
        capitals(fen)


def test_a_voucher_names_the_currency() -> None:
    assert renminbi(80_000) == "人民币捌佰元整"


@given(st.integers(min_value=1, max_value=9_999_9999_9999))
def test_whole_yuan_agree_with_a_second_opinion(yuan: int) -> None:
    assert capitals(yuan * 100) == cn2an.an2cn(str(yuan), "rmb")
