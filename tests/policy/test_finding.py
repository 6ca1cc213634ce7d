"""Conditions give findings; findings and lines make an assessment that survives storage."""

import json
from datetime import date

import pytest

from tests.policy.sheets import WHOLE
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.condition import Condition, Ruling, condition, findings, met, not_met, undecided
from workflow_app.policy.edition import Edition
from workflow_app.policy.finding import Finding, Verdict
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.policy.standing import Standing

LAW = Citation("示例办法", "安试〔2015〕1号", "第三条")
EDITION = Edition.read(WHOLE, "sample_item")
POLICY = EDITION.on(date(2016, 1, 4))


@condition("未超过年度次数", LAW, since=date(2015, 11, 20), until=date(2019, 5, 31))
def within_yearly_number(times: int, policy: PolicyOnDate) -> Ruling:
    limit = policy.whole("trn.times_per_year_max")
    if times <= limit:
        return met(f"本年第{times}次。")
    return not_met(f"本年第{times}次，最多{limit}次。", "下一年度可以申请。", date(2017, 1, 1))


@condition("已经核对", LAW, since=date(2019, 6, 1))
def looked_up(times: int, policy: PolicyOnDate) -> Ruling:
    return undecided(f"第{times}次没有核对。", "请核对。")


def finding(verdict: Verdict) -> Finding:
    return Finding("some", "某条件", verdict, "某结论。", LAW)


def line(*verdicts: Verdict, fen: int = 80000) -> LineAssessment:
    amount = AmountLine("补贴", "800.00 × 1", fen, Standing.SAMPLE, LAW)
    return LineAssessment("电工/5", "11010519491231002X", "张三", tuple(map(finding, verdicts)), amount, "C1")


def assessment(*lines: LineAssessment, whole: Verdict = Verdict.MET) -> Assessment:
    return Assessment((finding(whole),), lines, date(2016, 1, 4), EDITION.sha256)


def test_a_finding_carries_name_law_and_the_values_read() -> None:
    found = within_yearly_number(2, POLICY)
    assert found.condition == "within_yearly_number"
    assert found.verdict is Verdict.NOT_MET
    assert (found.remedy, found.earliest) == ("下一年度可以申请。", date(2017, 1, 1))
    assert [(value.key, value.text) for value in found.used] == [("trn.times_per_year_max", "1次")]
    assert POLICY.used == ()


@pytest.mark.parametrize(
    ("law", "standing"),
    [
        pytest.param(LAW, Standing.ENACTED, id="a law"),
        pytest.param(Citation("示例规则（未颁布）"), Standing.SAMPLE, id="a rule nobody enacted"),
    ],
)
def test_a_finding_is_no_more_official_than_its_rule(law: Citation, standing: Standing) -> None:
    found = Finding("some", "某条件", Verdict.NOT_MET, "某结论。", law)
    assert found.standing is standing
    assert found.unofficial == ((standing,) if standing is not Standing.ENACTED else ())


def test_a_finding_is_no_more_official_than_the_weakest_value_it_read() -> None:
    found = within_yearly_number(2, POLICY)
    assert {value.standing for value in found.used} == {Standing.SAMPLE}
    assert (found.standing, found.unofficial) == (Standing.SAMPLE, (Standing.SAMPLE,))


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        pytest.param("2015-11-19", [], id="before any"),
        pytest.param("2019-05-31", ["within_yearly_number"], id="last day of the old"),
        pytest.param("2019-06-01", ["looked_up"], id="first day of the new"),
    ],
)
def test_conditions_are_dated_like_figures(day: str, keys: list[str]) -> None:
    conditions: tuple[Condition[int], ...] = (within_yearly_number, looked_up)
    found = findings(conditions, 1, EDITION.on(date.fromisoformat(day)))
    assert [each.condition for each in found] == keys


