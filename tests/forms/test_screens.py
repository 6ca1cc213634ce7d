"""What a screen gets: questions to draw, posted values to read, answers in words, the list of pages."""

from __future__ import annotations

from typing import Any

import pytest

from forms import specimen
from forms.condition import Is
from forms.correction import Correction
from forms.fields import (
    Choice,
    Column,
    Confirm,
    Count,
    Day,
    Field,
    Files,
    Money,
    Option,
    PersonId,
    PersonName,
    Phone,
    Roster,
    Text,
)
from forms.posted import posted_values
from forms.questionnaire import Questionnaire, Section
from forms.rendering import ShownField, control_of, error_summary, shown_fields
from forms.review import review, roster_table
from forms.task_list import tasks

KIND = Choice("kind", "种类", (Option("a", "甲"), Option("b", "乙", "第二种")))
TEACHERS = Roster(
    "teachers", "教师", (Column(PersonName("name", "姓名")), Column(Text("subject", "科目"))), typed=True, at_most=3
)
PEOPLE = Roster("people", "名单", (Column(PersonName("name", "姓名")), Column(PersonId("id_number", "身份证号"))))
ONE = Section(
    "one",
    "第一页",
    (
        KIND,
        Text("reason", "理由", hint="一句话", when=Is("kind", "b")),
        Text("elder", "只问单位", when=Is("earlier", "x")),
        Phone("phone", "手机号", autocomplete="tel"),
        Money("paid", "金额", required=False),
        TEACHERS,
        Confirm("agree", "属实", "所填属实。"),
    ),
)
ASKS = Questionnaire(
    "asks",
    1,
    (
        Section("zero", "开头", (Choice("earlier", "先问", (Option("x", "是"), Option("y", "否"))),)),
        ONE,
        Section("two", "第二页", (PEOPLE, Files("papers", "材料", required=False)), when=Is("earlier", "x")),
    ),
)


def by_name(fields: tuple[ShownField, ...]) -> dict[str, ShownField]:
    return {shown.name: shown for shown in fields}


def test_a_question_carries_all_a_template_needs() -> None:
    phone = by_name(shown_fields(ONE, {"phone": "138"}, [Correction("phone", "手机号应为11位")]))["phone"]
    assert (phone.id, phone.label, phone.value, phone.required) == ("q-phone", "手机号", "138", True)
    assert (phone.control.input_type, phone.control.inputmode, phone.autocomplete) == ("tel", "tel", "tel")
    assert (phone.errors, phone.described_by) == (("手机号应为11位",), "q-phone-error")


def test_hint_and_error_have_ids_and_the_error_is_read_first() -> None:
    reason = by_name(shown_fields(ONE, {}, [Correction("reason", "请填写理由")]))["reason"]
    assert reason.described_by == "q-reason-error q-reason-hint"
    assert by_name(shown_fields(ONE, {}))["reason"].described_by == "q-reason-hint"
    assert by_name(shown_fields(ONE, {}))["phone"].described_by == ""


def test_the_chosen_option_is_marked() -> None:
    kind = by_name(shown_fields(ONE, {"kind": "b"}))["kind"]
    assert [(option.id, option.label, option.chosen) for option in kind.options] == [
        ("q-kind-a", "甲", False),
        ("q-kind-b", "乙", True),
    ]


def test_a_condition_of_the_same_page_goes_to_the_page_one_of_an_earlier_page_is_settled() -> None:
    assert "elder" not in by_name(shown_fields(ONE, {}, earlier={"earlier": "y"}))
    shown = by_name(shown_fields(ONE, {}, earlier={"earlier": "x"}))
    assert (shown["elder"].when_question, shown["reason"].when_question) == ("", "kind")
    assert shown["reason"].when_answers == ("b",)


def test_the_summary_jumps_to_each_error_in_the_order_of_the_page() -> None:
    shown = shown_fields(ONE, {}, [Correction("agree", "请勾选"), Correction("kind", "请选择")])
    assert error_summary(shown) == (("q-kind", "请选择"), ("q-agree", "请勾选"))


