"""What the papers of a grant are printed from: notice, meeting, objection, determination, and the proof that it was served."""

from __future__ import annotations

from typing import Any

from tests.documents.paper_samples import (
    CASE,
    COMMON,
    MODELLED,
    NOTICE,
    OF_CASE,
    ORGAN,
    PAYEE,
    REMEDIES,
    RULE,
    SAMPLE,
    SCHOOL,
    summed,
)

PUBLIC_NOTICE = (
    COMMON
    | summed(30)
    | {
        "number": NOTICE["number"],
        "issued_on": "2026-11-09",
        "batch": "2026年第3批",
        "item": "职业培训补贴",
        "basis": [RULE, "《河南省就业补助资金管理办法》（豫财社〔2018〕8号）"],
        "standards": [{"caption": "电工（B类）中级工", "amount": "每人800.00元", "standing": "sample"}],
        "organisations": 1,
        "period": {"since": "2026-11-09", "until": "2026-11-13", "working_days": 5},
        "objection": {"phone": ORGAN["phone"], "address": ORGAN["address"], "url": "https://huimin.example/objection"},
        "marks": [SAMPLE, MODELLED],
    }
)
DETERMINATION = (
    OF_CASE
    | summed(29)
    | {
        "number": "汤人社核字〔2026〕第88号",
        "applied": 30,
        "payee": PAYEE,
        "notice": NOTICE,
        "struck_off": [
            {
                "name": "张*",
                "reason": "同一职业（工种）同一等级已于2025年享受过补贴（办件编号41052320250612000045）。",
                "citation": "《国务院办公厅关于印发职业技能提升行动方案（2019—2021年）的通知》（国办发〔2019〕24号）",
            }
        ],
        "basis": [RULE],
        "remedies": REMEDIES,
    }
)
MINUTES = COMMON | {
    "head": "汤阴县人力资源和社会保障局局长办公会纪要",
    "number": "〔2026〕9号",
    "held_on": "2026-11-20",
    "place": "局三楼会议室",
    "chair": {"name": "申志远", "post": "局长"},
    "recorder": "路晓彤",
    "present": [
        {"name": "申志远", "post": "局长"},
        {"name": "牛春晖", "post": "副局长"},
        {"name": "秦立新", "post": "副局长"},
    ],
    "absent": [{"name": "侯建民", "post": "副局长"}],
    "observers": [{"name": "崔海霞", "post": "职业能力建设股股长"}, {"name": "靳文博", "post": "财务股股长"}],
    "matters": [
        {
            "title": "2026年第3批职业培训补贴审批事项",
            "words": [
                "会议听取了职业能力建设股关于2026年第3批职业培训补贴审核情况的汇报。下列办件金额超过规定数额，提交会议研究：",
            ],
            "cases": [
                {"number": CASE["number"], "applicant": SCHOOL, "count": 29, "fen": 2320000},
                {"number": "41052320261104000131", "applicant": "汤阴县华新技工学校", "count": 46, "fen": 4600000},
            ],
            "resolution": "同意职业能力建设股审核意见，按程序公示；公示没有异议的，办理核定。",
        },
        {
            "title": "培训过程检查安排",
            "words": ["会议指出，培训过程检查要由两名以上工作人员到场，不预先通知，当场记录。"],
            "resolution": "由职业能力建设股每班至少检查一次，检查记录随办件归档。",
        },
    ],
    "copies": ["局领导", "各股室"],
    "printed_by": "汤阴县人力资源和社会保障局办公室",
    "marks": [SAMPLE],
}
OBJECTION_ANSWER = COMMON | {
    "number": "汤人社函〔2026〕32号",
    "to": "刘××",
    "code": "1A2B 3C4D 5E6F 7081 92A3",
    "objected_on": "2026-11-10",
    "notice": {"batch": "2026年第3批", "number": NOTICE["number"]},
    "item": "职业培训补贴",
    "line": {"ordinal": 2, "name": "张明", "township": "城关镇", "last_four": "1234"},
    "answer": ["核对了考勤原件和两次现场检查的记录，并回访了本人。", "考勤与检查记录一致，本人参加了全部培训。"],
    "follows": "您提出的异议不成立。该行按程序继续办理。",
}
SERVICE_PROOF = OF_CASE | {
    "number": "汤人社送字〔2026〕第205号",
    "papers": [{"title": "核定通知书", "number": DETERMINATION["number"]}],
    "place": "统一社会信用代码登记的网上办事空间",
    "method": "电子送达（受送达人已签送达地址确认书）",
    "received": {"name": SCHOOL, "at": "2026-11-23T16:20:00"},
    "servers": ["郭小梅", "崔海霞"],
}
GRANTING: dict[str, dict[str, Any]] = {
    "papers/public_notice.html": PUBLIC_NOTICE,
    "papers/determination.html": DETERMINATION,
    "papers/minutes.html": MINUTES,
    "papers/objection_answer.html": OBJECTION_ANSWER,
    "papers/service_proof.html": SERVICE_PROOF,
}
