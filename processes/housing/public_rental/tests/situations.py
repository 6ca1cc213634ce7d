"""The situations the examples of public_rental start from, as facts files: people and numbers are specimens.

local      a registered couple, incomes 3,200 and 1,800 yuan, no home, checked by the bureaus; filed 2026-03-02
nonlocal   the same couple from elsewhere: residence permit, 24 months of pension contributions to 2026-02
single     the registered applicant alone
silent     the couple from elsewhere, and the register of contributions gave no answer
asked      the same couple as local, and the registers answered who they are, that they live and that they are married
register   the property bureau did not answer yet; the register says what each of the two owns
renewal    a tenant of 2026-01-01 to 2026-05-31 asks on 2026-02-28 for three years more; rent paid
exit       the same tenant leaves on 2026-03-20; filed 2026-03-02; the bill to 2026-03-31 paid in full
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from forms import specimen

PAPER = [{"sha256": "0" * 64, "name": "材料.pdf", "kind": "pdf", "size": 1000, "pages": 1}]
DECLARED = {"service_way": "electronic", "declare_truth": True, "declare_checks": True}
ONE, OTHER = specimen.person(1), specimen.person(2)
PERSON = {
    "applicant_name": ONE.name,
    "applicant_id": ONE.id_number,
    "applicant_phone": ONE.phone,
    "applicant_address": "示例路1号",
}
SIGNED = "2026-03-01"
CHECKED = {
    "means": {"checked_income_fen": "5000.00", "checked_relief": "low", "checked_priority": "none"},
    "property": {"homes_area": "0"},
}


def _member(line: int, who: specimen.SpecimenPerson, relation: str, income: str) -> dict[str, Any]:
    row = {"line": line, "name": who.name, "id_number": who.id_number, "relation": relation}
    return row | {"income_fen": income, "authorised_on": SIGNED}


def local() -> dict[str, Any]:
    answers: dict[str, Any] = PERSON | DECLARED | {"street": "410523100", "residence": "local"}
    members = [_member(1, ONE, "self", "3200.00"), _member(2, OTHER, "spouse", "1800.00")]
    answers |= {"hukou_since": "2012-06-01", "members": members, "means_authorisation": PAPER}
    answers |= {"relief": "low", "priority": "none"}
    return deepcopy({"answers": answers, "told": CHECKED, "earlier": []})


def nonlocal_() -> dict[str, Any]:
    data = local()
    del data["answers"]["hukou_since"]
    data["answers"] |= {"residence": "nonlocal", "residence_permit": deepcopy(PAPER)}
    months = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]
    paid = [_paid(month) for month in months if "2024-03" <= month <= "2026-02"]
    data["registers"] = [{"register": "contributions", "subject": ONE.id_number, "content": {"months": paid}}]
    return data


def _paid(month: str) -> dict[str, str]:
    return {"month": month, "insurance": "pension", "part": "own", "payer": ONE.id_number, "yuan": "320.00"}


def single() -> dict[str, Any]:
    data = local()
    del data["answers"]["members"][1]
    data["told"]["means"]["checked_income_fen"] = "3200.00"
    return data


def silent() -> dict[str, Any]:
    data = nonlocal_()
    data["registers"][0]["content"] = None
    return data


def homes_in_the_register() -> dict[str, Any]:
    data = local()
    data["told"] = {"means": CHECKED["means"]}
    data["registers"] = [_owns(ONE, []), _owns(OTHER, [_home("12.50", None), _home("80.00", "2020-01-10")])]
    return deepcopy(data)


def asked() -> dict[str, Any]:
    """In this order: 1 deaths, 2 identity of the applicant, 3 deaths, 4 identity of the spouse, 5 marriage."""
    said = [_said(who, register, content) for who in (ONE, OTHER) for register, content in _known_of(who).items()]
    married = {"state": "married", "spouse": OTHER.id_number, "since": "2012-05-01"}
    return local() | {"registers": [*said, _said(ONE, "marriage", married)]}


def _known_of(who: specimen.SpecimenPerson) -> dict[str, dict[str, Any]]:
    return {"death": {"died_on": None}, "identity": {"name": who.name, "valid": True, "region": None}}


def _said(who: specimen.SpecimenPerson, register: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"register": register, "subject": who.id_number, "content": content}


def _owns(who: specimen.SpecimenPerson, homes: list[dict[str, Any]]) -> dict[str, Any]:
    return _said(who, "property", {"homes": homes})


def _home(area: str, sold_on: str | None) -> dict[str, Any]:
    return {"address": "示例路9号", "area": area, "acquired_on": "2010-05-01", "sold_on": sold_on}


def _bill(since: str, until: str, due_on: str) -> dict[str, Any]:
    month = {"since": since, "until": until, "formula": "45 × 5.60 × (1 - 0.30)", "fen": 17_640, "standing": "sample"}
    return {"since": since, "until": until, "due_on": due_on, "months": [month] * 3, "fen": 52_920}


def tenancy() -> dict[str, Any]:
    return {
        "state": "in_force",
        "home": "示例小区1号楼101室",
        "starts_on": "2026-01-01",
        "ends_on": "2026-05-31",
        "area": "45.00",
        "entitled": "45.00",
        "relief": "low",
        "bills": [_bill("2026-01-01", "2026-03-31", "2026-01-01")],
        "paid_fen": 52_920,
    }


def renewal() -> dict[str, Any]:
    answers = PERSON | DECLARED | {"application_number": "410523-2025-000001", "new_until": "2029-05-31"}
    answers |= {"people": "2", "income_fen": "5000.00"}
    return deepcopy({"answers": answers} | _under())


def leaving() -> dict[str, Any]:
    answers = PERSON | DECLARED | {"application_number": "410523-2025-000001", "leaving_on": "2026-03-20"}
    return deepcopy({"answers": answers | {"leaving_why": "other_home"}} | _under())


def _under() -> dict[str, Any]:
    parent = {"number": "410523-2025-000001", "state": "approved", "answers": local()["answers"]}
    return {"parent": parent, "life": {"entry": "housed", "tenancy": tenancy()}}


SITUATIONS = {
    "local": local,
    "nonlocal": nonlocal_,
    "asked": asked,
    "single": single,
    "silent": silent,
    "register": homes_in_the_register,
    "renewal": renewal,
    "exit": leaving,
}
FILED_ON = dict.fromkeys(SITUATIONS, "2026-03-02") | {"renewal": "2026-02-28"}
PROCEDURE = dict.fromkeys(SITUATIONS, "application") | {"renewal": "renewal", "exit": "exit"}
# It tells what approval means; it is no reason to refuse anybody.
ALWAYS_MET = {"what_the_list_will_say"}
SIDE_EFFECTS = {"申请人没有写进家庭成员": frozenset({"income_is_within_the_limit"})}
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "applicant_is_of_the_household": 1,
    "identity_is_valid": 1,
    "is_housed_too_narrowly": 1,
    "leaves_within_the_tenancy": 1,
    "within": 1,
    "tenancy_is_in_force": 1,
    "asked_by_the_tenant": 1,
    "term_is_within_the_limit": 1,
}
