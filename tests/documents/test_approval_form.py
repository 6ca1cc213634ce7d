"""The 审批表 as printed: many words, one of them longer than a page, on the page of its family."""

from __future__ import annotations

from typing import Any

from documents.check import deviations
from documents.placed import pages
from documents.press import Press
from tests.documents.paper_samples import OF_CASE

SHEET = "papers/approval_form.html"
LONG = "经核对申请材料、登记信息和现场检查记录，补贴对象、标准和金额符合规定，同意按程序办理。" * 25
DESKS = (
    ("综合受理", "综合窗口", "赵晓梅", "材料齐全，予以受理。"),
    ("初审", "经办岗", "孙立军", LONG),
    ("科室复核", "职业能力建设股", "周建国", "同意。"),
    ("财务复核", "财务股", "吴秀英", ""),
    ("审定", "分管副局长", "郑伟", "同意核定。"),
)
FORM: dict[str, Any] = OF_CASE | {
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


def test_a_long_word_runs_over_the_page_and_every_word_is_there(press: Press) -> None:
    printed = press.render(SHEET, FORM)
    assert deviations(printed.pdf, "case_paper") == ()
    read = pages(printed.pdf)
    text = ["".join(glyph.char for glyph in page.glyphs) for page in read]
    assert printed.pages == len(read) > 1
    assert "经核对申请材料" in text[0], "the long word begins below the others instead of leaving the page blank"
    whole = "".join(text)
    for word in ("赵晓梅", "（代王强）", "2026年11月5日10时00分收回", "12,400.50元", "0123456789abcdef", "共5条意见"):
        assert word in whole
    assert whole.count("同意按程序办理") > 20
    assert all(page.stamps == () or not page.stamps for page in read), "it carries no seal"
