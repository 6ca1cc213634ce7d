"""Samples of the papers of the treasury chain."""

from __future__ import annotations

from typing import Any

from tests.documents.money_samples import FUNDS_REQUEST
from tests.documents.paper_samples import COMMON, FUND, ORGAN, SAMPLE

FINANCE = "汤阴县财政局"
OWN_FORM = "本表的式样为本系统自定，没有找到统一规定的格式。"
OF_FINANCE = COMMON | {"organ": ORGAN | {"name": FINANCE}, "seal": {"organ": FINANCE}}
SOURCE = {
    "name": "就业补助资金（示例）",
    "indicator": "汤财社〔2026〕18号",
    "tier": "省级",
    "functional": "2080702 职业培训补贴",
    "government": "50901 社会福利和救助",
    "department": "30399 其他对个人和家庭的补助",
    "direct": False,
    "month": 11,
    "planned_fen": 50_000_000,
    "taken_fen": 32_320_000,
}
CHECKED = {"name": "常庆丰", "desk": "财政业务科室", "at": "2026-11-20T10:12:00"}
APPROVED = {"name": "刘小军", "desk": "国库科", "at": "2026-11-20T15:40:00"}
SPENDING_PLAN: dict[str, Any] = OF_FINANCE | {
    "number": "汤财划字〔2026〕第3号",
    "plan": {
        "number": "JH202600012",
        "unit": "汤阴县人力资源和社会保障局",
        "month": 11,
        "fen": -2_000_000,
        "words": "十一月少开一个班，调减。",
    },
    "item": "职业培训补贴",
    "year": 2026,
    "halves": [
        [{"month": m, "fen": 4_000_000 if m < 11 else 0, "together": 4_000_000 * min(m, 10)} for m in (n, n + 6)]
        for n in range(1, 7)
    ],
    "planned_fen": 40_000_000,
    "spendable_fen": 50_000_000,
    "fund": {name: SOURCE[name] for name in ("name", "indicator", "functional", "tier")},
    "answer": "汤国库〔2026〕3号",
    "drafted": {"name": "路晓彤", "desk": "用款单位财务岗位", "at": "2026-11-19T09:00:00"},
    "agreed": CHECKED,
    "approved": APPROVED,
    "marks": [OWN_FORM],
}
PAYMENT_ORDER: dict[str, Any] = OF_FINANCE | {
    "number": "汤财支申字〔2026〕第7号",
    "request": {"letter": FUNDS_REQUEST["number"], "unit": "汤阴县人力资源和社会保障局"},
    "batch": "2026年第3批",
    "item": "职业培训补贴",
    "count": 29,
    "total_fen": 2_320_000,
    "standing": "sample",
    "sources": [SOURCE],
    "checked": CHECKED | {"words": "指标、资料、总额相符。"},
    "approved": APPROVED | {"words": "在用款计划额度以内。"},
    "marks": [SAMPLE, OWN_FORM],
}
PAYMENT_RECEIPT: dict[str, Any] = OF_FINANCE | {
    "number": "汤财入字〔2026〕第5号",
    "batch": {"number": "410523ZF202600012", "settled_on": "2026-11-24"},
    "item": "职业培训补贴",
    "fund": FUND,
    "lines": [
        {
            "voucher": f"410523ZF202600012-{n}",
            "payee": "汤阴县岳河职业培训学校",
            "account": "6228****0013",
            "bank": "中国农业银行汤阴县支行营业部",
            "fen": 80_000,
            "state": "退汇" if n == 3 else "已到账",
            "on": "2026-11-24",
            "reason": "户名不符" if n == 3 else "",
        }
        for n in range(1, 30)
    ],
    "paid_count": 28,
    "paid_fen": 2_240_000,
    "back_count": 1,
    "back_fen": 80_000,
    "made_by": "靳文博",
    "marks": [SAMPLE, OWN_FORM],
}
TREASURY = {
    "papers/spending_plan.html": SPENDING_PLAN,
    "papers/payment_order.html": PAYMENT_ORDER,
    "papers/payment_receipt.html": PAYMENT_RECEIPT,
}