@pytest.mark.parametrize(
    ("verdicts", "together"),
    [
        pytest.param([], Verdict.MET, id="nothing asked"),
        pytest.param([Verdict.MET, Verdict.MET], Verdict.MET, id="all met"),
        pytest.param([Verdict.MET, Verdict.UNDECIDED], Verdict.UNDECIDED, id="one open"),
        pytest.param([Verdict.UNDECIDED, Verdict.NOT_MET], Verdict.NOT_MET, id="one no decides"),
    ],
)
def test_verdicts_together(verdicts: list[Verdict], together: Verdict) -> None:
    assert Verdict.all_of(tuple(verdicts)) is together


GOOD, BAD, OPEN = line(Verdict.MET), line(Verdict.MET, Verdict.NOT_MET), line(Verdict.UNDECIDED)


@pytest.mark.parametrize(
    ("case", "verdict", "fen"),
    [
        pytest.param(assessment(GOOD, GOOD), Verdict.MET, 160000, id="everyone"),
        pytest.param(assessment(GOOD, BAD), Verdict.MET, 80000, id="one struck off, the other goes on"),
        pytest.param(assessment(BAD, BAD), Verdict.NOT_MET, 0, id="nobody left"),
        pytest.param(assessment(GOOD, OPEN), Verdict.UNDECIDED, 80000, id="someone to look at"),
        pytest.param(assessment(GOOD, whole=Verdict.NOT_MET), Verdict.NOT_MET, 80000, id="the case itself fails"),
        pytest.param(assessment(GOOD, whole=Verdict.UNDECIDED), Verdict.UNDECIDED, 80000, id="the case itself open"),
        pytest.param(assessment(), Verdict.MET, 0, id="a procedure without lines"),
    ],
)
def test_the_verdict_of_a_case(case: Assessment, verdict: Verdict, fen: int) -> None:
    assert (case.verdict, case.total_fen) == (verdict, fen)


def test_unmet_and_undecided_are_listed_whole_case_first() -> None:
    case = assessment(BAD, OPEN, whole=Verdict.NOT_MET)
    assert [found.verdict for found in case.unmet] == [Verdict.NOT_MET, Verdict.NOT_MET]
    assert len(case.undecided) == 1
    assert (len(BAD.unmet), len(OPEN.undecided), BAD.fen) == (1, 1, 0)


def test_an_assessment_survives_storage() -> None:
    found = within_yearly_number(2, POLICY)
    amount = AmountLine.reckon("补贴", "800.00 × 1", LAW, found.used)
    whole = Assessment(
        (found,), (LineAssessment("k", "b", "甲", (found,), amount), BAD), date(2016, 1, 4), EDITION.sha256
    )
    stored = json.dumps(whole.as_json(), ensure_ascii=False)
    assert Assessment.from_json(json.loads(stored)) == whole
    assert json.dumps(Assessment.from_json(json.loads(stored)).as_json(), ensure_ascii=False) == stored


def test_a_line_reckons_its_sum_and_takes_the_weakest_standing() -> None:
    policy = EDITION.on(date(2019, 6, 1)).afresh()
    policy.whole("trn.times_per_year_max")
    assert AmountLine.reckon("补贴", "800.00 × 1", LAW, policy.used).standing is Standing.MODELLED
    policy.table("trn.amount")["A", "5"]
    reckoned = AmountLine.reckon("补贴", "min(800.00, 650.00)", LAW, policy.used)
    assert (reckoned.fen, reckoned.standing, reckoned.agrees) == (65000, Standing.SAMPLE, True)


def test_a_changed_sum_no_longer_agrees() -> None:
    assert not AmountLine("补贴", "800.00 × 1", 80001, Standing.SAMPLE, LAW).agrees
    with pytest.raises(NotUnderstood):
        AmountLine.reckon("补贴", "800.00 ×", LAW, ())


def test_citations_read_as_a_lawyer_writes_them() -> None:
    assert str(LAW) == "《示例办法》（安试〔2015〕1号）第三条"
    assert str(Citation("关于印发《甲办法》的通知")) == "《关于印发〈甲办法〉的通知》"


def test_only_enacted_figures_stand_without_a_notice() -> None:
    assert [(each.label, bool(each.notice)) for each in Standing] == [
        ("已颁布", False),
        ("参照外地", True),
        ("示例", True),
    ]
