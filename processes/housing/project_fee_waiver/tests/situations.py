"""The situations the examples of project_fee_waiver start from, as facts files: organisations and numbers are specimens.

zone        a zone builds 120 homes of at most 55 m², 6,000 of 8,000 m² of floor; three fees; everybody heard; filed 2026-03-02
enterprise  a firm on its own plot of 10,000 m², 1,500 of them for offices and living, all of the floor public rental homes
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from forms import specimen
from processes.housing.project_fee_waiver.specimen import FEES_ASKED

PAPER = [{"sha256": "0" * 64, "name": "材料.pdf", "kind": "pdf", "size": 1000, "pages": 1}]
SAID = {
    "record": {"on_record": "yes"},
    "charges": {"all_listed": "yes"},
    "legal_basis": {"listed_by_the_state": "yes", "state_rule": "国家规定（示例）"},
}
BUILDER = {
    "organisation_name": "汤阴县示例产业园区建设有限公司",
    "credit_code": specimen.credit_code(12, "91"),
    "organisation_address": "产业大道8号",
    "legal_rep_name": "园向东",
    "agent_name": "区建新",
    "agent_id": specimen.person_id(301),
    "agent_phone": specimen.phone(301),
    "power_of_attorney": PAPER,
}
DECLARED = {"service_way": "electronic", "declare_truth": True, "declare_checks": True, "declare_use": True}
PROJECT = {
    "county": "410523",
    "project_name": "示例产业园职工公租房",
    "approval_number": "示例备2026-0001",
    "project_kind": "zone",
    "land_area": 9000,
    "rental_floor": 6000,
    "total_floor": 8000,
    "units": 120,
    "largest_unit": 55,
    "site_plan": PAPER,
    "bills": PAPER,
}


def zone() -> dict[str, Any]:
    answers: dict[str, Any] = BUILDER | PROJECT | DECLARED | {"fees": FEES_ASKED}
    return deepcopy({"answers": answers, "told": SAID, "earlier": []})


def enterprise() -> dict[str, Any]:
    data = zone()
    data["answers"] |= {"project_kind": "enterprise", "land_area": 10000, "service_land_area": 1500}
    data["answers"] |= {"total_floor": 6000}
    return data


def shelter() -> dict[str, Any]:
    """Only the fee for the shelter is asked for."""
    data = zone()
    data["answers"]["fees"] = [deepcopy(FEES_ASKED[1]) | {"line": 1}]
    return data


def fund() -> dict[str, Any]:
    """Only another fund is asked for."""
    data = zone()
    data["answers"]["fees"] = [deepcopy(FEES_ASKED[2]) | {"line": 1}]
    return data


SITUATIONS = {"zone": zone, "enterprise": enterprise, "shelter": shelter, "fund": fund}
FILED_ON = dict.fromkeys(SITUATIONS, "2026-03-02")
PROCEDURE = dict.fromkeys(SITUATIONS, "waiver")
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "the_opinion_waives_it": 1,
    "the_province_allows_it": 1,
    "it_stands_once": 1,
    "project_is_on_record": 1,
    "project_is_of_the_kind_meant": 1,
    "homes_are_small": 1,
    "land_is_within_the_share": 1,
}
