"""A table's profile is read strictly; what it writes no spreadsheet calculates, and it reads its own words back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from forms.roster.read import read_roster
from workflow_app.policy.refusals import NotFound, NotUnderstood
from workflow_app.tables.profile import as_csv
from workflow_app.tables.profile_file import FOLDER, read_table_profile, table_profile, table_profiles

PLAN = (FOLDER / "spending_plan.yaml").read_text(encoding="utf-8")
ANSWER = (FOLDER / "plan_answer.yaml").read_text(encoding="utf-8")
FAULTS = [
    pytest.param(PLAN.replace("name: spending_plan", "name: other"), "应与文件名相同", id="another name"),
    pytest.param(PLAN.replace("kind: month", "kind: week"), "写的是 week，只能写", id="no kind"),
    pytest.param(PLAN.replace("unique: [number]", "unique: [words]"), "应是一个必填的列", id="unique and not required"),
    pytest.param(PLAN.replace('required: "no"', 'required: "maybe"'), '只能写 "yes" 或 "no"', id="neither yes nor no"),
    pytest.param(PLAN.replace('most_rows: "5000"', 'most_rows: "0"'), "应是一个正整数", id="no rows"),
    pytest.param(PLAN + "colour: red\n", "“colour”不认识", id="unknown key"),
    pytest.param(PLAN + "title: 又一个\n", "写了两次", id="a key twice"),
    pytest.param(PLAN.split("columns:")[0], "“columns”应至少写一项", id="no columns"),
    pytest.param("- a\n- b\n", "应逐行写", id="a list"),
    pytest.param(
        PLAN.replace("kind: signed", "kind: choice"), "只有 choice 列要写，也必须写", id="a choice of nothing"
    ),
]


@pytest.mark.parametrize(("text", "told"), FAULTS)
def test_a_mistaken_profile_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_table_profile(text, "spending_plan.yaml")
    assert "spending_plan.yaml 第" in refused.value.sentence
    assert told in refused.value.sentence


def test_every_profile_says_that_its_layout_is_our_own() -> None:
    assert set(table_profiles()) == {
        "payment_receipt",
        "payment_request",
        "plan_answer",
        "recovery_receipt",
        "spending_plan",
    }
    assert all("没有找到统一格式" in each.says for each in table_profiles().values())
    with pytest.raises(NotFound, match="现有：payment_receipt"):
        table_profile("ledger")


FORMULAS = ["=1+1", "+8610", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("words", [*FORMULAS, "平常的话，带逗号", '带"引号"', "'撇号"])
def test_words_come_back_as_they_went_and_are_no_formula(words: str) -> None:
    profile = table_profile("spending_plan")
    data = as_csv(profile, [("1", "汤财社〔2026〕18号", 4, Decimal("-2000.50"), words, "", "", "")])
    cells = data.decode("utf-8-sig").splitlines()[1]
    assert "-2000.50" in cells
    assert not any(cell.lstrip('"').startswith(("=", "+", "@")) for cell in cells.split(","))
    (row,) = read_roster(data, "x.csv", profile.roster()).rows
    assert (row["words"], row["yuan"], row["month"]) == (words, -200_050, 4)


BAD = [
    ("金额（元）", "一百", "金额（元）没有看懂"),
    ("月份", "13", "月份不能多于12月"),
    ("计划编号", "", "请填写计划编号"),
]


@pytest.mark.parametrize(("heading", "cell", "told"), BAD)
def test_a_bad_cell_is_named_by_row_and_column(heading: str, cell: str, told: str) -> None:
    good = {"计划编号": "1", "指标文号": "号", "月份": "4", "金额（元）": "1.00"}
    said = good | {heading: cell}
    text = (
        ",".join(said)
        + "\n"
        + ",".join(good.values())
        + "\n"
        + ",".join({**said, "计划编号": said["计划编号"] and "2"}.values())
    )
    reading = read_roster(text.encode(), "x.csv", table_profile("spending_plan").roster())
    (wrong,) = reading.corrections
    assert (wrong.row, wrong.column) == (3, heading)
    assert told in wrong.words
    assert reading.rows == ()
