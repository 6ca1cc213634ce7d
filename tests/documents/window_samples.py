"""What the forms an applicant signs by hand at the window are printed from."""

from __future__ import annotations

from typing import Any

from tests.documents.filing_samples import CORRECTION
from tests.documents.paper_samples import CASE, OF_CASE, RULE

NUMBER = {"number": f"办件{CASE['number']}号", "issued_on": "2026-11-03"}
WINDOW: dict[str, dict[str, Any]] = {
    "papers/service_address_form.html": OF_CASE | NUMBER | {"way": "邮寄送达", "address": "汤阴县人民路1号 郭小梅"},
    "papers/power_of_attorney.html": OF_CASE
    | NUMBER
    | {"organisation": True, "legal_rep": "岳长河", "agent": "郭小梅"},
    "papers/tolerance_promise.html": OF_CASE
    | NUMBER
    | {
        "missing": CORRECTION["defects"][2:],
        "due_on": CORRECTION["due_on"],
        "basis": ["《安阳市政务服务条例》第二十四条"],
        "marks": ["补正期限为示例，没有机关颁布。"],
    },
    "papers/commitment.html": OF_CASE
    | NUMBER
    | {
        "conditions": [
            {"title": title, "citation": RULE, "found": found}
            for title, found in (
                ("培训班已经开班备案", "符合"),
                ("出勤学时达到要求", "待核实"),
                ("学员属于补贴对象，没有在其他地方享受过同一工种、同一等级的补贴", "待核实"),
                ("证书是本次培训取得的", "不符合"),
            )
        ],
        "basis": ["《安阳市政务服务条例》第二十五条至第二十七条", "第二十九条"],
        "credit_basis": "《安阳市政务服务条例》第五十七条",
    },
}
