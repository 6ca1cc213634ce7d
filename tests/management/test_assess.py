"""assess: findings and lines as JSON; every bad input is a sentence on stderr and exit code 1."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.processes.folders import situations
from tests.situations import ITEM
from workflow_app.policy import catalogue

MODEL = situations(catalogue.item(ITEM))


def run(tmp_path: Path, data: Any, *options: str, slug: str = ITEM) -> dict[str, Any]:
    file = tmp_path / "answers.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    out = StringIO()
    call_command("assess", slug, "--answers", str(file), *(options or ("--on", "2026-03-02")), stdout=out)
    return json.loads(out.getvalue())


def refused(tmp_path: Path, data: Any, *options: str, slug: str = ITEM) -> str:
    err = StringIO()
    file = tmp_path / "answers.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("assess", slug, "--answers", str(file), *(options or ("--on", "2026-03-02")), stderr=err)
    assert stopped.value.code == 1
    return err.getvalue()


def test_plain_answers_are_enough(tmp_path: Path) -> None:
    said = run(tmp_path, MODEL.own_claim()["answers"])
    assert (said["item"], said["title"], said["procedure"]) == (ITEM, "职业培训补贴", "claim")
    assert (said["verdict"], said["total_fen"]) == ("met", 100000)
    assert said["lines"][0]["amount"]["formula"] == "min(1000.00, 1500.00) × 1"
    assert said["lines"][0]["amount"]["standing"] == "sample"


def test_further_facts_come_beside_the_answers(tmp_path: Path) -> None:
    assert run(tmp_path, MODEL.school_claim())["total_fen"] == 1000000
    alone = run(tmp_path, MODEL.school_claim()["answers"])
    assert (alone["verdict"], alone["lines"]) == ("not_met", [])


def test_another_procedure_and_another_edition(tmp_path: Path) -> None:
    edition = tmp_path / "policy.yaml"
    text = (catalogue.item(ITEM).folder / "policy.yaml").read_text(encoding="utf-8")
    edition.write_text(
        text.replace('{value: "10", standing: sample', '{value: "11", standing: sample', 1), encoding="utf-8"
    )
    record = MODEL.class_record()["answers"]
    options = ("--on", "2025-11-20", "--procedure", "class_record")
    assert run(tmp_path, record, *options)["verdict"] == "met"
    assert run(tmp_path, record, *options, "--edition", str(edition))["verdict"] == "not_met"


CLAIM = {"kind": "training_subsidy", "key": "电工/5", "beneficiary": "1", "case_number": "1", "state": "paid"}
CHECK = {"kind": "class_check", "on": "2025-12-10", "officers": ["甲", "乙"]}


def changed(**changes: Any) -> dict[str, Any]:
    return MODEL.own_claim()["answers"] | changes


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        pytest.param("{", (), "第 1 行不是完整的 JSON", id="cut off"),
        pytest.param("[" * 100_000, (), "嵌套太深", id="nested past reason"),
        pytest.param("[]", (), "应当是一个 JSON 对象", id="a list"),
        pytest.param({}, (), "applicant_kind", id="nothing answered"),
        pytest.param(changed(colour="red"), (), "colour", id="an unknown question"),
        pytest.param(changed(applicant_id="11010519491231002Y"), (), "applicant_id：", id="a bad identity number"),
        pytest.param(changed(starts_on="2025-02-30"), (), "starts_on：", id="a day that does not exist"),
        pytest.param({"answers": changed(), "mood": 1}, (), "不认识 mood", id="an unknown part"),
        pytest.param({"answers": changed(), "earlier": {}}, (), "earlier 应当是列表", id="earlier is no list"),
        pytest.param({"answers": changed(), "earlier": [{"kind": "x"}]}, (), "earlier 第1项缺少", id="half a claim"),
        pytest.param(
            {"answers": changed(), "checks": [{"kind": "x", "on": "?", "officers": []}]},
            (),
            "不是存在的日期",
            id="a check on no day",
        ),
        pytest.param({"answers": changed(), "parent": 3}, (), "parent应当是 JSON 对象", id="a parent that is a number"),
        pytest.param(
            {"answers": changed(), "earlier": [CLAIM | {"key": 5}]}, (), "key 应当是文字", id="a key in digits"
        ),
        pytest.param(
            {"answers": changed(), "checks": [CHECK | {"present": "多"}]}, (), "present", id="present in words"
        ),
        pytest.param(
            {"answers": changed(), "checks": [CHECK | {"officers": [["甲"]]}]}, (), "officers", id="officers in a list"
        ),
        pytest.param(
            {"answers": changed(), "checks": [CHECK | {"on": None}]}, (), "不是存在的日期", id="a check without a day"
        ),
        pytest.param(changed(), ("--on", "2026-13-01"), "--on 的“2026-13-01”不是存在的日期", id="no such day"),
        pytest.param(
            changed(), ("--on", "2026-03-02", "--procedure", "x"), "没有名为“x”的办理程序", id="no such procedure"
        ),
        pytest.param(
            changed(), ("--on", "2026-03-02", "--edition", "/nowhere/policy.yaml"), "读不到文件", id="no such edition"
        ),
        pytest.param(changed(), ("--on", "2014-01-01"), "2014-01-01", id="before any policy"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(tmp_path: Path, data: Any, options: tuple[str, ...], words: str) -> None:
    sentence = refused(tmp_path, data, *options)
    assert words in sentence
    assert sentence.strip().endswith("。")


def test_unreadable_files_and_unknown_items_too(tmp_path: Path) -> None:
    assert "没有名为“x”的事项" in refused(tmp_path, {}, slug="x")
    edition = tmp_path / "bad.yaml"
    edition.write_text(f"item: {ITEM}\nitem: {ITEM}\n", encoding="utf-8")
    assert "写了两次" in refused(tmp_path, {}, "--on", "2026-03-02", "--edition", str(edition))
    edition.write_bytes("item: 补贴政策".encode("gb18030"))
    assert "不是 UTF-8" in refused(tmp_path, {}, "--on", "2026-03-02", "--edition", str(edition))
