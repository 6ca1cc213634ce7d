"""One act after another, drawn by chance among those possible; what is expected of each is known before it is tried."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.utils.timezone import localtime

from tests.house.money.expected import PAID, County, Payee
from workflow_app.models import Appropriation, Case, Claim, LineState, PaymentLine, Recovery
from workflow_app.policy.refusals import Refusal
from workflow_app.queries.finance.spending import taken

Rule = tuple[Sequence[Any], Callable[[Any], None]]  # what it may be done to now, and how
PARTS = ("0.01", "0.5", "1", "1")
OFTEN = 6


class Walk:
    """A county beside what is expected of it. `done` counts the acts, `said_no` the refusals by their kind, `met` what seldom comes
    together; `onward` names the acts without which a walk comes nowhere."""

    onward: frozenset[str]

    def __init__(self, seed: int, begins: datetime) -> None:
        self.chance = Random(seed)  # noqa: S311
        self.at = begins
        self.county = County()
        self.done: Counter[str] = Counter()
        self.said_no: Counter[str] = Counter()
        self.met: Counter[str] = Counter()

    @abstractmethod
    def rules(self) -> Mapping[str, Rule]:
        """Everything that may happen to money."""

    def step(self) -> None:
        """One act, the rarer so far the likelier and what brings money on before the rest; then every fen is where it should be."""
        possible = {name: rule for name, rule in self.rules().items() if rule[0]}
        weights = [(1 + self.done[name]) ** -1.5 * (OFTEN if name in self.onward else 1) for name in possible]
        (name,) = self.chance.choices(list(possible), weights)
        subjects, act = possible[name]
        act(self.chance.choice(list(subjects)))
        self.done[name] += 1
        self.every_fen_stands_where_it_should(name)

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return localtime(self.at).date()

    def later(self, days: float = 1) -> datetime:
        """Time goes on by so many days."""
        self.at += timedelta(days=days)
        return self.at

    def meets(self, what: str, really: bool) -> bool:
        """Count what seldom comes together; answers whether it did."""
        self.met[what] += int(really)
        return really

    def part_of(self, fen: int) -> int:
        """A hundredth, half or all of a sum, a fen at least."""
        return max(int(fen * Decimal(self.chance.choice(PARTS))), 1)

    def does(self, refusal: type[Refusal] | None, act: Callable[..., Any], *args: Any, **how: Any) -> Any:
        """Do it, or be refused just so; None then."""
        if refusal is None:
            return act(*args, **how)
        with pytest.raises(refusal):
            act(*args, **how)
        self.said_no[refusal.__name__] += 1
        return None

    def every_fen_stands_where_it_should(self, after: str) -> None:
        """The rows say of every indicator, claim, transfer and recovery what was expected."""
        rows = list(Appropriation.objects.order_by("pk"))
        assert [_of(row) for row in rows] == [self._expected(name) for name in self.county.pots], after
        assert all(row.available >= 0 for row in rows)
        took = taken(row.pk for row in rows)
        plans = {row.indicator: self.county.taken(row.indicator) for row in rows}
        assert {row.indicator: fen(took.get(row.pk, Decimal(0))) for row in rows} == plans, after
        claims = {key: claim.state for key, claim in self.county.claims.items()}
        assert dict(Claim.objects.filter(pk__in=claims).values_list("pk", "state")) == claims, after
        arrived = PaymentLine.objects.filter(state=LineState.PAID).values_list("claim", "amount")
        shares = ((key, each) for key, claim in self.county.claims.items() for each in claim.shares)
        paid = Counter((key, each.fen) for key, each in shares if each.state == PAID)
        assert Counter((key, fen(yuan)) for key, yuan in arrived) == paid, after
        backs = {key: back.state for key, back in self.county.backs.items()}
        assert dict(Recovery.objects.values_list("pk", "state")) == backs, after

    def case(self, payee: Payee) -> Case:
        """The row of a case."""
        return Case.objects.get(pk=payee.pk)

    def _expected(self, name: str) -> tuple[object, ...]:
        county, pot = self.county, self.county.pots[name]
        gone = pot.frozen, pot.passed_on, pot.lapsed, pot.returned
        return name, pot.year, pot.closed, pot.granted, county.reserved(name), county.paid(name), *gone


def _of(row: Appropriation) -> tuple[object, ...]:
    sums = row.appropriated, row.reserved, row.posted, row.frozen, row.passed_on, row.lapsed, row.returned
    return row.indicator, row.year, row.closed_on is not None, *map(fen, sums)


def fen(yuan: Decimal) -> int:
    """A hundred to the yuan; what is finer than one fen fails."""
    whole = yuan * 100
    assert whole == int(whole), yuan
    return int(whole)


def in_yuan(amount: int) -> Decimal:
    """As commands are told sums."""
    return Decimal(amount) / 100
