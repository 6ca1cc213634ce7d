"""A profile is read strictly: every mistake is named with its file and line."""

from __future__ import annotations

import pytest

from workflow_app.bank.profile_file import FOLDER, profile_named, profiles, read_profile
from workflow_app.policy.refusals import NotFound, NotUnderstood

BAR = (FOLDER / "gbk_bar.yaml").read_text(encoding="utf-8")
PAIN = (FOLDER / "iso20022_pain.yaml").read_text(encoding="utf-8")
FAULTS = [
    pytest.param(BAR.replace("name: gbk_bar", "name: other"), "应与文件名相同", id="another name"),
    pytest.param(BAR.replace("encoding: gbk", "encoding: latin-1"), "只能写 gb18030、gbk、utf-8-sig", id="encoding"),
    pytest.param(BAR.replace("separator: bar", "separator: dot"), "只能写 comma、tab、bar", id="separator"),
    pytest.param(BAR.replace('most_lines: "2000"', "most_lines: many"), "正整数", id="no figure"),
    pytest.param(BAR.replace('most_lines: "2000"', "most_lines: 2000"), "没有加引号", id="a bare number"),
    pytest.param(BAR + "colour: red\n", "“colour”不认识", id="unknown key"),
    pytest.param(BAR + "name: gbk_bar\n", "写了两次", id="a key twice"),
    pytest.param(BAR.replace("means: payee,", "means: nobody,"), "只能写", id="unknown meaning"),
    pytest.param(BAR.replace("    - {title: 结果码, means: result}\n", ""), "没有 result 这一列", id="no result"),
    pytest.param(BAR.replace("means: result}", "means: reason}"), "没有 result 这一列", id="reason for result"),
    pytest.param(BAR.replace('  "00": paid\n', ""), "要有一个代码是 paid", id="nothing is paid"),
    pytest.param(
        BAR.replace("    - {title: 结果码", "    - {title: 说明, means: reason}\n    - {title: 结果码"),
        "没有标题行的回盘不能有 reason 列",
        id="free words without titles",
    ),
    pytest.param(
        BAR.replace("word: R, cells: [word, batch, count, sum]", "word: R, cells: [word, count, sum]"),
        "没有一处写批次号",
        id="no batch anywhere",
    ),
    pytest.param(
        BAR.replace("[word, batch, count, sum]", "[word, batch, count]"), "要有 word、count、sum", id="no sum"
    ),
    pytest.param("- a\n- b\n", "应逐行写", id="a list"),
    pytest.param("", "空文件", id="empty"),
]


@pytest.mark.parametrize(("text", "told"), FAULTS)
def test_a_mistaken_profile_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_profile(text, "gbk_bar.yaml")
    assert "gbk_bar.yaml" in refused.value.sentence
    assert told in refused.value.sentence


def test_every_file_in_the_folder_is_a_profile_that_says_it_is_modelled() -> None:
    assert set(profiles()) == {"gb18030_csv", "gbk_bar", "iso20022_pain", "utf8_tab"}
    assert all("不是哪一家银行" in each.says for each in profiles().values())


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="现有：gb18030_csv、gbk_bar"):
        profile_named("mt103")


def test_messages_know_no_separators() -> None:
    with pytest.raises(NotUnderstood, match="“separator”不认识"):
        read_profile(PAIN + "separator: comma\n", "iso20022_pain.yaml")
