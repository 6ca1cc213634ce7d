"""A made-up filing of this item: a firm and two people it hired, the three months before the filing. Every number is a specimen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms import specimen
from processes.insurance.month import month_of, months_from
from workflow_app.clock.months import add_months
from workflow_app.policy.register import Register
from workflow_app.policy.specimen import FILE, Casting, Sections

QUARTER, CONTRACT = 3, 24  # months
HIRED = (906, 907)  # specimen people who live in the county, where the casting names nobody
PAID = {"pension_fen": "800.00", "medical_fen": "400.00", "unemployment_fen": "35.00"}


def claim(casting: Casting) -> Sections:
    """The firm's claim for the quarter before the month of filing."""
    roster = [_hired(casting, number, line) for line, number in enumerate(casting.beside or HIRED, start=2)]
    return {
        "organisation": _firm(casting),
        "place": {"county": casting.region},
        "employees": {
            "roster": roster,
            "contracts": [FILE + "劳动合同.pdf"],
            "employee_consents": [FILE + "职工授权书.pdf"],
        },
        "basic_account": {
            "payee_name": casting.name,
            "payee_bank": "示例银行汤阴县支行",
            "payee_account": specimen.account_of(casting.number),
            "payee_account_proof": [FILE + "基本存款账户信息表.pdf"],
        },
        "service": {"service_way": "electronic"},
        "declarations": {"declare_truth": "on", "declare_checks": "on"},
    }


def registers(casting: Casting) -> dict[tuple[str, Register], dict[str, Any]]:
    """Both work for the firm, and the firm paid its part for them in the last two years."""
    said: dict[tuple[str, Register], dict[str, Any]] = {}
    for number in casting.beside or HIRED:
        person = specimen.person_id(number)
        said[person, Register.EMPLOYMENT] = _employed(casting)
        said[person, Register.CONTRIBUTIONS] = {"months": list(_contributions(casting))}
    return said


def _employed(casting: Casting) -> dict[str, Any]:
    since = add_months(casting.on, -CONTRACT // 2)
    return {
        "employer": casting.number,
        "employer_name": casting.name,
        "since": since.isoformat(),
        "contract_until": add_months(since, CONTRACT).isoformat(),
        "unemployed_since": None,
    }


def _contributions(casting: Casting) -> Iterator[dict[str, str]]:
    first = month_of(add_months(casting.on, -CONTRACT // 2))
    for month in months_from(first, month_of(add_months(casting.on, -1))):
        for name, yuan in PAID.items():
            paid = {"month": month, "insurance": name.removesuffix("_fen"), "part": "employer", "payer": casting.number}
            yield paid | {"yuan": yuan, "paid_on": f"{month}-20"}


def _firm(casting: Casting) -> dict[str, Any]:
    return {
        "organisation_name": casting.name,
        "credit_code": casting.number,
        "organisation_address": "产业大道1号（示例）",
        "legal_rep_name": "温长河",
        "agent_name": "毛小线",
        "agent_id": specimen.person_id(111),
        "agent_phone": specimen.phone(111),
        "power_of_attorney": [FILE + "授权委托书.pdf"],
    }


def _hired(casting: Casting, number: int, line: int) -> dict[str, Any]:
    person, since = specimen.person(number), add_months(casting.on, -CONTRACT // 2)
    months = {
        "first_month": month_of(add_months(casting.on, -QUARTER)),
        "last_month": month_of(add_months(casting.on, -1)),
    }
    return (
        months
        | PAID
        | {
            "line": line,
            "name": person.name,
            "id_number": person.id_number,
            "was_worker": "yes",
            "contract_since": since.isoformat(),
            "contract_until": add_months(since, CONTRACT).isoformat(),
            "township": "城关镇",
        }
    )
