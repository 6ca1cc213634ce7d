"""What the offices of a made-up case answer on their pages: 150,000 yuan for two years at LPR plus half a point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from forms import specimen
from workflow_app.clock.months import add_months

LENDER, LENDER_CODE = "示例银行汤阴县支行", specimen.credit_code(13, "91")
GRANTED_YUAN, MONTHS = "150000.00", 24
Page = Mapping[str, Any]


def answers(page: str, case_id: int, on: date) -> Page:
    """The answers to a page as typed, on a day; the case's own number makes those of each case different."""
    return PAGES[page](case_id, on)


def _certification(case_id: int, on: date) -> Page:
    return {"certified_group": "migrant", "certified_words": "核对了外出务工证明和就业创业证"}


def _credit(case_id: int, on: date) -> Page:
    return {
        "lender_name": LENDER,
        "lender_code": LENDER_CODE,
        "credit_result": "clear",
        "other_loans_found": "no",
        "report_number": f"示例征信{case_id:06d}",
    }


def _guarantee_check(case_id: int, on: date) -> Page:
    return {"check_result": "fit", "check_words": "营业执照存续，保证人收入稳定"}


def _survey(case_id: int, on: date) -> Page:
    words = "店面四十平方米，设备齐全，雇用三人，资金用于添置设备。"
    return {"surveyed_on": on.isoformat(), "employees": "3", "survey_words": words}


def _board(case_id: int, on: date) -> Page:
    return {
        "granted_fen": GRANTED_YUAN,
        "granted_months": str(MONTHS),
        "subsidised": "yes",
        "granted_counter_guarantee": "guarantor",
    }


def _counter(case_id: int, on: date) -> Page:
    return {"contract_number": f"示例反担保{case_id:06d}", "spouse_consent": "given"}


def _disbursement(case_id: int, on: date) -> Page:
    return {
        "loan_fen": GRANTED_YUAN,
        "rate": "3.50",
        "lpr": "3.00",
        "disbursed_on": on.isoformat(),
        "due_on": add_months(on, MONTHS).isoformat(),
        "receipt_number": f"示例借据{case_id:06d}",
    }


def _compensation(case_id: int, on: date) -> Page:
    """How much the fund pays depends on what is owed: the play knows it."""
    return {"compensated_on": on.isoformat(), "voucher_number": f"示例代偿{case_id:06d}"}


PAGES: dict[str, Callable[[int, date], Page]] = {
    "certification": _certification,
    "credit": _credit,
    "guarantee_check": _guarantee_check,
    "survey": _survey,
    "board": _board,
    "counter": _counter,
    "disbursement": _disbursement,
    "compensation": _compensation,
}
