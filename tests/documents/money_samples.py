"""What the papers of the money are printed from: indicator, letter, roster, release."""

from __future__ import annotations

from typing import Any

from tests.documents.paper_samples import COMMON, FUND, FUND_INDICATOR, NOTICE, ORGAN, RULE, SAMPLE, SCHOOL, summed

FUNDS_REQUEST = (
    COMMON
    | summed(29)
    | {
        "number": "汤人社函〔2026〕31号",
        "to": "汤阴县财政局",
        "batch": "2026年第3批",
        "item": "职业培训补贴",
        "basis": [RULE, "《河南省就业补助资金管理办法》（豫财社〔2018〕8号）"],
        "notice": NOTICE,
        "organisations": 1,
        "summary": [
            {
                "organisation": SCHOOL,
                "subject": "电工　中级工",
                "count": 29,
                "standard_fen": 80000,
                "fen": 2320000,
                "standing": "sample",
            }
        ],
        "fund": FUND,
        "contact": {"name": "靳文博", "phone": ORGAN["phone"]},
    }
)
ROSTER = (
    COMMON
    | summed(60)
    | {
        "number": "汤人社册字〔2026〕第3号",
        "batch": "2026年第3批",
        "item": "职业培训补贴",
        "made_by": "郭小梅",
        "checked_by": "崔海霞",
    }
)
RELEASE = COMMON | {
    "organ": {"name": "汤阴县财政局", "address": "河南省安阳市汤阴县（示例地址）", "phone": "0372-0000000"},
    "seal": {"organ": "汤阴县财政局"},
    "number": "汤财放字〔2026〕第12号",
    "batch": {"number": "ZF20261123001", "made_on": "2026-11-23", "purpose": "2026年第3批职业培训补贴"},
    "count": 29,
    "total_fen": 2320000,
    "standing": "sample",
    "fund": FUND,
    "bank": {"name": "中国农业银行汤阴县支行"},
    "file": {
        "name": "ZF20261123001.csv",
        "sha256": "3f0a5be1c44a7d2e9b8160d57f2c6e13a4d98b70ce5512f6897e3b2d1a0c4f5e",
        "bytes": 2914,
        "encoding": "GB18030",
    },
    "summary": [
        {"subject": "职业培训补贴", "request": FUNDS_REQUEST["number"], "count": 29, "fen": 2320000},
    ],
    "checks": [
        {"says": "指标余额足够支付本批次", "done": "是"},
        {"says": "总额、笔数与申请函花名册逐笔相符", "done": "是"},
        {"says": "支付文件的校验值与编制时相同", "done": "是"},
    ],
    "maker": {"name": "靳文博", "desk": "国库股经办", "at": "2026-11-23T10:12:00"},
    "releaser": {"name": "侯建民", "desk": "国库股股长", "at": "2026-11-23T15:40:00"},
    "marks": [SAMPLE],
}
CITY = "安阳市财政局"
ALLOTMENT = COMMON | {
    "organ": ORGAN | {"name": CITY},
    "seal": {"organ": CITY},
    "number": "安财指〔2026〕7号",
    "head": f"{CITY}文件",
    "to": "汤阴县财政局",
    "year": 2026,
    "item": "职业培训补贴",
    "fen": 500_000_00,
    "basis": "省级财政部门本年度就业补助资金的分配方案（示例）",
    "source": "豫财社〔2026〕5号",
    "indicator": FUND_INDICATOR,
    "printed_by": f"{CITY}办公室",
}
MONEY: dict[str, dict[str, Any]] = {
    "papers/funds_request.html": FUNDS_REQUEST,
    "papers/roster.html": ROSTER,
    "papers/release.html": RELEASE,
    "papers/allotment.html": ALLOTMENT,
}