@pytest.mark.parametrize(
    ("asked", "widget", "inputmode"),
    [
        (KIND, "radios", ""),
        (Choice("c", "很多", tuple(Option(str(n), str(n)) for n in range(9))), "select", ""),
        (Choice("c", "多选", KIND.options, several=True), "checkboxes", ""),
        (Text("t", "文"), "input", ""),
        (Text("t", "文", lines=True), "paragraph", ""),
        (Money("m", "钱"), "input", "decimal"),
        (Count("n", "数", "人"), "input", "numeric"),
        (Day("d", "日"), "input", "numeric"),
        (PersonId("i", "身份证号"), "input", ""),
        (Confirm("ok", "好"), "statement", ""),
        (Files("f", "件"), "files", ""),
        (TEACHERS, "rows", ""),
        (PEOPLE, "workbook", ""),
    ],
)
def test_each_kind_of_question_is_put_its_own_way(asked: Field[Any], widget: str, inputmode: str) -> None:
    control = control_of(asked)
    assert (control.widget, control.inputmode) == (widget, inputmode)


def test_files_say_what_they_accept() -> None:
    control = control_of(Files("f", "件", ("jpeg",), at_most=1))
    assert ".heic" in control.accept
    assert ".pdf" not in control.accept
    assert not control.multiple


def test_a_posted_page_becomes_raw_values() -> None:
    posted = {
        "kind": ["b"],
        "reason": ["因为"],
        "agree": ["on"],
        "teachers-2-name": ["李四"],
        "teachers-2-subject": ["刀工"],
        "teachers-10-name": ["张三"],
        "teachers-3-name": [" "],
        "stranger": ["x"],
    }
    assert posted_values(ONE, posted) == {
        "kind": "b",
        "reason": "因为",
        "elder": "",
        "phone": "",
        "paid": "",
        "teachers": [
            {"line": 1, "name": "李四", "subject": "刀工"},
            {"line": 2, "name": "张三", "subject": ""},
        ],
        "agree": "on",
    }


def test_rows_typed_on_the_page_come_back_with_an_empty_one() -> None:
    rows = by_name(shown_fields(ONE, {"teachers": [{"line": 1, "name": "李四", "subject": "刀工"}]}))["teachers"].rows
    assert [[(cell.name, cell.value) for cell in row.fields] for row in rows] == [
        [("teachers-1-name", "李四"), ("teachers-1-subject", "刀工")],
        [("teachers-2-name", ""), ("teachers-2-subject", "")],
    ]


def test_files_and_uploaded_rosters_are_not_expected_in_the_post() -> None:
    assert posted_values(ASKS.section("two"), {"people": ["x"], "papers": ["x"]}) == {}


PERSON = specimen.person(3)
RAW: dict[str, dict[str, object]] = {
    "zero": {"earlier": "x"},
    "one": {"kind": "a", "elder": "有", "phone": PERSON.phone, "teachers": [{"name": "李四", "subject": "刀工"}], "agree": "on"},
    "two": {"people": [{"line": 2, "name": PERSON.name, "id_number": PERSON.id_number}]},
}  # fmt: skip


def test_answers_are_reviewed_in_words_and_masked() -> None:
    answers = ASKS.read(RAW).answers
    assert answers is not None
    lines = {line.name: line for section in review(ASKS, answers) for line in section.lines}
    assert "reason" not in lines
    assert (lines["kind"].words, lines["phone"].words, lines["people"].words) == ("甲", "199****0003", "1人")
    assert lines["paid"].unanswered
    full = {line.name: line.words for section in review(ASKS, answers, full=True) for line in section.lines}
    assert full["phone"] == PERSON.phone


def test_a_roster_is_shown_masked_unless_revealed() -> None:
    answers = ASKS.read(RAW).answers
    assert answers is not None
    masked, full = roster_table(PEOPLE, answers.people), roster_table(PEOPLE, answers.people, full=True)
    assert masked[0] == full[0] == ("姓名", "身份证号")
    assert PERSON.id_number not in masked[1]
    assert full[1] == (PERSON.name, PERSON.id_number)


def test_the_list_of_pages_says_how_far_each_is() -> None:
    started = RAW | {"one": {"kind": "b", "phone": "1"}, "two": {}}
    assert [(task.slug, task.label, task.left) for task in tasks(ASKS, started)] == [
        ("zero", "已完成", 0),
        ("one", "有5处要改正", 5),
        ("two", "未开始", 1),
    ]
    assert [task.state for task in tasks(ASKS, RAW)] == ["done", "done", "done"]


def test_pages_that_do_not_apply_are_not_listed() -> None:
    assert [task.slug for task in tasks(ASKS, {"zero": {"earlier": "y"}})] == ["zero", "one"]
