"""Twenty claims added up a second way, with the code of no item, come out equal to the fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from processes.insurance.employer_hiring.item import ITEM
from processes.insurance.employer_hiring.tests.situations import MAN, WOMAN, claim, contributions, recognised, row
from processes.insurance.month import months_from
from workflow_app.policy.assessment import Assessment
from workflow_app.policy.facts_file import read_facts
from workflow_app.policy.money import yuan_text

EMPLOYEES = ((2, MAN, "周永福"), (3, WOMAN, "吴桂兰"))


@dataclass(frozen=True)
class Told:
    """From, to, what the firm paid a month for the first and for the second employee (yuan: pension, medical, unemployment;
    '' not paid), and the sum."""

    first: str
    last: str
    man: tuple[str, str, str]
    woman: tuple[str, str, str]
    total: str


NONE = ("", "", "")
TABLE = (
    Told("2026-01", "2026-01", ("800.00", "400.00", "35.00"), NONE, "1235.00"),
    Told("2026-01", "2026-03", ("800.00", "400.00", "35.00"), ("800.00", "400.00", "35.00"), "7410.00"),
    Told("2016-01", "2016-12", ("512.34", "180.20", "21.05"), NONE, "8563.08"),
    Told("2016-02", "2016-02", ("0.01", "", ""), ("", "0.01", ""), "0.02"),
    Told("2017-05", "2018-04", ("598.40", "227.15", "20.94"), ("612.00", "227.15", "21.42"), "20484.72"),
    Told("2018-07", "2018-12", ("633.33", "", "22.22"), ("", "251.11", "22.22"), "5573.28"),
    Told("2019-01", "2019-03", ("640.00", "256.00", ""), ("640.00", "256.00", "22.40"), "5443.20"),
    Told("2019-11", "2020-02", ("", "288.88", ""), ("555.55", "", ""), "3377.72"),
    Told("2020-01", "2020-12", ("601.10", "270.50", "18.79"), ("703.20", "316.44", "21.98"), "23184.12"),
    Told("2020-02", "2020-06", ("480.00", "210.00", "15.00"), ("", "", "15.00"), "3600.00"),
    Told("2021-01", "2021-01", ("712.96", "320.83", "22.28"), ("712.97", "320.84", "22.29"), "2112.17"),
    Told("2021-04", "2021-09", ("688.00", "309.60", "21.50"), NONE, "6114.60"),
    Told("2022-01", "2022-12", ("752.16", "338.47", "23.51"), ("752.16", "338.47", "23.51"), "26739.36"),
    Told("2022-10", "2023-03", ("799.99", "359.99", "24.99"), ("800.01", "360.01", "25.01"), "14220.00"),
    Told("2023-06", "2023-08", ("820.16", "369.07", "25.63"), NONE, "3644.58"),
    Told("2023-12", "2024-02", ("", "", "26.10"), ("835.20", "375.84", ""), "3711.42"),
    Told("2024-02", "2024-02", ("999.99", "449.99", "31.24"), ("1000.00", "450.00", "31.25"), "2962.47"),
    Told("2024-07", "2025-06", ("864.00", "388.80", "27.00"), ("864.00", "388.80", "27.00"), "30715.20"),
    Told("2025-01", "2025-12", ("1234.56", "555.55", "38.58"), NONE, "21944.28"),
    Told("2026-01", "2026-03", ("881.28", "396.57", "27.54"), ("905.11", "407.30", "28.28"), "7938.24"),
)


def by_hand(told: Told) -> Fraction:
    """Yuan of all months and both employees."""
    months = 12 * (int(told.last[:4]) - int(told.first[:4])) + int(told.last[5:]) - int(told.first[5:]) + 1
    return months * sum(Fraction(yuan or "0") for yuan in (*told.man, *told.woman))


def assessed(told: Told) -> Assessment:
    """What the item says, everything else being in order."""
    data, filed_on = claim(), date(int(told.last[:4]) + 1, 1, 10)
    since, until = f"{told.first[:4]}-01-01", f"{told.last[:4]}-12-31"
    paid = [(who, part) for who, part in zip(EMPLOYEES, (told.man, told.woman), strict=True) if any(part)]
    contract = {"contract_since": since, "contract_until": f"{int(told.last[:4]) + 1}-12-31"}
    data["answers"]["roster"] = [row(*who, told.first, told.last) | contract for who, _ in paid]
    data["earlier"] = [recognised(person, since, until) for _, person, _ in EMPLOYEES]
    for said in data["registers"]:
        if said["register"] == "employment":
            said["content"]["since"] = since
    for (_, person, _), part in paid:
        answer = next(e for e in data["registers"] if (e["register"], e["subject"]) == ("contributions", person))
        insured = dict(zip(("pension", "medical", "unemployment"), part, strict=True))
        answer["content"]["months"] = contributions(told.first, told.last, {k: v for k, v in insured.items() if v})
    procedure = ITEM.procedure("claim")
    return procedure.assess(read_facts(data, ITEM, procedure, filed_on), ITEM.edition_in_folder().on(filed_on))


@pytest.mark.parametrize("told", TABLE, ids=lambda told: f"{told.first} {told.total}")
def test_the_claim_comes_out_as_by_hand(told: Told) -> None:
    found = assessed(told)
    assert found.unmet == ()
    assert Fraction(found.total_fen, 100) == by_hand(told)
    assert yuan_text(found.total_fen) == told.total
    assert {line.key for line in found.lines} == set(months_from(told.first, told.last))


def test_the_table_is_one_of_twenty_claims() -> None:
    assert len(set(TABLE)) == len(TABLE) == 20
