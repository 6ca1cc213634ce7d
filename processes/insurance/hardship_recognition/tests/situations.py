"""The situations the examples start from, as facts files: people and numbers are specimens.

long_unemployed  a man of the bench, without work since 2025-01-10, every register clear; filed 2026-03-02
near_retirement  a man born 1973-07-01, registered as unemployed since 2026-02-01; filed 2026-03-02
disabled         the same man with his certificate, in a category that is shown on paper; filed 2026-03-02
graduate         a woman who graduated on 2024-06-30; filed 2026-03-02
removal          the first man found work on 2026-06-01 and gives his recognition back; filed 2026-06-15
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from forms import specimen

PAPER = [{"sha256": "0" * 64, "name": "材料.pdf", "kind": "pdf", "size": 1000, "pages": 1}]
DECLARED = {"service_way": "electronic", "declare_truth": True, "declare_checks": True}
MAN = specimen.id_of(date(1985, 5, 20), 1)
OLDER_MAN = specimen.id_of(date(1973, 7, 1), 1)
WOMAN = specimen.id_of(date(2002, 3, 8), 2)


def _person(id_number: str) -> dict[str, Any]:
    return {
        "applicant_name": "周永福",
        "applicant_id": id_number,
        "applicant_phone": specimen.phone(1),
        "applicant_address": "示例社区1号",
    }


def registers(id_number: str, unemployed_since: str) -> list[dict[str, Any]]:
    """In this order: 1 employment, 2 licences, 3 pension, 4 death; nothing there that stands in the way."""
    said = {
        "employment": {"employer": None, "employer_name": None, "since": None, "contract_until": None}
        | {"unemployed_since": unemployed_since},
        "business_licence": {"licences": []},
        "pension": {"retired_on": None},
        "death": {"died_on": None},
    }
    return [{"register": name, "subject": id_number, "content": content} for name, content in said.items()]


def _filing(id_number: str, unemployed_since: str, **situation: Any) -> dict[str, Any]:
    answers = _person(id_number) | DECLARED | {"street": "410523100", "was_worker": "yes"} | situation
    return deepcopy({"answers": answers, "earlier": [], "registers": registers(id_number, unemployed_since)})


def long_unemployed() -> dict[str, Any]:
    return _filing(MAN, "2025-01-10", category="long_unemployed")


def near_retirement() -> dict[str, Any]:
    return _filing(OLDER_MAN, "2026-02-01", category="near_retirement")


def disabled() -> dict[str, Any]:
    return _filing(OLDER_MAN, "2026-02-01", category="disabled", category_proof=PAPER)


def graduate() -> dict[str, Any]:
    return _filing(WOMAN, "2026-02-01", category="graduate", graduated_on="2024-06-30", category_proof=PAPER)


def removal() -> dict[str, Any]:
    answers = _person(MAN) | DECLARED
    answers |= {"recognition_number": "认1", "reason": "employed", "changed_on": "2026-06-01"}
    parent = {"number": "认1", "state": "approved", "decided_on": "2026-03-06"}
    parent |= {"answers": long_unemployed()["answers"]}
    granted = {"kind": "hardship_recognition", "key": "long_unemployed/2026-03-02", "beneficiary": MAN}
    granted |= {"case_number": "认1", "state": "determined", "since": "2026-03-02", "until": "2027-03-01"}
    return deepcopy({"answers": answers, "parent": parent, "earlier": [granted]})


SITUATIONS = {
    "long_unemployed": long_unemployed,
    "near_retirement": near_retirement,
    "disabled": disabled,
    "graduate": graduate,
    "removal": removal,
}
FILED_ON = dict.fromkeys(SITUATIONS, "2026-03-02") | {"removal": "2026-06-15"}
PROCEDURE = dict.fromkeys(SITUATIONS, "recognition") | {"removal": "removal"}
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "is_of_working_age": 1,
    "category_is_listed": 1,
    "graduated_recently": 1,
    "recognition_is_in_force": 3,
    "recognition_is_ones_own": 1,
}
