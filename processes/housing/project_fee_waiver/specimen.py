"""A made-up filing of this item: dormitories of an industrial zone and the three fees asked of it. Every number is a specimen."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms import specimen
from workflow_app.policy.specimen import FILE, Casting, Sections

STATE_RULE = "国家有关易地建设费减免项目的规定（示例，文号由审查人填写）"


def waiver(casting: Casting) -> Sections:
    """120 homes of at most 55 square metres, three quarters of the floor."""
    return {
        "organisation": {
            "organisation_name": casting.name,
            "credit_code": casting.number,
            "organisation_address": "产业大道8号（示例）",
            "legal_rep_name": "园向东",
            "agent_name": "区建新",
            "agent_id": specimen.person_id(301),
            "agent_phone": specimen.phone(301),
            "power_of_attorney": [FILE + "授权委托书.pdf"],
        },
        "project": {
            "county": casting.region,
            "project_name": f"示例产业园职工公租房{casting.serial}号楼",
            "approval_number": f"示例备{casting.on.year}-{casting.serial:04d}",
            "project_kind": "zone",
            "land_area": "9000",
            "rental_floor": "6000",
            "total_floor": "8000",
            "units": "120",
            "largest_unit": "55",
            "site_plan": [FILE + "总平面图和户型图.pdf"],
        },
        "fees": {"fees": FEES_ASKED, "bills": [FILE + "缴费通知书.pdf"]},
        "service": {"service_way": "electronic"},
        "declarations": {"declare_truth": "on", "declare_checks": "on", "declare_use": "on"},
    }


FEES_ASKED = [
    {"line": 1, "fee": "infrastructure", "fee_fen": "480000.00", "bill": "示例局 配套费2026-01"},
    {"line": 2, "fee": "air_defence", "fee_fen": "200000.00", "bill": "示例办 易地费2026-01"},
    {"line": 3, "fee": "other", "fee_name": "示例基金", "fee_fen": "10000.01", "bill": "示例局 基金2026-01"},
]


def seat(page: str, case_id: int, on: date) -> dict[str, Any]:
    """What a played signer answers: on record, all listed, listed by the state."""
    return {
        "record": {"on_record": "yes"},
        "charges": {"all_listed": "yes"},
        "legal_basis": {"listed_by_the_state": "yes", "state_rule": STATE_RULE},
    }[page]
