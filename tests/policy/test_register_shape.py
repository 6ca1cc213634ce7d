"""Each register has one shape: what misses a key, is of another kind or cannot be written down is no answer."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from forms import specimen
from workflow_app.policy.register import Register
from workflow_app.policy.register_shape import MOST_ROWS, fits, understood, unreadable
from workflow_app.registers.world import unremarkable

SOMEBODY = specimen.person_id(1)
WHOLE: dict[Register, dict[str, Any]] = {
    register: dict(unremarkable(register, SOMEBODY, date(2026, 3, 2))) for register in Register
} | {
    Register.BUSINESS_LICENCE: {
        "licences": [
            {
                "name": "示例缝纫店",
                "credit_code": "92410523MA00000001",
                "registered_on": "2025-06-01",
                "closed_on": None,
                "owner": SOMEBODY,
            }
        ]
    },
    Register.PROPERTY: {
        "homes": [{"address": "示例路9号", "area": "12.50", "acquired_on": "2010-05-01", "sold_on": None}]
    },
}
GARBAGE: dict[str, object] = {
    "nothing": None,
    "a list": [],
    "a text": "soon",
    "a number": 1,
    "no key": {},
    "another key": {"value": None},
}
WRONG = {
    "a list": [[]],
    "an object": {"a": 1},
    "a number": 20260301,
    "a fraction": 1.5,
    "an empty text": "",
    "blanks": "  ",
    "half a character": "\ud800",
    "a text without end": "长" * 201,
    "another calendar": "2026-W10-1",
    "no such day": "2026-02-30",
    "far away": "9999-12-31",
}


@pytest.mark.parametrize("register", list(Register))
def test_what_the_register_says_of_somebody_fits(register: Register) -> None:
    assert understood(register, WHOLE[register]) == WHOLE[register]


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("content", GARBAGE.values(), ids=list(GARBAGE))
def test_garbage_is_no_answer_of_any_register(register: Register, content: object) -> None:
    assert understood(register, content) is None


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_no_key_takes_what_is_of_another_kind(register: Register, wrong: object) -> None:
    taken = [name for name, said in _spoilt(WHOLE[register], wrong) if fits(register, said)]
    assert [name for name in taken if not _is_text(name, wrong)] == []


@pytest.mark.parametrize("register", list(Register))
def test_no_key_may_be_left_out(register: Register) -> None:
    for path in _paths(WHOLE[register]):
        said = deepcopy(WHOLE[register])
        del _at(said, path[:-1])[path[-1]]
        assert not fits(register, said), path


def test_a_list_has_an_end() -> None:
    (home,) = WHOLE[Register.PROPERTY]["homes"]
    assert fits(Register.PROPERTY, {"homes": [home] * MOST_ROWS})
    assert not fits(Register.PROPERTY, {"homes": [home] * (MOST_ROWS + 1)})


@pytest.mark.parametrize(
    ("yuan", "taken"),
    [
        ("900.00", True),
        ("900", True),
        ("0.5", True),
        ("900.001", False),
        ("-1.00", False),
        ("1e9", False),
        ("²", False),
    ],
)
def test_yuan_are_decimal_text_down_to_the_fen(yuan: str, taken: bool) -> None:
    said = deepcopy(WHOLE[Register.CONTRIBUTIONS])
    said["months"][0]["yuan"] = yuan
    assert fits(Register.CONTRIBUTIONS, said) is taken


@pytest.mark.parametrize(("month", "taken"), [("2026-01", True), ("2026-13", False), ("2026-1", False), (None, False)])
def test_months_are_months(month: str | None, taken: bool) -> None:
    said = deepcopy(WHOLE[Register.CONTRIBUTIONS])
    said["months"][0]["month"] = month
    assert fits(Register.CONTRIBUTIONS, said) is taken


def test_an_answer_of_depth_without_end_is_none() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    assert not fits(Register.DEATH, {"died_on": None, "beside": deep})


def test_a_key_beyond_the_shape_is_let_be() -> None:
    assert fits(Register.DEATH, {"died_on": None, "remark": "无"})


@pytest.mark.parametrize("register", list(Register))
def test_the_sentence_says_whom_to_ask_and_fits_its_column(register: Register) -> None:
    assert register.keeper in unreadable(register)
    assert len(unreadable(register)) <= 120


def _is_text(name: str, wrong: object) -> bool:
    """A name or a number of somebody is any text, a day written otherwise among them."""
    texts = {"name", "credit_code", "owner", "payer", "employer", "employer_name", "spouse", "region", "address"}
    return name in texts and wrong in ("2026-W10-1", "2026-02-30", "9999-12-31")


def _spoilt(whole: dict[str, Any], wrong: object) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in _paths(whole):
        said = deepcopy(whole)
        _at(said, path[:-1])[path[-1]] = wrong
        yield str(path[-1]), said


def _paths(whole: dict[str, Any]) -> list[tuple[Any, ...]]:
    rows = [(name, 0, inner) for name, said in whole.items() if isinstance(said, list) and said for inner in said[0]]
    return [*((name,) for name in whole), *rows]


def _at(said: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        said = said[step]
    return said
