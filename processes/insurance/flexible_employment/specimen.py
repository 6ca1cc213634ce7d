"""Made-up filings of this item: the three months before the filing, and the three before those again. Every number is a specimen."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms import specimen
from processes.insurance.month import month_of
from processes.insurance.place import street_of
from workflow_app.clock.months import add_months
from workflow_app.policy.specimen import Casting, Sections

QUARTER = 3  # months
PAID = {"pension_fen": "900.00", "medical_fen": "360.00"}  # each month


def claim(casting: Casting) -> Sections:
    """The quarter before the month of filing."""
    person = _oneself(casting) | {"applicant_address": "示例社区2号"}
    return {
        "person": person,
        "place": {"street": street_of(casting.region)},
        "work": {"flexible_work": "家政小时工", "was_worker": "yes"},
        **_money(casting),
        **_closing("declare_changes"),
    }


def renewal(casting: Casting) -> Sections:
    """The quarter before the month of filing, on top of the first claim."""
    return {
        "oneself": _oneself(casting),
        "again": {"claim_number": casting.parent_number, "was_worker": "yes"},
        **_money(casting),
        **_closing("declare_changes", "declare_unchanged"),
    }


def _oneself(casting: Casting) -> dict[str, Any]:
    return {
        "applicant_name": casting.name,
        "applicant_id": casting.number,
        "applicant_phone": specimen.phone_of(casting.number),
    }


def _money(casting: Casting) -> Sections:
    card = {
        "payee_name": casting.name,
        "payee_bank": "示例银行",
        "payee_account": specimen.card_of(casting.number),
    }
    return {"months": {"months": [_quarter_before(casting.on)]}, "social_card": card}


def _quarter_before(day: date) -> dict[str, Any]:
    months = month_of(add_months(day, -QUARTER)), month_of(add_months(day, -1))
    return {"line": 1, "first_month": months[0], "last_month": months[1]} | PAID


def _closing(*own: str) -> Sections:
    declared = ("declare_truth", "declare_checks", *own)
    return {"service": {"service_way": "electronic"}, "declarations": dict.fromkeys(declared, "on")}
