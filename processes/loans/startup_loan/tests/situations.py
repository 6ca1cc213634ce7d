"""The situations the examples start from, as facts files: people and numbers are specimens.

wish        a married returnee of 41 asks for 150,000 yuan for 24 months, a person stands surety; filed 2026-03-02
decided     the same, and every office has answered; paid out 2026-03-10 at 3.50 % (LPR 3.00 %)
quarter     the borrower asks the subsidy of 2026Q2, interest paid on its day; filed 2026-06-23
banks_quarter  the bank asks 2021Q2 of a loan of 2021-03-20, whose subsidy policy pays to the bank; filed 2021-06-21
overdue     nothing was paid since 2026-03-20; the bank claims on the fund; filed 2026-06-19
paid_out    the same, and the fund has paid
loss        the fund paid on 2026-06-25; the firm is bankrupt; filed 2027-08-02
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from forms import specimen
from processes.loans.startup_loan import seat_specimen

PAPER = [{"sha256": "0" * 64, "name": "材料.pdf", "kind": "pdf", "size": 1000, "pages": 1}]
DECLARED = {"service_way": "electronic", "declare_truth": True, "declare_checks": True}
BORROWER = specimen.id_of(date(1985, 1, 15), 1)
NAME = "周永福"
SPOUSE, SURETY = specimen.person(41), specimen.person(42)
BUSINESS = specimen.credit_code(7, "92")
PAID_OUT_ON = date(2026, 3, 10)
ASKED_OF_ALL = ("certification", "credit", "guarantee_check", "survey", "board", "counter", "disbursement")
NUMBER = "贷1"


def wish() -> dict[str, Any]:
    answers = {
        "marital": "married",
        "credit_authorisation": PAPER,
        "spouse_name": SPOUSE.name,
        "spouse_id": SPOUSE.id_number,
        "spouse_authorisation": PAPER,
        "authorise_registers": True,
        "applicant_name": NAME,
        "applicant_id": BORROWER,
        "applicant_phone": specimen.phone(1),
        "applicant_address": "示例村1号",
        "applicant_group": "migrant",
        "group_proof": PAPER,
        "certificate_kind": "startup",
        "certificate_number": "4105231126000001",
        "certificate_county": "410523",
        "certificate": PAPER,
        "county": "410523",
        "business_name": "示例缝纫店",
        "credit_code": BUSINESS,
        "business_address": "示例街道9号",
        "licence": PAPER,
        "premises": PAPER,
        "purpose": "购买缝纫设备",
        "plan": PAPER,
        "wished_fen": "150000.00",
        "wished_months": 24,
        "earlier_loans": 0,
        "other_loans": ["none"],
        "consumer_fen": "0.00",
        "counter_guarantee": "guarantor",
        "guarantor_name": SURETY.name,
        "guarantor_id": SURETY.id_number,
        "guarantor_income": PAPER,
    }
    return deepcopy({"answers": answers | DECLARED, "earlier": [], "registers": _registers()})


def _registers() -> list[dict[str, Any]]:
    """In this order: 1 employment, 2 licence, 3 marriage, 4 identity; nothing there that stands in the way."""
    licence = {"name": "示例缝纫店", "credit_code": BUSINESS, "registered_on": "2025-06-01", "closed_on": None}
    said = (
        ("employment", BORROWER, {"employer": None, "employer_name": None, "since": None}),
        ("business_licence", BUSINESS, {"licences": [licence | {"owner": BORROWER}]}),
        ("marriage", BORROWER, {"state": "married", "spouse": SPOUSE.id_number, "since": "2010-05-01"}),
        ("identity", BORROWER, {"name": NAME, "valid": True, "region": None}),
    )
    return [{"register": name, "subject": subject, "content": content} for name, subject, content in said]


def _alive() -> dict[str, Any]:
    return {"register": "death", "subject": BORROWER, "content": {"died_on": None}}


def decided() -> dict[str, Any]:
    told = {page: dict(seat_specimen.answers(page, 1, PAID_OUT_ON)) for page in ASKED_OF_ALL}
    return wish() | {"told": told}


def _loan(**changed: Any) -> dict[str, Any]:
    course = {
        "principal": "150000.00",
        "rate": "0.035",
        "lpr": "0.03",
        "disbursed_on": "2026-03-10",
        "due_on": "2028-03-10",
        "extended_until": None,
        "repaid": [["2026-03-20", "0.00", "145.83"], ["2026-06-20", "0.00", "1341.67"]],
        "overdue": [],
    }
    life = {
        "state": "performing",
        "lender": seat_specimen.LENDER,
        "lender_code": seat_specimen.LENDER_CODE,
        "subsidised": True,
        "course": course,
        "behind_since": None,
        "settled_on": None,
        "claimed_on": None,
        "compensated_fen": 0,
        "recovered_fen": 0,
    }
    return life | changed


def _resting(answers: dict[str, Any], life: dict[str, Any]) -> dict[str, Any]:
    parent = {"number": NUMBER, "state": "approved", "decided_on": "2026-03-10", "answers": wish()["answers"]}
    return deepcopy({"answers": answers | DECLARED, "parent": parent, "life": life, "earlier": []})


def quarter() -> dict[str, Any]:
    answers = {
        "filed_as": "person",
        "applicant_name": NAME,
        "applicant_id": BORROWER,
        "applicant_phone": specimen.phone(1),
        "applicant_address": "示例村1号",
        "loan_number": NUMBER,
        "borrower_id": BORROWER,
        "quarter": "2026Q2",
        "interest_receipt": PAPER,
        "payee_name": NAME,
        "payee_bank": "示例银行",
        "payee_account": specimen.card(1),
    }
    return _resting(answers, _loan()) | {"registers": [_alive()]}


BANK = {
    "organisation_name": seat_specimen.LENDER,
    "credit_code": seat_specimen.LENDER_CODE,
    "organisation_address": "人民路1号",
    "legal_rep_name": "钱万里",
    "agent_name": "银晓慧",
    "agent_id": specimen.person_id(102),
    "agent_phone": specimen.phone(102),
    "power_of_attorney": PAPER,
    "loan_number": NUMBER,
}


def banks_quarter() -> dict[str, Any]:
    course = _loan()["course"] | {"principal": "200000.00", "rate": "0.0395", "lpr": "0.0345", "repaid": []}
    course |= {"disbursed_on": "2021-03-20", "due_on": "2024-03-20"}
    account = {"payee_name": seat_specimen.LENDER, "payee_bank": "示例银行", "payee_account_proof": PAPER}
    account |= {"payee_account": specimen.organisation_account(1), "filed_as": "organisation"}
    asked = {"borrower_id": BORROWER, "quarter": "2021Q2", "interest_receipt": PAPER, "borrower_consent": PAPER}
    return _resting(BANK | account | asked, _loan(course=course)) | {"registers": [_alive()]}


def overdue() -> dict[str, Any]:
    course = _loan()["course"] | {"repaid": [], "overdue": [["2026-03-21", "9999-12-31"]]}
    life = _loan(state="overdue", behind_since="2026-03-20", course=course)
    answers = BANK | {"statement": PAPER, "demands": PAPER, "demanded": "催收五次。"}
    return _resting(answers, life)


def paid_out() -> dict[str, Any]:
    compensation = dict(seat_specimen.answers("compensation", 1, date(2026, 6, 25))) | {"compensated_fen": "121178.33"}
    return overdue() | {"told": {"compensation": compensation}}


def loss() -> dict[str, Any]:
    life = overdue()["life"] | {"state": "claimed", "behind_since": None, "claimed_on": "2026-06-25"}
    life |= {"compensated_fen": 12_117_833, "recovered_fen": 1_600_000}
    answers = BANK | {"ground": "enforcement", "ground_proof": PAPER, "recovery": "没有可供执行的财产。"}
    return _resting(answers, life)


SITUATIONS = {
    "wish": wish,
    "decided": decided,
    "quarter": quarter,
    "banks_quarter": banks_quarter,
    "overdue": overdue,
    "paid_out": paid_out,
    "loss": loss,
}
FILED_ON = {
    "wish": "2026-03-02",
    "decided": "2026-03-10",
    "quarter": "2026-06-23",
    "banks_quarter": "2021-06-21",
    "overdue": "2026-06-19",
    "paid_out": "2026-06-19",
    "loss": "2027-08-02",
}
PROCEDURE = {
    "wish": "application",
    "decided": "application",
    "quarter": "interest_subsidy",
    "banks_quarter": "interest_subsidy",
    "overdue": "fund_claim",
    "paid_out": "fund_claim",
    "loss": "write_off",
}
# What is printed on the letter is policy's, so no answer can make it indefinite.
ALWAYS_MET = frozenset({"guarantee_is_definite"})
# Endings without a day: neither time nor contributions mend them (tests/processes/test_earliest.py).
NEVER_MENDED = {
    "is_within_the_number_of_loans": 1,
    "amount_is_within_the_ceiling": 1,
    "term_is_within_the_limit": 1,
    "counter_guarantee_is_accepted": 2,
    "claimant_is_the_lender": 2,
    "is_overdue_long_enough": 1,
    "is_within_the_guarantee_period": 1,
    "payment_is_within_the_share": 1,
    "identity_is_valid": 1,
    "group_is_entitled": 1,
    "marriage_is_as_stated": 1,
    "loan_was_disbursed": 1,
    "filer_is_a_party_to_the_loan": 1,
    "loan_is_subsidised": 1,
    "quarter_is_over": 1,
    "some_days_count": 1,
    "payee_is_the_one_policy_names": 1,
    "group_is_certified": 1,
    "granted_amount_is_within_the_ceiling": 1,
    "granted_term_is_within_the_limit": 1,
    "collateral_is_registered": 1,
    "spouse_has_consented": 1,
    "loan_is_within_what_was_granted": 1,
    "disbursement_is_in_time": 1,
    "term_is_within_what_was_granted": 1,
    "rate_is_within_the_cap": 1,
    "fund_has_paid": 2,
    "something_is_lost": 1,
}
