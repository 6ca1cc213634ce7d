"""Money by chance: set aside, frozen, transferred, asked for, paid whole or in instalments, returned, reissued, stopped, recovered,
carried into another year, in whatever order; no fen is lost, doubled or paid twice, and what must not be done is refused and
changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests import cast
from tests.house.money.accounts import Accounts
from tests.house.money.indicators import Indicators
from tests.house.money.paying import Paying
from tests.house.money.recovering import Recovering
from tests.house.money.stopping import Stopping
from tests.house.money.walk import Rule
from tests.house.payee.offsets import treasury_collects
from tests.house.second_version import declare
from tests.situations import DETERMINED, case_submitted, case_to_confirm, own_claim
from workflow_app.models import Instalment, LineState
from workflow_app.policy.instalments import Part
from workflow_app.registers.played import serving

STEPS, MISSED = 60, 2  # acts of a walk; of the kinds of acts so many at most may be left out
SPREAD = (Part(Fraction(1, 3), 0), Part(Fraction(2, 3), 2))


class Money(Indicators, Paying, Stopping, Accounts, Recovering):
    """A class of ten and two people of their own, a thousand yuan each, and two indicators of which one can pay the class."""

    onward = frozenset(
        {"reserve", "ask", "approve", "draft", "release", "answer", "name_another_account", "agree_to_offset"}
        | {"propose", "decide", "enter", "confirm"}
    )

    def __init__(self, seed: int, registers: Path) -> None:
        super().__init__(seed, DETERMINED)
        treasury_collects()
        self.grant(yuan="13000.00")
        self.grant(yuan="5000.00")
        cases = [
            case_to_confirm(case) for case in (own_claim(901), own_claim(902, cast.OTHER_TRAINEE), case_submitted())
        ]
        self.registers = registers
        self.begin_with(cases)

    def rules(self) -> Mapping[str, Rule]:
        """All of them."""
        return self.of_the_budget() | self.of_the_way() | self.of_doubts() | self.of_accounts() | self.of_recoveries()


@pytest.fixture
def registers(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """Who died is asked of a register that answers from this file."""
    file = tmp_path / "registers.json"
    with serving(file) as settings.REGISTERS:
        yield file


# Each walk with what seldom comes together and is met on it.
WALKS = {
    3: {"a stop of what was paid in part", "an order that stops parts"},
    17: {"a batch without a refused account", "an annulment after a line came back whole", "money that meets a debt"},
    44: {"a close over a batch in hand"},
    45: {"a batch that may not go", "a batch without who is heard"},
}


@pytest.mark.parametrize("seed", WALKS)
def test_money_by_chance(seed: int, registers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_parts = seed % 2 == 1
    if in_parts:
        declare(monkeypatch, instalments=lambda case: SPREAD)
    money = Money(seed, registers)
    for _ in range(STEPS):
        money.step()
    assert len(set(money.rules()) - set(money.done)) <= MISSED, "the walk came to nearly all that may happen to money"
    assert {"BudgetExhausted", "NotPossibleNow", "AlreadyDone"} <= set(money.said_no), "and met what must not be done"
    assert WALKS[seed] <= set(+money.met)
    second = Instalment.objects.filter(ordinal=2)
    came_to = second.filter(payment_lines__state=LineState.PAID) | second.filter(stopped_at__isnull=False)
    assert came_to.exists() is in_parts
