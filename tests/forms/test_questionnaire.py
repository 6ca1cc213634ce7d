"""Whole applications: which questions are asked, what comes out, and that it comes out the same every time."""

from __future__ import annotations

import hashlib
import json
import pickle
from datetime import date
from typing import Any

import pytest

from forms import specimen
from forms.agreement import NotBefore
from forms.answers import Answers
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
    Roster,
    Text,
)
from forms.questionnaire import Questionnaire, Section

KIND = Choice("kind", "申请人", (Option("organisation", "单位"), Option("person", "个人")))
ORGANISATION, PERSON = Is("kind", "organisation"), Is("kind", "person")
ROSTER = Roster(
    "roster",
    "名单",
    (
        Column(PersonName("name", "姓名")),
        Column(PersonId("id_number", "身份证号")),
        Column(Count("hours", "学时", required=False)),
    ),
    unique=("id_number",),
    at_most=3,
)
ASKS = Questionnaire(
    "test",
    1,
    (
        Section("who", "谁申请", (KIND,)),
        Section("unit", "单位", (Text("account", "对公账号"), ROSTER), when=ORGANISATION),
        Section("self", "个人", (Text("account", "个人账号"), Money("paid", "已交学费", when=PERSON)), when=PERSON),
        Section(
            "course",
            "课程",
            (Day("starts_on", "开始"), Day("ends_on", "结束"), Files("papers", "材料", required=False), Confirm("agree", "属实")),
            agree=(NotBefore("ends_on", "starts_on", "结束早于开始，请核对"),),
        ),
    ),
)  # fmt: skip
COURSE = {"starts_on": "2026年3月1日", "ends_on": "2026-03-31", "agree": "on"}
ONE, TWO = specimen.person(1), specimen.person(2)
ROWS = [
    {"line": 2, "name": ONE.name, "id_number": ONE.id_number, "hours": "80"},
    {"line": 5, "name": TWO.name, "id_number": TWO.id_number},
]
BY_UNIT: dict[str, dict[str, Any]] = {
    "who": {"kind": "organisation"},
    "unit": {"account": "1234", "roster": ROWS},
    "course": COURSE,
}
BY_PERSON = {"who": {"kind": "person"}, "self": {"account": "5678", "paid": "800.50"}, "course": COURSE}


def answers_of(values: dict[str, dict[str, Any]]) -> Answers:
    found = ASKS.read(values)
    assert found.corrections == ()
    assert found.answers is not None
    return found.answers


def test_answers_are_typed_and_reached_by_name() -> None:
    answers = answers_of(BY_UNIT)
    assert answers.starts_on == answers["starts_on"] == date(2026, 3, 1)
    assert [(row.line, row.name, row["hours"]) for row in answers.roster] == [(2, ONE.name, 80), (5, TWO.name, None)]


def test_what_was_not_asked_or_left_blank_answers_none() -> None:
    answers = answers_of(BY_UNIT)
    assert answers.paid is None
    assert answers.papers is None


def test_a_name_nobody_asks_is_a_programmers_error() -> None:
    with pytest.raises(KeyError):
        answers_of(BY_UNIT)["colour"]
    with pytest.raises(AttributeError):
        _ = answers_of(BY_UNIT).colour


def test_the_same_name_may_be_asked_on_either_way() -> None:
    assert answers_of(BY_UNIT).account == "1234"
    assert answers_of(BY_PERSON).account == "5678"


def test_what_was_typed_on_the_other_way_is_left_out() -> None:
    both = BY_PERSON | {"unit": BY_UNIT["unit"]}
    assert answers_of(both) == answers_of(BY_PERSON)


def test_only_pages_that_apply_are_listed() -> None:
    assert [section.slug for section in ASKS.sections_asked({"kind": "person"})] == ["who", "self", "course"]
    assert [section.slug for section in ASKS.sections_asked({})] == ["who", "course"]


def test_one_page_is_read_with_the_answers_before_it() -> None:
    page = ASKS.read_section("self", {"account": "5678", "paid": "1.234"}, {"kind": "person"})
    assert dict(page.values) == {"account": "5678"}
    assert page.corrections == (Correction("paid", "已交学费最多两位小数（到分），请核对"),)
    assert ASKS.read_section("self", {}, {"kind": "organisation"}).corrections == ()


def test_every_correction_of_every_page_comes_at_once() -> None:
    found = ASKS.read({"who": {"kind": "person"}, "course": COURSE | {"ends_on": "2026-02-30", "agree": ""}})
    assert found.answers is None
    assert [each.where for each in found.corrections] == ["account", "paid", "ends_on", "agree"]


