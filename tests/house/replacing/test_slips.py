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
    ("reason", "申请人不付合条件。", "申请人不符合条件。"),
    ("reason", "申请人应该补交签到表。", "申请人应当补交签到表。"),
    ("facts", "经核查，内容与登记不一至。", "经核查，内容与登记不一致。"),
    ("facts", "培训期限三个月，学员十二人参家。", "培训期限三个月，学员十二人参加。"),
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
    pytest.param("words", "期限三个月。", "期限五个月。", "数字、日期", id="a month in characters"),
    pytest.param("facts", "学员十二人。", "学员二十人。", "数字、日期", id="the same characters in another order"),
    pytest.param("facts", "补贴壹仟元。", "补贴玖仟元。", "数字、日期", id="a sum in full characters"),
    pytest.param("facts", "由两人参加。", "由三人参加。", "数字、日期", id="two of a kind"),
    pytest.param("facts", "补贴5千元。", "补贴5万元。", "数字、日期", id="thousands into tens of thousands"),
    pytest.param("words", "对申请予以支持。", "对申请予以驳回。", "意思变了", id="upheld into dismissed"),
    pytest.param("words", "对申请予以驳回。", "对申请予以支持。", "意思变了", id="dismissed into upheld"),
    pytest.param("reason", "符合条件。", "违反条件。", "意思变了", id="in accord into against"),
    pytest.param("reason", "违反规定。", "符合规定。", "意思变了", id="against into in accord"),
    pytest.param("words", "经审查，同意。", "经审查，反对。", "意思变了", id="agreed into opposed"),
    pytest.param("words", "经审查，反对。", "经审查，同意。", "意思变了", id="opposed into agreed"),
    pytest.param("words", "准予登记。", "不予登记。", "意思变了", id="allowed into not allowed"),
    pytest.param("words", "不予登记。", "准予登记。", "意思变了", id="not allowed into allowed"),
    pytest.param("words", "应当缴回。", "可以缴回。", "意思变了", id="must into may"),
    pytest.param("words", "对申请予以支持。", "对申请予以研究。", "意思变了", id="a conclusion taken away"),
    pytest.param("reason", "申请人的条件。", "申请人符合的条件。", "意思变了", id="a conclusion put in"),
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
