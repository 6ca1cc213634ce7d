"""The situations the examples start from, as facts files: people and numbers are specimens.

first_claim   a man born 1980-05-20, recognised from 2025-11-10 to 2026-11-09, claims 2026-01 to 2026-03; filed 2026-04-10.
              Paid each month: pension 900.00, medical 360.00; on the lowest base it would be 1,050.00
uncapped      the same man, years earlier: recognised for 2018, claims 2018-01 to 2018-03; filed 2018-04-10
renewal       the same man goes on with 2026-04 to 2026-06, after three months granted on 2026-05-08; filed 2026-07-10
one_left, used_up  the first claim of somebody who had 35, 36 months before
near_60       a man born 1968-03-15, who retires on 2029-01-15, claims 2026-01 to 2026-03 after 36 months since 2024-02-20
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from forms import specimen
from processes.insurance.month import months_from

MAN = specimen.id_of(date(1980, 5, 20), 1)
OLDER_MAN = specimen.id_of(date(1968, 3, 15), 1)
NAME = "周永福"
DECLARED = {"service_way": "electronic", "declare_truth": True, "declare_checks": True, "declare_changes": True}
CARD = {"payee_name": NAME, "payee_bank": "示例银行", "payee_account": specimen.card(1)}


def registers(id_number: str, first: str, last: str) -> list[dict[str, Any]]:
    """In this order: 1 contributions, 2 employment, 3 licences, 4 pension, 5 death."""
    said: dict[str, Any] = {
        "contributions": {"months": _paid(id_number, first, last)},
        "employment": dict.fromkeys(("employer", "employer_name", "since", "contract_until", "unemployed_since")),
        "business_licence": {"licences": []},
        "pension": {"retired_on": None},
        "death": {"died_on": None},
    }
    return [{"register": name, "subject": id_number, "content": content} for name, content in said.items()]


def _paid(id_number: str, first: str, last: str) -> list[dict[str, str]]:
    """Both insurances in every month, the pension first."""
    paid = {"pension": "900.00", "medical": "360.00"}
    own = {"part": "own", "payer": id_number}
    return [
        own | {"month": month, "insurance": insurance, "yuan": yuan, "paid_on": f"{month}-20"}
        for month in months_from(first, last)
        for insurance, yuan in paid.items()
    ]


def recognised(id_number: str, since: str, until: str) -> dict[str, Any]:
    one = {"kind": "hardship_recognition", "key": f"long_unemployed/{since}", "beneficiary": id_number}
    return one | {"case_number": "认1", "state": "determined", "since": since, "until": until}


def had(id_number: str, first: str, last: str, decided_on: str) -> list[dict[str, Any]]:
    """Months granted before, each a claim of its own."""
    one = {"kind": "social_insurance_subsidy", "beneficiary": id_number, "case_number": "补1", "state": "paid"}
    return [one | {"key": month, "decided_on": decided_on} for month in months_from(first, last)]


def _claim(id_number: str, first: str, last: str) -> dict[str, Any]:
    answers: dict[str, Any] = _person(id_number) | DECLARED | CARD
    answers |= {"applicant_address": "示例社区2号", "street": "410523100", "flexible_work": "家政小时工"}
    return answers | {"was_worker": "yes", "months": [{"line": 1, "first_month": first, "last_month": last}]}


def _person(id_number: str) -> dict[str, Any]:
    return {"applicant_name": NAME, "applicant_id": id_number, "applicant_phone": specimen.phone(1)}


def _situation(id_number: str, first: str, last: str, *earlier: dict[str, Any]) -> dict[str, Any]:
    asked = registers(id_number, first, last)
    return deepcopy({"answers": _claim(id_number, first, last), "earlier": list(earlier), "registers": asked})


def first_claim() -> dict[str, Any]:
    return _situation(MAN, "2026-01", "2026-03", recognised(MAN, "2025-11-10", "2026-11-09"))


def uncapped() -> dict[str, Any]:
    return _situation(MAN, "2018-01", "2018-03", recognised(MAN, "2017-12-01", "2018-11-30"))


def renewal() -> dict[str, Any]:
    answers = _person(MAN) | DECLARED | CARD | {"claim_number": "补1", "was_worker": "yes", "declare_unchanged": True}
    answers |= {"months": [{"line": 1, "first_month": "2026-04", "last_month": "2026-06"}]}
    first = {"number": "补1", "state": "closed", "decided_on": "2026-05-08"}
    first |= {"answers": _claim(MAN, "2026-01", "2026-03")}
    earlier = [recognised(MAN, "2025-11-10", "2026-11-09"), *had(MAN, "2026-01", "2026-03", "2026-05-08")]
    asked = registers(MAN, "2026-04", "2026-06")
    return deepcopy({"answers": answers, "parent": first, "earlier": earlier, "registers": asked})


def one_left() -> dict[str, Any]:
    granted = had(MAN, "2021-01", "2023-11", "2021-05-20")
    return _situation(MAN, "2026-01", "2026-03", recognised(MAN, "2025-11-10", "2026-11-09"), *granted)


def used_up() -> dict[str, Any]:
    granted = had(MAN, "2021-01", "2023-12", "2021-05-20")
    return _situation(MAN, "2026-01", "2026-03", recognised(MAN, "2025-11-10", "2026-11-09"), *granted)


def near_60() -> dict[str, Any]:
    granted = had(OLDER_MAN, "2023-01", "2025-12", "2024-02-20")
    return _situation(OLDER_MAN, "2026-01", "2026-03", recognised(OLDER_MAN, "2025-11-10", "2026-11-09"), *granted)


SITUATIONS = {
    "first_claim": first_claim,
    "uncapped": uncapped,
    "renewal": renewal,
    "one_left": one_left,
    "used_up": used_up,
    "near_60": near_60,
}
FILED_ON = dict.fromkeys(SITUATIONS, "2026-04-10") | {"uncapped": "2018-04-10", "renewal": "2026-07-10"}
PROCEDURE = dict.fromkeys(SITUATIONS, "claim") | {"renewal": "renewal"}
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "months_are_in_order": 1,
    "months_stand_once": 1,
    "payee_is_the_claimant": 1,
    "first_claim_was_granted": 2,
    "first_claim_is_ones_own": 1,
}