def test_answers_that_do_not_fit_together_are_corrected_where_they_stand() -> None:
    found = ASKS.read(BY_PERSON | {"course": COURSE | {"ends_on": "2026-02-01"}})
    assert found.corrections == (Correction("ends_on", "结束早于开始，请核对"),)


@pytest.mark.parametrize("values", [BY_UNIT, BY_PERSON], ids=["unit", "person"])
def test_answers_survive_json(values: dict[str, dict[str, Any]]) -> None:
    answers = answers_of(values)
    again = Answers.from_json(ASKS, json.loads(answers.canonical()))
    assert again == answers
    assert again.canonical() == answers.canonical()
    assert pickle.loads(pickle.dumps(answers)) == answers  # noqa: S301


def test_answers_json_can_be_read_as_if_typed() -> None:
    found = ASKS.read_json(answers_of(BY_UNIT).to_json())
    assert found.answers == answers_of(BY_UNIT)


def test_an_unknown_name_from_outside_is_corrected() -> None:
    found = ASKS.read_json(answers_of(BY_UNIT).to_json() | {"colour": "red"})
    assert found.answers is None
    assert found.corrections == (Correction("colour", "没有名为“colour”的问题，请删去"),)


def test_canonical_json_is_this_text_and_the_digest_is_its_sha256() -> None:
    answers = answers_of(BY_PERSON)
    text = '{"account":"5678","agree":true,"ends_on":"2026-03-31","kind":"person","paid":"800.50","starts_on":"2026-03-01"}'
    assert answers.canonical() == text
    assert answers.digest() == hashlib.sha256(text.encode()).hexdigest()


def test_another_order_of_typing_gives_the_same_digest() -> None:
    turned = {name: dict(reversed(page.items())) for name, page in reversed(BY_PERSON.items())}
    assert answers_of(turned).digest() == answers_of(BY_PERSON).digest()


def test_answers_and_rows_are_never_changed() -> None:
    answers = answers_of(BY_UNIT)
    with pytest.raises(AttributeError):
        answers.kind = "person"
    with pytest.raises(AttributeError):
        answers.roster[0].name = "别人"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param([ROWS[0], ROWS[1] | {"id_number": ONE.id_number}], [(5, "身份证号", "第5行：身份证号与第2行相同，同一身份证号只能写一行，请删去重复的一行")], id="the same person twice"),
        pytest.param([ROWS[0], {"line": 9, "name": "李四", "id_number": "110105194912310021"}], [(9, "身份证号", "第9行：身份证号最后一位不对，请对照原件")], id="wrong check digit"),
        pytest.param([{"line": 3, "name": "", "id_number": ONE.id_number}], [(3, "姓名", "第3行：请填写姓名")], id="no name"),
        pytest.param([*ROWS, {"line": 6, "name": " ", "id_number": None}], [], id="a blank row is no row"),
        pytest.param([ROWS[0]] * 4, [(None, None, "名单最多3人，现在是4人，请分几次申报")], id="more than the cap"),
        pytest.param("nonsense", [(None, None, "名单没有读懂，请重新上传")], id="no rows at all"),
        pytest.param([], [(None, None, "请上传名单")], id="none"),
    ],
)  # fmt: skip
def test_rosters_are_corrected_by_row_and_column(rows: object, said: list[tuple[int | None, str | None, str]]) -> None:
    found = ROSTER.read(rows)
    assert [(each.row, each.column, each.words) for each in found.corrections] == said
    assert (found.value is None) == bool(said)


AGAIN = Text("again", "又问")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param((AGAIN, AGAIN), id="asked twice"),
        pytest.param((KIND, Text("a", "甲", when=ORGANISATION), Text("a", "甲", when=ORGANISATION)), id="asked twice on one way"),
        pytest.param((Text("a", "甲", when=ORGANISATION), KIND), id="depends on a later question"),
        pytest.param((Text("digest", "摘要"),), id="a name that answers need themselves"),
        pytest.param((Text("a-b", "甲"),), id="not a name"),
    ],
)  # fmt: skip
def test_a_wrong_questionnaire_cannot_be_declared(fields: tuple[Field[Any], ...]) -> None:
    with pytest.raises(ValueError, match="test"):
        Questionnaire("test", 1, (Section("one", "一", fields),))


def test_the_schema_names_types_and_conditions() -> None:
    schema: Any = ASKS.schema()
    assert schema["required"] == ["kind", "starts_on", "ends_on", "agree"]
    assert schema["properties"]["starts_on"] == {"type": "string", "title": "开始", "format": "date"}
    asked_of_persons = {"allOf": [{"properties": {"kind": {"enum": ["person"]}}, "required": ["kind"]}]}
    rule = next(rule for rule in schema["allOf"] if rule["if"] == asked_of_persons)
    assert rule["then"]["required"] == ["account"]
    assert json.loads(json.dumps(schema)) == schema
