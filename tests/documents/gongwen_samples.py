"""Every kind of 公文 with enough text to fill pages: what the page of GB/T 9704-2012 is measured on."""

from __future__ import annotations

from typing import Any

from tests.documents.paper_samples import COMMON

PARAGRAPH = (
    "各乡镇人民政府和县级有关部门应当按照职责分工抓好落实，确保资金按时足额发放到户，不得截留挪用，不得擅自改变补贴范围和标准，"
    "并于每月5日前将上月发放情况书面报送县人力资源和社会保障局汇总；王䶮、李㛃然、陈𠅤等人的补贴1,600.00元一并发放。"
)
PURE = "补贴资金按时足额发放到户" * 90  # nothing but ideographs: full lines of 28
TEXT = [PARAGRAPH * 3] * 5 + [PURE]
PEOPLE = [{"name": name, "post": post} for name, post in (("张建国", "局长"), ("李㛃然", "副局长"), ("王䶮", "科长"))]
FILLED: dict[str, Any] = COMMON | {
    "head": "汤阴县人力资源和社会保障局文件",
    "number": "汤人社〔2026〕12号",
    "to": "各乡镇人民政府",
    "text": [PARAGRAPH * 3] * 6,
    "printed_by": "汤阴县人力资源和社会保障局办公室",
    "copies": ["县财政局", "县农业农村局"],
}
# kind → sheet, family, data
KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "文件": ("filled_official.html", "official", FILLED | {"text": TEXT, "note": "此件公开发布"}),
    "文件（短名）": (
        "filled_official.html",
        "official",
        FILLED | {"head": "汤阴县人民政府文件", "text": TEXT[:1], "copy_number": "000012", "urgency": "特急"},
    ),
    "文件（附件）": (
        "filled_official.html",
        "official",
        FILLED | {"text": TEXT[:2], "annexes": ["补贴发放情况统计表", "工作联络表"]},
    ),
    "文件（横表）": (
        "filled_wide.html",
        "official",
        FILLED
        | {"text": TEXT[:1], "rows": [["汤阴县人力资源和社会保障局", "职业培训补贴", "30", "24,000.00", ""]] * 40},
    ),
    "文件（不盖章）": (
        "filled_official.html",
        "official",
        {key: value for key, value in FILLED.items() if key not in ("seal", "qr_url")} | {"text": TEXT[:1]},
    ),
    "上行文": (
        "filled_official.html",
        "official",
        FILLED | {"signers": ["李㛃然"], "to": "汤阴县人民政府", "text": [*TEXT[:2], PURE]},
    ),
    "上行文（三人签发）": (
        "filled_official.html",
        "official",
        FILLED | {"signers": ["李㛃然", "王䶮", "张建国"], "to": "汤阴县人民政府", "text": TEXT[:2]},
    ),
    "信函": ("filled_letter.html", "letter", FILLED | {"text": TEXT}),
    "纪要": (
        "filled_minutes.html",
        "minutes",
        FILLED
        | {
            "head": "汤阴县人力资源和社会保障局局长办公会议纪要",
            "number": "〔2026〕3号",
            "to": "",
            "text": TEXT,
            "present": PEOPLE,
            "absent": PEOPLE[:1],
            "recorder": "郭小梅",
            "copies_word": "分送",
        },
    ),
    "令": (
        "filled_order.html",
        "order",
        FILLED
        | {
            "head": "汤阴县人民政府令",
            "number": "第12号",
            "to": "",
            "text": [*TEXT[:2], PURE],
            "signed_by": {"post": "县　长", "name": "张建国"},
            "copies_word": "分送",
        },
    ),
}
