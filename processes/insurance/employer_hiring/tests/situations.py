"""The situations the examples start from, as facts files: people, firm and numbers are specimens.

claim    a firm hired a man and a woman on 2025-11-15 for a year, both recognised from 2025-11-01 to 2026-10-31, and claims
         2026-01 to 2026-03 for them; it paid for each 800.00 + 400.00 + 35.00 a month; filed 2026-04-10
one_left, used_up  the man alone, who had 35, 36 months before
near_60  a man born 1968-03-15, who retires on 2029-01-15, after 36 months first granted on 2024-02-20; filed 2026-04-10
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from forms import specimen
from processes.insurance.month import months_from

PAPER = [{"sha256": "0" * 64, "name": "材料.pdf", "kind": "pdf", "size": 1000, "pages": 1}]
FIRM, CODE = "汤阴县示例制衣有限公司", specimen.credit_code(11, "91")
MAN, WOMAN = specimen.id_of(date(1980, 5, 20), 1), specimen.id_of(date(1985, 8, 8), 2)
OLDER_MAN = specimen.id_of(date(1968, 3, 15), 1)
PAID = {"pension": "800.00", "medical": "400.00", "unemployment": "35.00"}


def contributions(first: str, last: str, paid: dict[str, str] = PAID) -> list[dict[str, str]]:
    """The employer's part of each insurance in every month, pension first."""
    by = {"part": "employer", "payer": CODE}
    return [
        by | {"month": month, "insurance": insurance, "yuan": yuan, "paid_on": f"{month}-20"}
        for month in months_from(first, last)
        for insurance, yuan in paid.items()
    ]


def registers(person: str) -> list[dict[str, Any]]:
    """In this order: employment, contributions, pension, death."""
    hired = {"employer": CODE, "employer_name": FIRM, "since": "2025-11-15", "contract_until": "2026-11-14"}
    said: dict[str, Any] = {
        "employment": hired | {"unemployed_since": None},
        "contributions": {"months": contributions("2026-01", "2026-03")},
        "pension": {"retired_on": None},
        "death": {"died_on": None},
    }
    return [{"register": name, "subject": person, "content": content} for name, content in said.items()]


def recognised(person: str, since: str = "2025-11-01", until: str = "2026-10-31") -> dict[str, Any]:
    one = {"kind": "hardship_recognition", "key": f"long_unemployed/{since}", "beneficiary": person}
    return one | {"case_number": "认1", "state": "determined", "since": since, "until": until}


def row(line: int, person: str, name: str, first: str = "2026-01", last: str = "2026-03") -> dict[str, Any]:
    contract = {"contract_since": "2025-11-15", "contract_until": "2026-11-14"}
    return contract | {
        "line": line,
        "name": name,
        "id_number": person,
        "was_worker": "yes",
        "first_month": first,
        "last_month": last,
        "township": "城关镇",
    }


def _answers(*roster: dict[str, Any]) -> dict[str, Any]:
    return {
        "organisation_name": FIRM,
        "credit_code": CODE,
        "organisation_address": "产业大道1号（示例）",
        "legal_rep_name": specimen.person_name(110),
        "agent_name": specimen.person_name(111),
        "agent_id": specimen.person_id(111),
        "agent_phone": specimen.phone(111),
        "power_of_attorney": PAPER,
        "county": "410523",
        "roster": list(roster),
        "contracts": PAPER,
        "employee_consents": PAPER,
        "payee_name": FIRM,
        "payee_bank": "示例银行汤阴县支行",
        "payee_account": specimen.organisation_account(11),
        "payee_account_proof": PAPER,
        "service_way": "electronic",
        "declare_truth": True,
        "declare_checks": True,
    }


def claim() -> dict[str, Any]:
    return deepcopy(
        {
            "answers": _answers(row(2, MAN, "周永福"), row(3, WOMAN, "吴桂兰")),
            "earlier": [recognised(MAN), recognised(WOMAN)],
            "registers": [*registers(MAN), *registers(WOMAN)],
        }
    )


def _after(months: int) -> dict[str, Any]:
    """The man alone, after so many months granted since 2021-01."""
    had = months_from("2021-01", "2025-12")[:months]
    one = {"kind": "social_insurance_subsidy", "beneficiary": MAN, "case_number": "补1", "state": "paid"}
    granted = [one | {"key": month, "decided_on": "2021-05-20"} for month in had]
    answers = _answers(row(2, MAN, "周永福"))
    return deepcopy({"answers": answers, "earlier": [recognised(MAN), *granted], "registers": registers(MAN)})


def one_left() -> dict[str, Any]:
    return _after(35)


def used_up() -> dict[str, Any]:
    return _after(36)


def near_60() -> dict[str, Any]:
    one = {"kind": "social_insurance_subsidy", "beneficiary": OLDER_MAN, "case_number": "补1", "state": "paid"}
    granted = [one | {"key": month, "decided_on": "2024-02-20"} for month in months_from("2023-01", "2025-12")]
    return deepcopy(
        {
            "answers": _answers(row(2, OLDER_MAN, "郑春生")),
            "earlier": [recognised(OLDER_MAN), *granted],
            "registers": registers(OLDER_MAN),
        }
    )


SITUATIONS = {"claim": claim, "one_left": one_left, "used_up": used_up, "near_60": near_60}
FILED_ON = dict.fromkeys(SITUATIONS, "2026-04-10")
PROCEDURE = dict.fromkeys(SITUATIONS, "claim")
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "months_are_in_order": 1,
    "months_stand_once": 1,
    "payee_is_the_employer": 2,
    "month_lies_in_the_contract": 1,
    "works_for_the_employer": 1,
}
