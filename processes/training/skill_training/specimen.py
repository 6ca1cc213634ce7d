"""Made-up filings of this item: a class of 中式烹调师 and its claim, a trainee who paid. Every number is a specimen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from forms import specimen
from workflow_app.policy.specimen import FILE, Casting, Sections

OCCUPATION, LEVEL = "中式烹调师", "5"
HOURS = 60
BEFORE_THE_CLASS, LENGTH, TO_CERTIFICATE = timedelta(days=7), timedelta(days=14), timedelta(days=5)
PEOPLE_PER_CASE = 1_000  # serial numbers of people in one case
TOWNSHIPS = ("城关镇", "白营镇", "古贤镇")
BORN_FROM, BORN_WITHIN = date(1978, 1, 1), 7_000  # all of working age


def class_record(casting: Casting) -> Sections:
    """The class begins a week after filing and takes a fortnight."""
    roster = [_enrolled(casting, n) for n in range(casting.size)]
    return {
        "organisation": _school(casting),
        "training": _course(casting, casting.on + BEFORE_THE_CLASS)
        | {"training_place": "实训楼二楼201室（示例）", "training_plan": [FILE + "培训计划和课程表.pdf"]},
        "teachers": {"teachers": [{"name": "路晓彤", "subject": "烹调基础", "qualification": "高级技师"}]},
        "trainees": {"roster": roster},
        **_closing(),
    }


def claim(casting: Casting) -> Sections:
    """The school's claim for its class, or a trainee's own."""
    if casting.applicant_kind == "person":
        return {"applicant": {"applicant_kind": "person"}} | _of_trainee(casting) | _closing()
    return {"applicant": {"applicant_kind": "organisation"}} | _of_school(casting) | _closing()


def _of_school(casting: Casting) -> Sections:
    certified = casting.on - TO_CERTIFICATE
    roster = [_certified(casting, n, certified) for n in range(casting.size)]
    return {
        "organisation": _school(casting),
        "trainees": {
            "class_record_number": casting.parent_number,
            "roster": roster,
            "attendance": [FILE + "考勤记录.pdf"],
            "certificates": [FILE + "证书（全班）.pdf"],
            "agency_agreement": [FILE + "代为申请协议.pdf"],
        },
        "basic_account": {
            "payee_name": casting.name,
            "payee_bank": "示例银行汤阴支行",
            "payee_account": specimen.account_of(casting.number),
            "payee_account_proof": [FILE + "基本存款账户信息表.pdf"],
        },
    }


def _of_trainee(casting: Casting) -> Sections:
    certified = casting.on - TO_CERTIFICATE
    course = _course(casting, certified - TO_CERTIFICATE - LENGTH)
    return {
        "person": {
            "applicant_name": casting.name,
            "applicant_id": casting.number,
            "applicant_phone": specimen.phone_of(casting.number),
            "applicant_address": "示例村1号",
        },
        "own_training": course
        | {
            "school_name": "示例职业培训学校",
            "attended_hours": str(HOURS),
            "attendance": [FILE + "考勤记录.pdf"],
            "fee_fen": "1500.00",
            "invoice": [FILE + "培训费发票.pdf"],
        },
        "own_certificate": {
            "certificate_number": specimen.certificate_number(
                casting.serial * PEOPLE_PER_CASE % 10**6, LEVEL, certified.year
            ),
            "certificate_date": certified.isoformat(),
            "certificates": [FILE + "证书.pdf"],
        },
        "social_card": {
            "payee_name": casting.name,
            "payee_bank": "示例银行",
            "payee_account": specimen.card_of(casting.number),
        },
    }


def _school(casting: Casting) -> dict[str, Any]:
    return {
        "organisation_name": casting.name,
        "credit_code": casting.number,
        "organisation_address": "人民路1号（示例）",
        "legal_rep_name": "岳长河",
        "agent_name": "田小禾",
        "agent_id": specimen.person_id(101),
        "agent_phone": specimen.phone(101),
        "power_of_attorney": [FILE + "授权委托书.pdf"],
    }


def _course(casting: Casting, starts_on: date) -> dict[str, Any]:
    return {
        "county": casting.region,
        "course_name": f"{OCCUPATION}初级班",
        "occupation": OCCUPATION,
        "level": LEVEL,
        "trainee_group": "rural_worker",
        "starts_on": starts_on.isoformat(),
        "ends_on": (starts_on + LENGTH).isoformat(),
        "training_hours": str(HOURS),
    }


def _enrolled(casting: Casting, place: int) -> dict[str, Any]:
    number = casting.serial * PEOPLE_PER_CASE + place
    born = BORN_FROM + timedelta(days=number * 37 % BORN_WITHIN)
    sequence = 1 + number // BORN_WITHIN % 999
    return {
        "line": place + 2,
        "name": specimen.person_name(number),
        "id_number": specimen.id_of(born, sequence),
        "phone": specimen.phone(number),
    }


def _certified(casting: Casting, place: int, certified: date) -> dict[str, Any]:
    number = (casting.serial * PEOPLE_PER_CASE + place) % 10**6
    return _enrolled(casting, place) | {
        "certificate_number": specimen.certificate_number(number, LEVEL, certified.year),
        "certificate_date": certified.isoformat(),
        "attended_hours": str(HOURS),
        "township": TOWNSHIPS[place % len(TOWNSHIPS)],
    }


def _closing() -> Sections:
    return {
        "service": {"service_way": "electronic"},
        "declarations": {"declare_truth": "on", "declare_checks": "on"},
    }
