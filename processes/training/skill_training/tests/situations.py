"""The situations the examples of skill_training start from, as facts files: people and numbers are specimens.

class_record  a school records a class of ten: 中式烹调师, level 5, 2025-12-01 to 2025-12-20, 60 hours; filed 2025-11-20
school_claim  the same school claims for all ten: full attendance, certificates of 2025-12-26, one check by two officers; filed 2026-03-02
own_claim     a trainee who paid 1,500.00 claims for the same course
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from forms import specimen

PAPER = [{"sha256": "0" * 64, "name": "材料.pdf", "kind": "pdf", "size": 1000, "pages": 1}]
DECLARED = {"service_way": "electronic", "declare_truth": True, "declare_checks": True}
COURSE = {
    "county": "410523",
    "course_name": "中式烹调师初级班",
    "occupation": "中式烹调师",
    "level": "5",
    "trainee_group": "rural_worker",
    "starts_on": "2025-12-01",
    "ends_on": "2025-12-20",
    "training_hours": 60,
}
SCHOOL = {
    "organisation_name": "汤阴县示例职业培训学校",
    "credit_code": specimen.credit_code(1),
    "organisation_address": "汤阴县示例路1号",
    "legal_rep_name": specimen.person_name(100),
    "agent_name": specimen.person_name(101),
    "agent_id": specimen.person_id(101),
    "agent_phone": specimen.phone(101),
    "power_of_attorney": PAPER,
}
CLASS = range(1, 11)


def _enrolled(number: int) -> dict[str, Any]:
    person = specimen.person(number)
    return {"line": number + 1, "name": person.name, "id_number": person.id_number, "phone": person.phone}


def _certified(number: int) -> dict[str, Any]:
    return _enrolled(number) | {
        "certificate_number": specimen.certificate_number(number, "5", 2025),
        "certificate_date": "2025-12-26",
        "attended_hours": 60,
    }


def _alive(number: int) -> dict[str, Any]:
    return {"register": "death", "subject": specimen.person_id(number), "content": {"died_on": None}}


def class_record(size: int = 10) -> dict[str, Any]:
    teachers = [{"line": 1, "name": specimen.person_name(200), "subject": "烹调", "qualification": "高级技师"}]
    record = SCHOOL | COURSE | DECLARED
    record |= {"training_place": "汤阴县示例路1号201室", "training_plan": PAPER, "teachers": teachers}
    return deepcopy({"answers": record | {"roster": [_enrolled(number) for number in range(1, size + 1)]}})


def school_claim() -> dict[str, Any]:
    claim = {"applicant_kind": "organisation"} | SCHOOL | DECLARED
    claim |= {"class_record_number": "备1", "attendance": PAPER, "certificates": PAPER, "agency_agreement": PAPER}
    claim |= {"payee_name": SCHOOL["organisation_name"], "payee_bank": "示例银行汤阴支行", "payee_account_proof": PAPER}
    claim |= {"payee_account": specimen.organisation_account(1), "roster": [_certified(number) for number in CLASS]}
    record = {"number": "备1", "state": "approved", "decided_on": "2025-11-25", **class_record()}
    check = {"kind": "class_check", "on": "2025-12-10", "officers": ["甲", "乙"], "present": 10, "words": "教学正常。"}
    said = {"parent": record, "earlier": [], "checks": [check], "registers": [_alive(number) for number in CLASS]}
    return deepcopy({"answers": claim} | said)


def own_claim() -> dict[str, Any]:
    person = specimen.person(1)
    claim = {"applicant_kind": "person", "applicant_name": person.name, "applicant_id": person.id_number}
    claim |= {"applicant_phone": person.phone, "applicant_address": "汤阴县示例村1号", "school_name": "某校"}
    claim |= COURSE | DECLARED | {"attended_hours": 60, "attendance": PAPER, "fee_fen": "1500.00", "invoice": PAPER}
    claim |= {"certificate_number": specimen.certificate_number(1, "5", 2025), "certificate_date": "2025-12-26"}
    claim |= {"certificates": PAPER, "payee_name": person.name, "payee_bank": "示例银行", "payee_account": person.card}
    return deepcopy({"answers": claim, "earlier": [], "registers": [_alive(1)]})


SITUATIONS = {"class_record": class_record, "school_claim": school_claim, "own_claim": own_claim}
FILED_ON = {"class_record": "2025-11-20", "school_claim": "2026-03-02", "own_claim": "2026-03-02"}
PROCEDURE = {"class_record": "class_record", "school_claim": "claim", "own_claim": "claim"}
# The limit on residence was abolished by the opinion itself, so no value in force lets this condition fail.
ALWAYS_MET = {"residence_does_not_matter"}
# One change may break two conditions; each such pair is named.
SIDE_EFFECTS = {
    "结业当天申领": frozenset({"certificate_follows_the_course"}),
    "结业前一天申领": frozenset({"certificate_follows_the_course"}),
}
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "class_record_is_in_force": 2,
    "school_is_the_one_recorded": 1,
    "payee_is_the_school": 1,
    "payee_is_the_trainee": 1,
    "identity_is_valid": 1,
    "is_on_the_recorded_roster": 1,
    "attended_enough": 2,
    "certificate_is_of_the_course_level": 1,
    "certificate_follows_the_course": 1,
    "applied_in_time": 1,
    "is_within_the_yearly_number": 1,
    "class_is_for_an_entitled_group": 1,
    "occupation_is_on_the_list": 1,
    "filed_before_the_class_begins": 1,
    "dates_are_in_order": 1,
    "hours_are_enough": 1,
    "has_teachers": 1,
    "class_size_is_within_limits": 1,
    "nobody_is_enrolled_twice": 1,
}
