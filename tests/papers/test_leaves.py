"""The comparison itself: what differs, what nobody compares and what is expected in vain is each named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.papers.leaves import Expected, among, differences, one_of, says, sentence

DATA: dict[str, Any] = {
    "fen": 100,
    "basis": ["law"],
    "case": {"number": "1"},
    "lines": [{"name": "甲"}],
    "words": "好。",
}
WHOLE: Expected = {"fen": 100, "case.number": "1", "lines": [{"name": "甲"}], "words": sentence("好")}


@pytest.mark.parametrize(
    ("expected", "named"),
    [
        (WHOLE, []),
        ({**WHOLE, "fen": 101}, ["fen: 100, by the rows 101"]),
        ({**WHOLE, "paid": 1}, ["paid: None, by the rows 1"]),
        ({key: value for key, value in WHOLE.items() if key != "lines"}, ["lines.0.name: compared with nothing"]),
        ({**WHOLE, "words": says("坏")}, ["words: '好。' does not hold"]),
        ({**WHOLE, "fen": one_of(1, 2)}, ["fen: 100 does not hold"]),
        ({**WHOLE, "lines": among([{"name": "乙"}])}, ["lines: [{'name': '甲'}] does not hold"]),
    ],
)
def test_each_difference_is_named(expected: Expected, named: list[str]) -> None:
    assert list(differences(DATA, expected)) == named
