"""Data for the papers of what is held against a party: a decision taken back, money asked back. Made up."""

from __future__ import annotations

from typing import Any

from tests.documents.paper_samples import OF_CASE, REMEDIES, SAMPLE

_DECISION = {"number": "汤人社核字〔2026〕第77号", "title": "核定通知书", "issued_on": "2026-11-16"}
_TOLD = {"number": "汤人社撤告字〔2026〕第1号", "issued_on": "2026-12-01"}
_FACTS = "学员刘建国等2人培训期间在外地就业，考勤记录不是本人签到。"
_REVOKING = ["《河南省职业培训条例》第二十五条", "《中华人民共和国行政许可法》第六十九条"]
REVOCATION_NOTICE = OF_CASE | {
    "number": _TOLD["number"],
    "decision": _DECISION,
    "facts": _FACTS,
    "basis": _REVOKING,
    "heard_until": "2026-12-08",
    "hearing": "《中华人民共和国行政许可法》第七条、第四十七条",
    "marks": ["陈述申辩的期限参照行政许可听证的规定，不是本市对本事项的规定。"],
}
REVOCATION = OF_CASE | {
    "number": "汤人社撤字〔2026〕第1号",
    "decision": _DECISION,
    "told": _TOLD,
    "facts": _FACTS,
    "statement": "刘建国培训期间请假两天，考勤表由班长代签，其余都是本人。",
    "stated_on": "2026-12-04",
    "reason": "代签的考勤不能证明本人参加培训，陈述申辩意见不予采纳。",
    "basis": _REVOKING,
    "paid_fen": 1_600_00,
    "unpaid_fen": 800_00,
    "standing": "sample",
    "remedies": REMEDIES,
    "marks": [SAMPLE],
}
REVOCATION_DROPPED = OF_CASE | {
    "number": "汤人社不撤字〔2026〕第1号",
    "decision": _DECISION,
    "told": _TOLD,
    "statement": REVOCATION["statement"],
    "stated_on": "2026-12-04",
    "reason": "补充的实训录像能够证明本人参加了培训，拟撤销的事实不成立。",
}
_BACK = {
    "lines": [
        {"shown": "刘建× 尾号1234", "fen": 800_00},
        {"shown": "王小× 尾号5678", "fen": 800_00},
    ],
    "amount_fen": 1_600_00,
    "standing": "sample",
}
_BACK_TOLD = {"number": "汤人社追告字〔2026〕第1号", "issued_on": "2026-12-01"}
_BACK_ORDER = {"number": "汤人社追字〔2026〕第1号", "issued_on": "2026-12-10"}
_CODE = "41052326000001234567"
_HEARD = {key: REVOCATION[key] for key in ("statement", "stated_on", "reason")}
RECOVERY_NOTICE = (
    OF_CASE
    | _BACK
    | {
        "number": _BACK_TOLD["number"],
        "facts": _FACTS,
        "basis": ["《河南省职业培训条例》第二十五条"],
        "heard_until": "2026-12-08",
        "hearing": "《中华人民共和国行政许可法》第七条、第四十七条",
        "marks": [*REVOCATION_NOTICE["marks"], SAMPLE],
    }
)
RECOVERY = (
    OF_CASE
    | _BACK
    | _HEARD
    | {
        "number": _BACK_ORDER["number"],
        "told": _BACK_TOLD,
        "facts": _FACTS,
        "basis": ["《河南省职业培训条例》第二十五条"],
        "code": _CODE,
        "pay_by": "2027-01-15",
        "remedies": REMEDIES,
        "marks": [SAMPLE],
    }
)
RECOVERY_DROPPED = (
    OF_CASE
    | _BACK
    | _HEARD
    | {
        "number": "汤人社不追字〔2026〕第1号",
        "told": _BACK_TOLD,
        "reason": "补充的实训录像能够证明两人参加了培训，拟追回的事实不成立。",
    }
)
RECOVERY_DEMAND = (
    OF_CASE
    | _BACK
    | {
        "number": "汤人社催字〔2027〕第1号",
        "order": _BACK_ORDER,
        "owed_fen": 800_00,
        "code": _CODE,
        "pay_by": "2027-01-15",
        "demand_until": "2027-01-28",
        "enforcing": "《中华人民共和国行政强制法》第五十三条、第五十四条",
        "marks": [SAMPLE],
    }
)
RECOVERY_PAID_BACK = (
    OF_CASE
    | _BACK
    | {
        "number": "汤人社追结字〔2027〕第1号",
        "order": _BACK_ORDER,
        "code": _CODE,
        "receipts": [
            {"serial": "2027010900012345", "paid_on": "2027-01-09", "fen": 800_00},
            {"serial": "2027012000067890", "paid_on": "2027-01-20", "fen": 800_00},
        ],
        "marks": [SAMPLE],
    }
)
RECOVERY_ANNULLED = (
    OF_CASE
    | _BACK
    | {
        "number": "汤人社追撤字〔2027〕第1号",
        "order": _BACK_ORDER,
        "code": "41052326000001234567",
        "reason": "缴款码开错，应当另开。",
        "received_fen": 800_00,
        "marks": [SAMPLE],
    }
)
HEARINGS: dict[str, dict[str, Any]] = {
    "papers/revocation_notice.html": REVOCATION_NOTICE,
    "papers/revocation.html": REVOCATION,
    "papers/revocation_dropped.html": REVOCATION_DROPPED,
    "papers/recovery_notice.html": RECOVERY_NOTICE,
    "papers/recovery.html": RECOVERY,
    "papers/recovery_dropped.html": RECOVERY_DROPPED,
    "papers/recovery_demand.html": RECOVERY_DEMAND,
    "papers/recovery_paid_back.html": RECOVERY_PAID_BACK,
    "papers/recovery_annulled.html": RECOVERY_ANNULLED,
}
