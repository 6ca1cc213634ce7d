"""What excludes what: by person or by paper, of the same thing, overlapping, within a time or ever; and read from policy.yaml."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forms.answers import Answers
from forms.questionnaire import Questionnaire
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.citation import Citation
from workflow_app.policy.edition import Edition
from workflow_app.policy.exclusion import By, Exclusion, When, with_exclusions
from workflow_app.policy.facts import EarlierClaim, Facts
from workflow_app.policy.finding import OTHER_CASES, Verdict
from workflow_app.policy.refusals import NotUnderstood

ON = date(2026, 3, 2)
RULE = Exclusion(
    "only_once",
    "没有享受过",
    ("other",),
    By.BENEFICIARY,
    When.SAME_KEY,
    Verdict.NOT_MET,
    Citation("示例规则（未颁布）"),
    date(2015, 11, 20),
)
LINE = LineAssessment("2026-01", "甲", "甲", (), None, "证1", since=date(2026, 1, 1), until=date(2026, 1, 31))
EARLIER = EarlierClaim(
    "other", "2026-01", "甲", 100, "410523-2026-000001", "determined", date(2026, 1, 15),
    evidence="证1", since=date(2026, 1, 31), until=date(2026, 2, 28),
)  # fmt: skip


def asked(rule: Exclusion, claim: EarlierClaim | None, on: date = ON) -> tuple[Verdict, date | None, tuple[str, ...]]:
    facts = Facts(ON, ON, Answers(Questionnaire("none", 1, ()), {}), earlier=(claim,) if claim else ())
    said = with_exclusions(Assessment((), (LINE,), ON, ""), (rule,), facts, on)
    (finding,) = said.lines[0].findings
    assert (OTHER_CASES in finding.words) == bool(finding.others)
    return finding.verdict, finding.earliest, finding.others


HIT, MISS = Verdict.NOT_MET, Verdict.MET
TABLE = [
    pytest.param(RULE, EARLIER, HIT, id="the same month of the same person"),
    pytest.param(RULE, None, MISS, id="nothing else claimed"),
    pytest.param(RULE, replace(EARLIER, key="2026-02"), MISS, id="another month"),
    pytest.param(RULE, replace(EARLIER, beneficiary="乙"), MISS, id="another person"),
    pytest.param(RULE, replace(EARLIER, kind="third"), MISS, id="a kind that is not named"),
    pytest.param(RULE, replace(EARLIER, state="struck_off"), MISS, id="struck off, so it stands in nobody's way"),
    pytest.param(replace(RULE, by=By.EVIDENCE), replace(EARLIER, beneficiary="乙"), HIT, id="the same paper"),
    pytest.param(replace(RULE, by=By.EVIDENCE), replace(EARLIER, evidence="证2"), MISS, id="another paper"),
    pytest.param(replace(RULE, when=When.EVER), replace(EARLIER, key="x"), HIT, id="ever"),
    pytest.param(replace(RULE, when=When.UNTIL_ENDED), replace(EARLIER, key="x"), HIT, id="not ended yet"),
    pytest.param(replace(RULE, when=When.UNTIL_ENDED), replace(EARLIER, state="ended"), MISS, id="ended by its office"),
    pytest.param(replace(RULE, when=When.OVERLAPPING), replace(EARLIER, key="x"), HIT, id="one day in common"),
    pytest.param(
        replace(RULE, when=When.OVERLAPPING), replace(EARLIER, since=date(2026, 2, 1)), MISS, id="the day after"
    ),
    pytest.param(replace(RULE, when=When.WITHIN, months=1), EARLIER, HIT, id="within the waiting time"),
    pytest.param(
        replace(RULE, when=When.WITHIN, months=1),
        replace(EARLIER, until=date(2026, 2, 2)),
        MISS,
        id="it has passed today",
    ),
]


@pytest.mark.parametrize(("rule", "claim", "verdict"), TABLE)
def test_what_excludes_what(rule: Exclusion, claim: EarlierClaim | None, verdict: Verdict) -> None:
    found, _, others = asked(rule, claim)
    assert found is verdict
    assert others == (("410523-2026-000001",) if verdict is HIT else ())


def test_what_time_mends_says_from_which_day() -> None:
    assert asked(replace(RULE, when=When.OVERLAPPING), EARLIER)[1] == date(2026, 3, 1)
    assert asked(replace(RULE, when=When.WITHIN, months=6), EARLIER)[1] == date(2026, 8, 28)
    until_ended = replace(RULE, when=When.UNTIL_ENDED)
    assert asked(until_ended, replace(EARLIER, until=date(2026, 9, 1)))[1] == date(2026, 9, 1)
    assert asked(until_ended, EARLIER)[1] == ON  # overdue: on the day it is ended, and that may be today
    assert asked(until_ended, replace(EARLIER, until=None))[1] is None
    assert asked(RULE, EARLIER)[1] is None


def test_where_a_person_must_look_it_is_undecided() -> None:
    assert asked(replace(RULE, verdict=Verdict.UNDECIDED), EARLIER)[0] is Verdict.UNDECIDED


@pytest.mark.parametrize("until", [date(2026, 3, 1), date(2020, 1, 1)])
def test_an_exclusion_that_is_over_says_nothing(until: date) -> None:
    facts = Facts(ON, ON, Answers(Questionnaire("none", 1, ()), {}), earlier=(EARLIER,))
    said = with_exclusions(Assessment((), (LINE,), ON, ""), (replace(RULE, until=until),), facts, ON)
    assert said.lines[0].findings == ()


def test_what_it_finds_is_told_in_its_own_words_on_its_own_source() -> None:
    law = Citation("试行办法", article="第三条")
    facts = Facts(ON, ON, Answers(Questionnaire("none", 1, ()), {}), earlier=(EARLIER,))
    rule = replace(RULE, key="own", says="没有别的", found=f"{OTHER_CASES}已经领过。", remedy="先退回。", citation=law)
    (finding,) = with_exclusions(Assessment((), (LINE,), ON, ""), (rule,), facts, ON).lines[0].findings
    assert (finding.condition, finding.title, finding.citation) == ("own", "没有别的", law)
    assert (finding.words.endswith(f"{OTHER_CASES}已经领过。"), finding.remedy) == (True, "先退回。")


def test_a_paper_is_the_same_under_every_mark_it_has() -> None:
    facts = Facts(ON, ON, Answers(Questionnaire("none", 1, ()), {}), earlier=(replace(EARLIER, evidence="证9"),))
    rule = replace(RULE, by=By.EVIDENCE)
    for marks, verdict in (((), MISS), (("证9",), HIT)):
        said = with_exclusions(Assessment((), (replace(LINE, marks=marks),), ON, ""), (rule,), facts, ON)
        assert said.lines[0].findings[0].verdict is verdict


@pytest.mark.parametrize(("of", "asked_of"), [((), 2), (("month",), 1), (("lease",), 0)])
def test_it_is_asked_of_the_lines_it_names(of: tuple[str, ...], asked_of: int) -> None:
    facts = Facts(ON, ON, Answers(Questionnaire("none", 1, ()), {}), earlier=(EARLIER,))
    lines = (LINE, replace(LINE, kind="month"))
    said = with_exclusions(Assessment((), lines, ON, ""), (replace(RULE, of=of),), facts, ON)
    assert sum(len(line.findings) for line in said.lines) == asked_of


@pytest.mark.parametrize(("since", "asks"), [(ON, True), (date(2026, 3, 3), False)])
def test_an_exclusion_is_asked_from_its_first_day(since: date, asks: bool) -> None:
    assert replace(RULE, since=since).holds_on(ON) == asks


TEXT = """
item: tried
parameters:
  a.figure:
    says: 一个数
    unit: persons
    governing: filing
    values:
      2015-11-20: {value: "1", standing: sample, source: {document: 示例规则（未颁布）}}
exclusions:
  not_beside_another:
    says: 没有同时享受另一项
    with: other third
    by: beneficiary
    when: within
    months: "6"
    verdict: not_met
    since: 2015-11-20
    source: {document: 示例规则（未颁布）}
"""


def test_an_edition_carries_its_exclusions() -> None:
    (rule,) = Edition.read(TEXT, "tried").exclusions
    assert (rule.key, rule.kinds, rule.when, rule.months) == ("not_beside_another", ("other", "third"), When.WITHIN, 6)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("when: within", "when: sometimes"),
        ("by: beneficiary", "by: luck"),
        ('months: "6"', 'months: "0"'),
        ("verdict: not_met", "verdict: met"),
    ],
)
def test_a_mistake_in_an_exclusion_is_a_sentence_with_its_line(wrong: str, right: str) -> None:
    with pytest.raises(NotUnderstood, match=r"policy\.yaml"):
        Edition.read(TEXT.replace(wrong, right), "tried")
