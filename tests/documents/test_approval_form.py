"""The 审批表 as printed: many words, one of them longer than a page, on the page of its family."""

from __future__ import annotations

from documents.check import deviations
from documents.placed import pages
from documents.press import Press
from tests.documents.file_samples import APPROVAL_FORM

SHEET = "papers/approval_form.html"


def test_a_long_word_runs_over_the_page_and_every_word_is_there(press: Press) -> None:
    printed = press.render(SHEET, APPROVAL_FORM)
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
