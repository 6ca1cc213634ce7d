"""Where a policy pays a sum in instalments: how much of it falls due when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workflow_app.clock.months import add_months
from workflow_app.policy.money import shared


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment as a policy states it: which part of the sum, how many months after its determination."""

    share: Fraction
    months: int


def schedule(yuan: Decimal, determined_on: date, parts: Sequence[Part]) -> tuple[tuple[Decimal, date], ...]:
    """(yuan, first day it may be paid) of each instalment, in their order; together the sum to the fen, what does not divide with the
    first. One that comes to nothing is left out. ValueError for parts that make no whole or do not follow each other in time."""
    if [part.months for part in parts] != sorted({part.months for part in parts}):
        raise ValueError("各期的支付时间没有先后。")
    amounts = shared(yuan, {str(n): part.share for n, part in enumerate(parts)})
    due = (add_months(determined_on, part.months) for part in parts)
    return tuple((amount, day) for amount, day in zip(amounts.values(), due, strict=True) if amount)
