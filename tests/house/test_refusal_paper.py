"""The refusal: each condition not met with its law, whom it concerns, in their own words, and what would meet it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.house.test_settle_point import ruled, struck, unchecked
from tests.situations import SIGNED, case_at, case_submitted, own_claim
from workflow_app.approval.stance import Stance
from workflow_app.jobs.press import the_press
from workflow_app.management import acting
from workflow_app.models import AssessmentRecord, Case, IssuedDocument
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.queries.papers.refusal import INLINE, refusal

LAW = Citation("河南省职业培训条例", article="第二十五条")
CUSTOM = Citation("示例规则（未颁布）")
NOT_MET, UNDECIDED, MET = Verdict.NOT_MET, Verdict.UNDECIDED, Verdict.MET


def finding(key: str, words: str, verdict: Verdict = NOT_MET, law: Citation = LAW, **more: Any) -> Finding:
    return Finding(key, f"条件{key}", verdict, words, law, **more)


def assessed(*lines: tuple[Finding, ...], whole: tuple[Finding, ...] = ()) -> Assessment:
    people = [
        LineAssessment("电工/5", f"4105231990010100{n:02d}", "王小明", found, None) for n, found in enumerate(lines)
    ]
    return Assessment(whole, tuple(people), date(2026, 4, 7), "")


def told(assessment: Assessment, case: Case | None = None) -> dict[str, Any]:
    return refusal(case or case_at("handle", case_submitted()), assessment, "不符合条件", SIGNED)


def test_what_is_alike_for_all_is_said_once_with_everyone_it_concerns() -> None:
    short = (finding("a", "出勤不足。", remedy="请补交考勤。"),)
    data = told(assessed(short, (finding("a", "好。", MET),), short))
    (reason,) = data["findings"]
    assert (reason["words"], reason["count"], reason["annexed"]) == ("出勤不足。", 2, False)
    assert [(one["row"], one["name"], one["tail"], one["words"]) for one in reason["who"]] == [
        (1, "王××", "0000", ""),
        (3, "王××", "0002", ""),
    ]
    assert reason["remedies"] == [{"words": "请补交考勤。", "earliest": "", "who": ""}]


def test_who_differs_has_their_own_words_and_their_own_remedy() -> None:
    one = (finding("a", "出勤20学时。", remedy="请更正。", earliest=date(2027, 1, 1)),)
    other = (finding("a", "出勤30学时。"),)
    (reason,) = told(assessed(one, other))["findings"]
    assert reason["words"] == ""
    assert [each["words"] for each in reason["who"]] == ["出勤20学时。", "出勤30学时。"]
    assert reason["remedies"] == [
        {"words": "请更正。", "earliest": "2027-01-01", "who": "王××（尾号0000）"},
        {"words": "", "earliest": "", "who": "王××（尾号0001）"},
    ]


@pytest.mark.parametrize(
    ("people", "annexed"),
    [pytest.param(INLINE, False, id="as many as fit"), pytest.param(INLINE + 1, True, id="one more")],
)
def test_more_people_than_the_text_names_stand_in_the_annexed_table(people: int, annexed: bool) -> None:
    data = told(assessed(*[(finding("a", f"出勤{n}学时。"),) for n in range(people)]))
    (reason,) = data["findings"]
    assert (reason["count"], reason["annexed"], len(reason["who"])) == (people, annexed, 0 if annexed else people)
    assert len(data["lines"]) == (people if annexed else 0)


def test_lines_struck_off_are_not_examined_but_named_with_their_reason() -> None:
    case = struck(case_at("handle", case_submitted()), ordinal=1, reason="重复申领。")
    data = told(assessed((finding("a", "甲。"),), (finding("a", "乙。"),)), case)
    assert [reason["words"] for reason in data["findings"]] == ["乙。"]
    assert [(each["row"], each["words"]) for each in data["struck_off"]] == [(1, "重复申领")]


def test_an_officers_ruling_is_a_reason_with_the_law_of_its_condition_and_their_words() -> None:
    case = ruled(unchecked(), met=False, words="学员说没有上课。")
    open_one = finding("class_was_checked", "没有检查记录。", UNDECIDED, remedy="请到场检查。")
    (reason,) = told(assessed(whole=(open_one,)), case)["findings"]
    assert reason["words"] == "经工作人员核查，认定不符合：学员说没有上课。"
    assert reason["citation"] == str(LAW)
    assert reason["remedies"][0]["words"] == "有新的材料能够证明符合这一条件的，可以附上材料重新申请。"


def test_what_a_ruling_found_met_is_no_reason() -> None:
    open_one = finding("class_was_checked", "没有检查记录。", UNDECIDED)
    data = told(assessed(whole=(open_one,)), ruled(unchecked(), met=True))
    assert (data["findings"], data["undecided"]) == ([], [])


def test_whatever_nobody_settled_is_told_whole_and_is_no_reason() -> None:
    many = tuple(finding(str(n), f"第{n}项没有核实。", UNDECIDED) for n in range(7))
    data = told(assessed(whole=many))
    assert data["findings"] == []
    assert [each["words"] for each in data["undecided"]] == [each.words for each in many]


@pytest.mark.parametrize(
    ("law", "standing", "marked"),
    [pytest.param(LAW, "enacted", False, id="a law"), pytest.param(CUSTOM, "sample", True, id="a rule nobody enacted")],
)
def test_a_condition_is_as_official_as_its_rule(law: Citation, standing: str, marked: bool) -> None:
    data = told(assessed((finding("a", "不符合。", law=law),)))
    assert data["findings"][0]["standing"] == standing
    assert any("不能作为实际不予批准的依据" in mark for mark in data["marks"]) is marked


def test_the_only_line_of_ones_own_claim_is_told_without_a_list_of_people() -> None:
    case = case_at("handle", own_claim())
    (reason,) = told(assessed((finding("a", "出勤不足。"),)), case)["findings"]
    assert (reason["words"], reason["count"], reason["who"]) == ("出勤不足。", 0, [])


@pytest.mark.parametrize("people", [3, INLINE + 2], ids=["named in the text", "in the annexed table"])
def test_the_paper_is_printed_with_everyone_masked(people: int) -> None:
    data = told(assessed(*[(finding("a", f"出勤{n}学时。", law=CUSTOM),) for n in range(people)]))
    whole = data | {"number": "汤人社不批字〔2026〕第1号", "issued_on": "2026-04-07", "qr_url": "http://localhost/c/x"}
    html = the_press().sheets.fill("papers/refusal.html", whole | {"part": part_of(data["lines"])}, draft=False)
    assert html.count("王××") >= people
    assert "王小明" not in html
    assert "41052319900101" not in html
    assert ("附件：不符合条件" in html) is (people > INLINE)


def part_of(lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"lines": lines, "start": 0, "pages": 0, "left": False, "first": True, "last": True}


def test_a_refused_case_gets_the_paper_of_its_own_findings() -> None:
    case = acting.sign_all(unchecked(), Stance.REFUSE, "材料与实际情况不符", at=SIGNED)
    case = acting.sign_all(case, at=SIGNED)
    data = IssuedDocument.objects.get(case=case, kind="refusal").data
    assert data["reason"] == "材料与实际情况不符。"
    assert [each["title"] for each in data["undecided"]] == ["开班期间由两名工作人员到场检查"]
    assert AssessmentRecord.objects.filter(case=case).exists()
    assert who(cast.HANDLER).name not in str(data)
