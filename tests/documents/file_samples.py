"""What the papers of a case's file are printed from: every office's word, and the index of everything it leaves."""

from __future__ import annotations

from typing import Any

from tests.documents.paper_samples import OF_CASE

LONG = "经核对申请材料、登记信息和现场检查记录，补贴对象、标准和金额符合规定，同意按程序办理。" * 25
DESKS = (
    ("综合受理", "综合窗口", "赵晓梅", "材料齐全，予以受理。"),
    ("初审", "经办岗", "孙立军", LONG),
    ("科室复核", "职业能力建设股", "周建国", "同意。"),
    ("财务复核", "财务股", "吴秀英", ""),
    ("审定", "分管副局长", "郑伟", "同意核定。"),
)
APPROVAL_FORM: dict[str, Any] = OF_CASE | {
    "number": "汤人社审字〔2026〕第1号",
    "outcome": "已办结",
    "amount_fen": 1_240_050,
    "opinions": [
        {
            "step": step,
            "seat": seat,
            "by": name,
            "in_place_of": "王强" if step == "财务复核" else "",
            "stance": "同意",
            "words": words,
            "at": f"2026-11-{3 + day:02d}T09:05",
            "taken_back": "2026-11-05T10:00" if step == "科室复核" else "",
            "links": 8 + day,
            "head": "0123456789abcdef",
        }
        for day, (step, seat, name, words) in enumerate(DESKS)
    ],
}
FILE_INDEX: dict[str, Any] = OF_CASE | {
    "number": "汤人社卷字〔2026〕第1号",
    "lines": [
        {"title": "授权委托书.pdf", "number": "", "on": "2026-11-02", "pages": 1, "sha256": "0f1e2d3c4b5a6978"},
        {
            "title": "收件回执",
            "number": "汤人社收字〔2026〕第123号",
            "on": "2026-11-02",
            "pages": 1,
            "sha256": "89abcdef01234567",
        },
        {
            "title": "支付文件 410523ZF202600012（财政部门存）",
            "number": "",
            "on": "2026-11-23",
            "sha256": "76543210fedcba98",
        },
    ],
    "count": 3,
    "links": 41,
}
FILE: dict[str, dict[str, Any]] = {
    "papers/approval_form.html": APPROVAL_FORM,
    "papers/file_index.html": FILE_INDEX,
}
