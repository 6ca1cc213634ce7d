"""Sums split to the fen: nothing lost, nothing made, and never more than stands where it is taken from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.policy.money import apportioned


@given(stands=st.lists(st.integers(0, 10**9), min_size=1, max_size=5), share=st.fractions(0, 1))
def test_what_comes_back_never_exceeds_what_stands_at_a_place(stands: list[int], share: object) -> None:
    among = {place: Decimal(fen) / 100 for place, fen in enumerate(stands)}
    yuan = Decimal(int(sum(stands) * share)) / 100  # type: ignore[operator]
    if not sum(stands):
        return
    parts = apportioned(yuan, among)
    assert sum(parts.values()) == yuan
    assert all(0 < part <= among[place] for place, part in parts.items())


def test_the_last_fen_goes_where_there_is_room() -> None:
    among = {1: Decimal("0.01"), 2: Decimal("0.50"), 3: Decimal("0.50")}
    assert apportioned(Decimal("1.00"), among) == {1: Decimal("0.01"), 2: Decimal("0.50"), 3: Decimal("0.49")}


def test_more_than_stands_anywhere_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="多于各处的余额"):
        apportioned(Decimal("1.00"), {1: Decimal("0.50")})
