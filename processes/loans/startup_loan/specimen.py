"""Made-up filings of this item: a returned migrant worker's sewing shop, and what follows the loan. Every number is a specimen."""

from __future__ import annotations

from typing import Any

from forms import specimen
from processes.loans.calculation.periods import Quarter
from workflow_app.policy.register import Register
from workflow_app.policy.specimen import FILE, Casting, Sections

BUSINESS = "示例缝纫店（个体工商户）"
SPOUSES_FROM, GUARANTORS_FROM = 400_000, 500_000  # serial numbers of people who only stand beside


def application(casting: Casting) -> Sections:
    """150,000 yuan for two years, a person stands surety, the spouse has authorised the query."""
    spouse = specimen.person(SPOUSES_FROM + casting.serial)
    surety = specimen.person(GUARANTORS_FROM + casting.serial)
    return {
        "authorisations": {
            "marital": "married",
            "credit_authorisation": [FILE + "征信查询授权书（本人）.pdf"],
            "spouse_name": spouse.name,
            "spouse_id": spouse.id_number,
            "spouse_authorisation": [FILE + "征信查询授权书（配偶）.pdf"],
            "authorise_registers": "on",
        },
        "person": _person(casting),
        "group": {
            "applicant_group": "migrant",
            "group_proof": [FILE + "外出务工证明.pdf"],
            "certificate_kind": "startup",
            "certificate_number": f"{casting.region}1126{casting.serial % 10**6:06d}",
            "certificate_county": casting.region,
            "certificate": [FILE + "就业创业证.pdf"],
        },
        "business": {
            "county": casting.region,
            "business_name": BUSINESS,
            "credit_code": specimen.credit_code(casting.serial, "92"),
            "business_address": "示例街道9号",
            "licence": [FILE + "营业执照.pdf"],
            "premises": [FILE + "房屋租赁合同.pdf"],
        },
        "wish": {
            "purpose": "购买缝纫设备和布料",
            "plan": [FILE + "创业计划.pdf"],
            "wished_fen": "150000.00",
            "wished_months": "24",
            "earlier_loans": "0",
        },
        "other_loans": {"other_loans": ["none"], "consumer_fen": "0"},
        "counter_guarantee": {
            "counter_guarantee": "guarantor",
            "guarantor_name": surety.name,
            "guarantor_id": surety.id_number,
            "guarantor_income": [FILE + "保证人收入证明.pdf"],
        },
        **_closing(),
    }


def registers(casting: Casting) -> dict[tuple[str, Register], dict[str, Any]]:
    """The business is registered and the applicant's, who is married and employed by nobody."""
    business = specimen.credit_code(casting.serial, "92")
    licence = {"name": BUSINESS, "credit_code": business, "registered_on": "2025-06-01", "closed_on": None}
    married = {"state": "married", "spouse": specimen.person_id(SPOUSES_FROM + casting.serial), "since": "2015-05-01"}
    return {
        (business, Register.BUSINESS_LICENCE): {"licences": [licence | {"owner": casting.number}]},
        (casting.number, Register.MARRIAGE): married,
    }


def interest_subsidy(casting: Casting) -> Sections:
    """The last quarter whose interest was settled, for the borrower who paid it."""
    return {
        "filing": {"filed_as": "person"},
        "person": _person(casting),
        "quarter": {
            "loan_number": casting.parent_number,
            "borrower_id": casting.number,
            "quarter": str(Quarter.of(casting.on).previous),
            "interest_receipt": [FILE + "付息凭证.pdf"],
        },
        "social_card": {
            "payee_name": casting.name,
            "payee_bank": "示例银行",
            "payee_account": specimen.card_of(casting.number),
        },
        **_closing(),
    }


def fund_claim(casting: Casting) -> Sections:
    """The bank after months of demands."""
    return {
        "organisation": _organisation(casting),
        "default": {
            "loan_number": casting.parent_number,
            "statement": [FILE + "本息结欠清单.pdf"],
            "demands": [FILE + "催收通知书.pdf"],
            "demanded": "电话催收三次，上门催收两次，书面催收两次，借款人没有还款。",
        },
        **_closing(),
    }


def write_off(casting: Casting) -> Sections:
    """The guarantee institution when nothing more can be had."""
    return {
        "organisation": _organisation(casting),
        "loss": {
            "loan_number": casting.parent_number,
            "ground": "bankrupt",
            "ground_proof": [FILE + "破产裁定书.pdf"],
            "recovery": "已向借款人和保证人追偿，没有可供执行的财产。",
        },
        **_closing(),
    }


def _person(casting: Casting) -> dict[str, Any]:
    return {
        "applicant_name": casting.name,
        "applicant_id": casting.number,
        "applicant_phone": specimen.phone_of(casting.number),
        "applicant_address": "示例村1号",
    }


def _organisation(casting: Casting) -> dict[str, Any]:
    return {
        "organisation_name": casting.name,
        "credit_code": casting.number,
        "organisation_address": "人民路1号（示例）",
        "legal_rep_name": "钱万里",
        "agent_name": "银晓慧",
        "agent_id": specimen.person_id(102),
        "agent_phone": specimen.phone(102),
        "power_of_attorney": [FILE + "授权委托书.pdf"],
    }


def _closing() -> Sections:
    return {
        "service": {"service_way": "electronic"},
        "declarations": {"declare_truth": "on", "declare_checks": "on"},
    }
