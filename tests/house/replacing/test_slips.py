"""Which corrections are those of a slip of the pen: a table to be read by a lawyer. Everything else is decided anew."""

from __future__ import annotations

import pytest

from workflow_app.queries.papers.corrected import no_slip, why_not_there

SLIPS = [
    ("reason", "培训地点不在本县。", "培训地点不在汤阴县。"),
    ("reason", "申请人未提交身分证复印件。", "申请人未提交身份证复印件。"),
    ("defects.0.words", "请补交第2页的签到表", "请补交第2页的签到簿"),
    ("facts", "张三于2026年3月5日参家培训。", "张三于2026年3月5日参加培训。"),
    ("basis.0", "《河南省职业培训条列》第二十五条", "《河南省职业培训条例》第二十五条"),
    ("recipient", "张晓明", "张小明"),
    ("recipient", "岳河职业培训学校(汤阴)", "岳河职业培训学校（汤阴）"),
    ("place", "汤阴县人民路1号", "汤阴县人民路11号办事大厅二楼"),
    ("remedies.reconsideration_url", "https://a.example/", "https://xzfy.example/"),
]
NONE = [
    pytest.param("reason", "培训地点不在本县。", "培训地点在本县。", "意思变了", id="a not taken away"),
    pytest.param("reason", "材料齐全。", "材料不齐全。", "意思变了", id="a not put in"),
    pytest.param("facts", "培训3人未到课。", "培训5人未到课。", "数字、日期", id="a figure"),
    pytest.param("facts", "3月5日到课。", "三月五日到课。", "数字、日期", id="a figure written out"),
    pytest.param(
        "reason", "培训地点不在本县。", "申请人所在单位已经享受过同一项补贴，不再受理。", "不是笔误", id="a reason"
    ),
    pytest.param(
        "defects.0.words", "请补交签到表。", "请补交签到表，并补交全部教师资格证书。", "不是笔误", id="more asked for"
    ),
    pytest.param("recipient", "张三", "李四", "写错的字", id="somebody else"),
    pytest.param("recipient", "张三", "张三丰", "写错的字", id="a longer name"),
]


@pytest.mark.parametrize(("path", "before", "after"), SLIPS)
def test_a_slip_is_put_right(path: str, before: str, after: str) -> None:
    assert no_slip(path, before, after) == ""


@pytest.mark.parametrize(("path", "before", "after", "why"), NONE)
def test_what_says_something_else_is_decided_anew(path: str, before: str, after: str, why: str) -> None:
    assert why in no_slip(path, before, after)


@pytest.mark.parametrize(
    ("path", "why"), [("statement", "申请人的原话"), ("notice.result", "公示"), ("lines.0.fen", "金额")]
)
def test_what_stands_elsewhere_says_why(path: str, why: str) -> None:
    assert why in why_not_there(path)
