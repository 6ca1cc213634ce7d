"""The situations the examples start from, as facts files: people and numbers are specimens.

migrant   a migrant worker, level 5, certificate of 2026-02-10, paid 230.00; filed 2026-03-02
hardship  the same person as hard to employ, recognised from 2025-11-10 to 2026-11-09; filed 2026-03-02
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from forms import specimen

PAPER = [{"sha256": "0" * 64, "name": "材料.pdf", "kind": "pdf", "size": 1000, "pages": 1}]
PERSON = specimen.person(1)
CERTIFICATE = specimen.certificate_number(1, "5", 2026)


def migrant() -> dict[str, Any]:
    answers = {
        "applicant_name": PERSON.name,
        "applicant_id": PERSON.id_number,
        "applicant_phone": PERSON.phone,
        "applicant_address": "示例村3号",
        "county": "410523",
        "township": "城关镇",
        "group": "migrant",
        "occupation": "养老护理员",
        "level": "5",
        "certificate_number": CERTIFICATE,
        "certificate_date": "2026-02-10",
        "certificates": PAPER,
        "fee_fen": "230.00",
        "invoice": PAPER,
        "payee_name": PERSON.name,
        "payee_bank": "示例银行",
        "payee_account": PERSON.card,
        "service_way": "electronic",
        "declare_truth": True,
        "declare_checks": True,
    }
    alive = {"register": "death", "subject": PERSON.id_number, "content": {"died_on": None}}
    return deepcopy({"answers": answers, "earlier": [], "registers": [alive]})


def hardship() -> dict[str, Any]:
    granted = {"kind": "hardship_recognition", "key": "long_unemployed/2025-11-10", "beneficiary": PERSON.id_number}
    granted |= {"case_number": "认1", "state": "determined", "since": "2025-11-10", "until": "2026-11-09"}
    data = migrant()
    return data | {"answers": data["answers"] | {"group": "hardship"}, "earlier": [granted]}


SITUATIONS = {"migrant": migrant, "hardship": hardship}
FILED_ON = dict.fromkeys(SITUATIONS, "2026-03-02")
PROCEDURE = dict.fromkeys(SITUATIONS, "claim")
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "belongs_to_an_entitled_group": 1,
    "_recognised": 1,
    "certificate_is_of_the_level_claimed": 1,
    "applied_in_time": 1,
    "payee_is_the_holder": 1,
}
