"""Titles in several lines: which lines a clerk would make of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from documents.check import check
from documents.headlines import broken, width
from documents.press import Press
from tests.documents.gongwen_samples import FILLED
from tests.documents.second_ruler import sheets

LONGEST = (
    "关于印发《汤阴县人力资源和社会保障局、汤阴县财政局关于进一步规范企业职工岗前职业技能培训补贴和新型学徒制培训补贴申领、审核、"
    "公示、拨付、核查工作的实施办法（试行）》并做好2026年度第4季度职业培训补贴资金发放和绩效评价工作有关事项的通知"
)


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        (["关于开展培训的通知"], ["关于开展培训的通知"]),
        (["关于申请拨付2026年第3批", "职业培训补贴资金的函"], ["关于申请拨付2026年第3批", "职业培训补贴资金的函"]),
        (
            ["关于就业困难人员社会保险补贴和公益性岗位补贴的公示"],
            ["关于就业困难人员社会保险补贴", "和公益性岗位补贴的公示"],
        ),
        (
            ["汤阴县财政局关于印发《职业培训补贴实施办法》的通知"],
            ["汤阴县财政局关于印发", "《职业培训补贴实施办法》的通知"],
        ),
    ],
)
def test_a_title_is_broken_by_sense(pieces: list[str], lines: list[str]) -> None:
    assert broken(pieces, 19) == lines


LONG_ITEM = "公租房建设项目行政事业性收费和政府性基金免收"


@pytest.mark.parametrize(
    ("item", "tail", "most", "lines"),
    [
        ("职业培训补贴", "发放花名册", 19, ["2026年第12批职业培训补贴发放花名册"]),
        ("灵活就业社会保险补贴", "资金汇总表", 19, ["2026年第12批灵活就业", "社会保险补贴资金汇总表"]),
        (
            "企业吸纳就业困难人员社会保险补贴",
            "拟补贴人员名单",
            19,
            ["2026年第12批企业吸纳就业困难人员", "社会保险补贴拟补贴人员名单"],
        ),
        (LONG_ITEM, "发放花名册", 19, ["2026年第12批公租房建设项目行政事业性", "收费和政府性基金免收发放花名册"]),
        (LONG_ITEM, "发放花名册", 36, [f"2026年第12批{LONG_ITEM}发放花名册"]),
    ],
)
def test_the_title_of_a_table_is_broken_as_that_of_a_paper(item: str, tail: str, most: int, lines: list[str]) -> None:
    """Upright in an attachment, lying by itself."""
    assert broken([f"2026年第12批{item}", tail], most) == lines


def test_a_title_of_120_characters_is_whole_even_and_cut_in_no_word() -> None:
    assert len(LONGEST) >= 118
    lines = broken([LONGEST], 19)
    assert "".join(lines) == LONGEST
    assert len(lines) <= 8
    assert all(10 <= width(line) <= 19 for line in lines)
    assert not any(line[0] in "的、》年号" or line[-1] in "《（〔" for line in lines)
    assert any("2026年度" in line for line in lines)
    assert not any((high[-1] + low[0]) in ("补贴", "公示", "社会", "通知") for high, low in pairwise(lines))


def test_what_cannot_be_broken_stays_in_one_line() -> None:
    assert broken(["2026" * 20], 19) == ["2026" * 20]


def test_the_longest_title_stands_inside_the_type_area_on_the_grid(press: Press) -> None:
    pdf = press.render("titled.html", FILLED | {"title": LONGEST, "text": FILLED["text"][:2]}).pdf
    assert check(pdf, "official").deviations == ()
    title = [row for row in sheets(pdf)[0].rows if abs(max(sign.em for sign in row) - 22 * 25.4 / 72) < 0.1]
    assert "".join(sign.char for row in title for sign in row) == LONGEST
    assert min(row[0].left for row in title) >= 28
    assert max(row[-1].right for row in title) <= 184


def test_a_title_from_a_person_stays_text(press: Press) -> None:
    html = press.sheets.fill(
        "titled.html", FILLED | {"title": "<b>&", "part": {"first": True, "last": True}}, draft=False
    )
    assert '<span class="line">&lt;b&gt;&amp;</span>' in html
