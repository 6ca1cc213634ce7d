"""Twenty claims reckoned a second way, with whole numbers of thirds and no code of the item, come out equal to the fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from processes.insurance.flexible_employment.item import ITEM
from processes.insurance.flexible_employment.tests.situations import MAN, first_claim, recognised
from processes.insurance.month import months_from
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.facts_file import read_facts
from workflow_app.policy.money import yuan_text

LOWEST, PENSION_RATE, MEDICAL_RATE = 350_000, Fraction(20, 100), Fraction(10, 100)  # fen a month
CAPPED_SINCE = "2023-01"


@dataclass(frozen=True)
class Told:
    """A claim as it would be told: from, to, pension and medical paid each month (yuan; '' not paid), and the sum."""

    first: str
    last: str
    pension: str
    medical: str
    total: str


TABLE = (
    Told("2026-01", "2026-01", "900.00", "360.00", "700.00"),  # the lowest base: 1,050.00 × 2 ÷ 3
    Told("2022-12", "2022-12", "900.00", "360.00", "840.00"),  # no cap yet: 1,260.00 × 2 ÷ 3
    Told("2022-12", "2023-01", "900.00", "360.00", "1540.00"),  # the cap begins inside the claim
    Told("2018-01", "2018-03", "611.20", "288.33", "1799.04"),  # 599.686… each month, dropped
    Told("2018-01", "2018-12", "611.21", "288.33", "7196.28"),
    Told("2018-01", "2018-03", "611.22", "288.33", "1799.10"),
    Told("2019-05", "2019-05", "0.01", "", "0.00"),  # two thirds of a fen are nothing
    Told("2019-05", "2019-05", "0.02", "", "0.01"),
    Told("2019-05", "2019-06", "0.01", "0.01", "0.02"),
    Told("2019-11", "2020-02", "733.34", "", "1955.56"),
    Told("2020-03", "2020-05", "", "412.50", "825.00"),
    Told("2021-07", "2021-12", "688.88", "301.17", "3960.18"),
    Told("2022-01", "2022-06", "1000.00", "500.00", "6000.00"),
    Told("2023-01", "2023-03", "700.00", "350.00", "2100.00"),  # exactly the lowest base
    Told("2023-01", "2023-03", "699.99", "350.00", "2099.97"),  # a fen below it
    Told("2023-06", "2023-08", "900.00", "", "1399.98"),  # pension alone: its own part of the base, 700.00
    Told("2024-02", "2024-02", "", "360.00", "233.33"),  # medical alone: 350.00
    Told("2024-01", "2024-12", "512.35", "233.40", "5965.92"),
    Told("2025-04", "2025-06", "1234.56", "789.01", "2100.00"),
    Told("2026-01", "2026-03", "650.07", "299.98", "1900.08"),
)


def by_hand(told: Told, month: str) -> int:
    """Fen of one month."""
    pension, medical = (round(Fraction(yuan or "0") * 100) for yuan in (told.pension, told.medical))
    lowest = LOWEST * (PENSION_RATE * bool(pension) + MEDICAL_RATE * bool(medical))
    base = min(Fraction(pension + medical), lowest) if month >= CAPPED_SINCE else Fraction(pension + medical)
    return int(base * 2) // 3


def assessed(told: Told) -> Assessment:
    """What the item says, everything else being in order."""
    data = first_claim()
    first, last = date.fromisoformat(f"{told.first}-01"), date.fromisoformat(f"{told.last}-01")
    filed_on = date(last.year + 1, 1, 10)
    data["answers"]["months"] = [{"line": 1, "first_month": told.first, "last_month": told.last}]
    data["earlier"] = [recognised(MAN, f"{first.year}-01-01", f"{last.year}-12-31")]
    data["registers"][0]["content"]["months"] = [
        {"month": month, "insurance": insurance, "part": "own", "payer": MAN, "yuan": yuan, "paid_on": f"{month}-20"}
        for month in months_from(told.first, told.last)
        for insurance, yuan in (("pension", told.pension), ("medical", told.medical))
        if yuan
    ]
    claim = ITEM.procedure("claim")
    return claim.assess(read_facts(data, ITEM, claim, filed_on), ITEM.edition_in_folder().on(filed_on))


@pytest.mark.parametrize("told", TABLE, ids=lambda told: f"{told.first} {told.pension or '-'} {told.medical or '-'}")
def test_the_claim_comes_out_as_by_hand(told: Told) -> None:
    months, found = months_from(told.first, told.last), assessed(told)
    assert {line.key: line.fen for line in found.lines} == {month: by_hand(told, month) for month in months}
    assert yuan_text(found.total_fen) == told.total
    assert found.unmet == ()


def test_the_table_is_one_of_twenty_claims() -> None:
    assert len(set(TABLE)) == len(TABLE) == 20
