"""What an answer of each register has to look like, before any rule reads it: one shape a register, and nothing else is an answer.

The shapes are those the house agrees with the offices that keep the registers; a key that is missing is not the same as one
that is null, so that `{}` never reads as "alive" or "not retired".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflow_app.policy.register import Register

MOST_ROWS = 3_000  # of a list: forty years, three insurances, two parts
LONGEST_TEXT = 200
YEARS = range(1900, 2200)  # outside of them no day can be reckoned with
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DECIMAL = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")

Fits = Callable[[Any], bool]
Shape = Mapping[str, Fits]


def fits(register: Register, content: object) -> bool:
    """Whether that is an answer of this register: every key there, of its kind, and writable as UTF-8.

    A key beyond the shape is let be. Never raises, whatever is asked about.
    """
    try:
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError):  # a lone surrogate is a UnicodeEncodeError, which is a ValueError
        return False
    return _object(SHAPES[register])(content)


def understood(register: Register, content: object) -> dict[str, Any] | None:
    """The same content where it fits, else None: no answer."""
    return dict(content) if isinstance(content, Mapping) and fits(register, content) else None


def unreadable(register: Register) -> str:
    """What a person is told of an answer that does not fit."""
    return f"登记系统的答复读不懂，没有采用，请向{register.keeper}核对。"


def _object(shape: Shape) -> Fits:
    return lambda said: (
        isinstance(said, Mapping) and all(name in said and fit(said[name]) for name, fit in shape.items())
    )


def _list(shape: Shape) -> Fits:
    row = _object(shape)
    return lambda said: isinstance(said, list) and len(said) <= MOST_ROWS and all(map(row, said))


def _or_null(fit: Fits) -> Fits:
    return lambda said: said is None or fit(said)


def _one_of(*words: str) -> Fits:
    return lambda said: isinstance(said, str) and said in words


def _truth(said: Any) -> bool:
    return isinstance(said, bool)


def _text(said: Any) -> bool:
    return isinstance(said, str) and 0 < len(said.strip()) <= len(said) <= LONGEST_TEXT


def _decimal(said: Any) -> bool:
    return isinstance(said, str) and DECIMAL.fullmatch(said) is not None


def _day(said: Any) -> bool:
    """2026-03-01 and no other way of writing it: rules compare days as they are written."""
    if not isinstance(said, str) or not DAY.fullmatch(said):
        return False
    try:
        return date.fromisoformat(said).year in YEARS
    except ValueError:
        return False


def _month(said: Any) -> bool:
    return isinstance(said, str) and _day(f"{said}-01")


LICENCE: Shape = {
    "name": _text,
    "credit_code": _text,
    "registered_on": _day,
    "closed_on": _or_null(_day),
    "owner": _or_null(_text),
}
CONTRIBUTION: Shape = {
    "month": _month,
    "insurance": _one_of("pension", "medical", "unemployment"),
    "part": _one_of("own", "employer"),
    "payer": _text,
    "yuan": _decimal,
    "paid_on": _or_null(_day),
}
HOME: Shape = {"address": _text, "area": _decimal, "acquired_on": _or_null(_day), "sold_on": _or_null(_day)}
EMPLOYMENT: Shape = {
    "employer": _or_null(_text),
    "employer_name": _or_null(_text),
    "since": _or_null(_day),
    "contract_until": _or_null(_day),
    "unemployed_since": _or_null(_day),
}
MARRIAGE: Shape = {
    "state": _one_of("single", "married", "divorced", "widowed"),
    "spouse": _or_null(_text),
    "since": _or_null(_day),
}
SHAPES: Mapping[Register, Shape] = {
    Register.IDENTITY: {"name": _or_null(_text), "valid": _truth, "region": _or_null(_text)},
    Register.BUSINESS_LICENCE: {"licences": _list(LICENCE)},
    Register.CONTRIBUTIONS: {"months": _list(CONTRIBUTION)},
    Register.EMPLOYMENT: EMPLOYMENT,
    Register.PROPERTY: {"homes": _list(HOME)},
    Register.MARRIAGE: MARRIAGE,
    Register.DEATH: {"died_on": _or_null(_day)},
    Register.PENSION: {"retired_on": _or_null(_day)},
}
